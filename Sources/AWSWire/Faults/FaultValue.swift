/// What stands in a field of a fault.
public enum FaultValue: Hashable, Sendable {
    case duration(Duration)
    case integer(Int)
    case number(Double)
    case text(String)
    case flag(Bool)
    /// JSON as text.
    case json(String)
    case bytes([UInt8])

    /// The sentence that says why this value may not stand in a field of that kind, or nil.
    func problem(in kind: FaultField.Kind) -> String? {
        switch (kind, self) {
        case (.duration, .duration(let value)):
            value < .zero ? "must not be negative" : nil
        case (.offset, .duration), (.text, .text), (.flag, .flag), (.json, .json), (.base64, .bytes):
            nil
        case (.integer(let range), .integer(let value)):
            range.contains(value) ? nil : "must be between \(range.lowerBound) and \(range.upperBound)"
        case (.number(let range), .number(let value)):
            range.contains(value) ? nil : "must be between \(range.lowerBound) and \(range.upperBound)"
        case (.number(let range), .integer(let value)):
            range.contains(Double(value))
                ? nil : "must be between \(range.lowerBound) and \(range.upperBound)"
        case (.word(let words), .text(let value)):
            words.contains(value) ? nil : "must be one of \(words.joined(separator: ", "))"
        case (.duration, _), (.offset, _): "must be a duration"
        case (.integer, _): "must be a whole number"
        case (.number, _): "must be a number"
        case (.text, _): "must be a text"
        case (.word(let words), _): "must be one of \(words.joined(separator: ", "))"
        case (.flag, _): "must be true or false"
        case (.json, _): "must be JSON"
        case (.base64, _): "must be base64"
        }
    }
}
