/// The header fields of a message in the order they were sent, repeated names kept.
public struct HTTPFields: Hashable, Sendable {
    private var fields: [HTTPField]

    /// The fields, to be looked at where they are; the elements of this collection are copies.
    package var list: [HTTPField] { fields }

    public init() {
        fields = []
    }

    public init(_ fields: some Sequence<HTTPField>) {
        self.fields = Array(fields)
    }

    /// The value of the first field of this name, in any case of letters.
    public subscript(name: String) -> String? {
        index(of: name).map { fields[$0].value }
    }

    /// The place of the next field of this name, looked for from a place on.
    ///
    /// Fields are looked at where they are: copying one costs more than comparing its name.
    package func index(of name: String, from start: Int = 0) -> Int? {
        for index in start..<fields.count where isSameName(fields[index].name, name) { return index }
        return nil
    }

    /// The values of all fields of this name, in order.
    public func all(named name: String) -> [String] {
        fields(named: name).map(\.value)
    }

    /// All fields of this name, in order.
    package func fields(named name: String) -> [HTTPField] {
        fields.filter { isSameName($0.name, name) }
    }

    /// Tells whether a field of this name is there, whatever its value.
    public func contains(named name: String) -> Bool {
        index(of: name) != nil
    }

    /// Adds a field at the end, beside any of the same name.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(HTTPField(name: name, value: value))
    }

    /// Adds a field at the end, beside any of the same name.
    public mutating func append(_ field: HTTPField) {
        fields.append(field)
    }

    /// Makes this the only field of its name, at the place of the first one, or at the end.
    public mutating func set(_ name: String, to value: String) {
        let field = HTTPField(name: name, value: value)
        guard let index = fields.firstIndex(where: { isSameName($0.name, name) }) else {
            fields.append(field)
            return
        }
        fields[index] = field
        guard let next = fields[(index + 1)...].firstIndex(where: { isSameName($0.name, name) }) else {
            return
        }
        fields[next...].removeAll { isSameName($0.name, name) }
    }

    /// Takes away all fields of this name.
    public mutating func remove(_ name: String) {
        fields.removeAll { isSameName($0.name, name) }
    }
}

extension HTTPFields: RandomAccessCollection {
    public var startIndex: Int { fields.startIndex }
    public var endIndex: Int { fields.endIndex }
    public subscript(position: Int) -> HTTPField { fields[position] }
}

extension HTTPFields: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: (String, String)...) {
        fields = elements.map { HTTPField(name: $0.0, value: $0.1) }
    }
}

extension HTTPFields: CustomStringConvertible {
    public var description: String {
        fields.map(\.description).joined(separator: "\n")
    }
}

/// Compares two field names as HTTP does: ASCII letters alike in both cases.
private func isSameName(_ left: String, _ right: String) -> Bool {
    // Most pairs differ in length, and most others are spelled alike: letters are looked at last.
    guard left.utf8.count == right.utf8.count else { return false }
    return left == right || left.utf8.elementsEqual(right.utf8) { lowered($0) == lowered($1) }
}

private func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
