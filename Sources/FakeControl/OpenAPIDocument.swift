import JSONTree

/// The control API as an OpenAPI 3.1 document, written from the table of routes.
package enum OpenAPIDocument {
    /// The document as text.
    package static func text(version: String) -> String {
        JSONWriter.pretty(.object(object(version: version))) + "\n"
    }

    static func object(version: String) -> JSONObject {
        var paths = JSONObject()
        for route in ControlRoute.all {
            var operations = paths[route.path]?.object ?? JSONObject()
            operations.append(route.method.rawValue.lowercased(), .object(operation(route)))
            paths[route.path] = .object(operations)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "The control API of 'assay serve'", "version": .string(version),
                "summary": "Everything that a test may want to do to a served fake, and to know of it.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .string(ControlAPI.prefix)]],
            "security": [["control-token": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "control-token": [
                        "type": "http", "scheme": "bearer",
                        "description":
                            "what --control-token says, or what the line of JSON at the start tells",
                    ]
                ],
                "responses": [
                    "refused": answer("what was asked for was not done", ControlSchema.reference("error"))
                ],
                "schemas": .object(ControlSchema.components),
            ],
        ]
    }

    private static func operation(_ route: ControlRoute) -> JSONObject {
        var object: JSONObject = [
            "operationId": .string(identifier(route)), "summary": .string(route.summary),
        ]
        if route.isOpen { object.append("security", []) }
        let parameters = route.argumentNames.map { name -> JSONValue in
            ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
        }
        let queries = route.parameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "in": "query", "description": .string(parameter.summary),
                "schema": parameter.schema,
            ]
        }
        if !(parameters + queries).isEmpty { object.append("parameters", .array(parameters + queries)) }
        if let body = route.body {
            object.append(
                "requestBody",
                [
                    "required": .bool(body.isRequired),
                    "content": ["application/json": ["schema": body.schema, "example": body.example]],
                ])
        }
        var answers = JSONObject()
        for answer in route.answers {
            answers.append(String(answer.status), self.answer(answer.summary, answer.schema))
        }
        answers.append("default", ["$ref": "#/components/responses/refused"])
        object.append("responses", .object(answers))
        return object
    }

    private static func answer(_ summary: String, _ schema: JSONValue) -> JSONValue {
        ["description": .string(summary), "content": ["application/json": ["schema": schema]]]
    }

    /// A name for generated code: `post-requests-find`.
    private static func identifier(_ route: ControlRoute) -> String {
        let words = route.path.split { "/{}.".contains($0) }
        return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "-")
    }
}
