package import AWSWire
package import HTTPMessages

/// A raw request as a scenario writes it: exactly this is sent.
package struct RawRequestTemplate: Hashable, Sendable {
    /// One header of the request, in order.
    package struct Header: Hashable, Sendable {
        package var name: String
        /// The values, each in a line of its own; none leaves the header out, a standard one too.
        package var values: [TextTemplate]
    }

    package var method: TextTemplate
    package var path: TextTemplate
    /// Gives the standard headers, and says how the answer is read.
    package var operation: OperationModel?
    package var headers: [Header]
    package var body: BodyTemplate?

    /// The names of headers that the scenario leaves out on purpose, in lower case.
    package var omittedHeaders: Set<String> {
        Set(headers.lazy.filter(\.values.isEmpty).map { $0.name.lowercased() })
    }

    /// Makes the request; without host, date and signature unless they are written.
    package func evaluate(in variables: Variables) throws(EvaluationError) -> HTTPRequest {
        var fields = HTTPFields()
        if let operation {
            fields.append("Content-Type", AWSJSON.contentType)
            fields.append(AWSJSON.targetHeader, operation.target)
        }
        for header in headers { fields.remove(header.name) }
        for header in headers {
            for value in header.values {
                fields.append(header.name, try value.evaluate(in: variables))
            }
        }
        return HTTPRequest(
            method: try method.evaluate(in: variables), target: try path.evaluate(in: variables),
            fields: fields,
            body: try body?.evaluate(in: variables) ?? [])
    }
}
