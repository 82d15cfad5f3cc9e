/// One header field; the name as written, the value without the white space around it.
///
/// The value's bytes are read as UTF-8 and broken ones repaired.
public struct HTTPField: Hashable, Sendable, CustomStringConvertible {
    public var name: String
    public var value: String {
        didSet { brokenBytes = nil }
    }
    /// The bytes of the value as they came, where they are not UTF-8; nil where the value is all there is.
    package private(set) var brokenBytes: [UInt8]?

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Reads a value as it came.
    package init(name: String, valueBytes: ArraySlice<UInt8>) {
        self.name = name
        value = String(decoding: valueBytes, as: UTF8.self)
        let isRepaired = valueBytes.contains { $0 >= 0x80 } && !value.utf8.elementsEqual(valueBytes)
        brokenBytes = isRepaired ? Array(valueBytes) : nil
    }

    public var description: String { "\(name): \(value)" }
}
