import EventBridgeFake
import JSONTree

/// What the server is.
extension ControlRoute {
    static let aboutServer: [ControlRoute] = [
        ControlRoute(
            method: .get, path: "/health", summary: "Tells that the server is alive.", isOpen: true,
            answers: [
                Answer(
                    status: 200, summary: "it is", schema: ControlSchema.object(["status": ["const": "ok"]]))
            ],
            handle: { _ in .json(["status": "ok"]) }),
        ControlRoute(
            method: .get, path: "/ready", summary: "Tells that the server takes requests.", isOpen: true,
            answers: [
                Answer(
                    status: 200, summary: "it does",
                    schema: ControlSchema.object([
                        "ready": ["const": true], "region": ControlSchema.text,
                    ]))
            ],
            handle: { call in
                .json(["ready": true, "region": .string(call.service.configuration.region)])
            }),
        ControlRoute(
            method: .get, path: "/version", summary: "Tells the versions of Assay and of this API.",
            isOpen: true,
            answers: [
                Answer(
                    status: 200, summary: "both versions",
                    schema: ControlSchema.object([
                        "assay": ControlSchema.text, "control-api": ControlSchema.count,
                    ]))
            ],
            handle: { call in .json(["assay": .string(call.api.version), "control-api": 1]) }),
        ControlRoute(
            method: .get, path: "/openapi.json", summary: "Describes this API.", isOpen: true,
            answers: [
                Answer(status: 200, summary: "an OpenAPI document", schema: ["type": "object"])
            ],
            handle: { call in .json(OpenAPIDocument.object(version: call.api.version)) }),
    ]
}
