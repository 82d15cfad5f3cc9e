import JSONTree

/// A body as a scenario writes it.
package enum BodyTemplate: Hashable, Sendable {
    case text(TextTemplate)
    case json(ValueTemplate)
    case bytes([UInt8])

    package func evaluate(in variables: Variables) throws(EvaluationError) -> [UInt8] {
        switch self {
        case .text(let template): Array(try template.evaluate(in: variables).utf8)
        case .json(let template): JSONWriter.bytes(try template.evaluate(in: variables))
        case .bytes(let bytes): bytes
        }
    }
}
