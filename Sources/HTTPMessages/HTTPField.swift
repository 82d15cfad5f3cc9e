/// One header field; the name as written, the value without the white space around it.
///
/// The value's bytes are read as UTF-8 and broken ones repaired; whoever needs the bytes themselves keeps the
/// raw head beside the message.
public struct HTTPField: Hashable, Sendable, CustomStringConvertible {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    public var description: String { "\(name): \(value)" }
}
