/// An element without content, put together before it is written: the short way for the many that are alike.
///
/// Its values are printable ASCII, which reads the same in every document; others go through the writer.
package struct XMLTag {
    /// The element without the two bytes of its end.
    private(set) var bytes: [UInt8] = []

    package init() {}

    /// Whether a value can stand in such an element.
    package static func takes(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// Starts over with an element of this name.
    package mutating func start(_ element: StaticString) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "<"))
        append(element)
    }

    /// Adds an attribute.
    package mutating func attribute(_ name: StaticString, _ value: [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        append(name)
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        append(value.span)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ name: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private mutating func append(_ value: Span<UInt8>) {
        for place in value.indices {
            let byte = value[place]
            precondition(byte >= 0x20 && byte < 0x7F, "a value is not printable ASCII")
            switch byte {
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            default: bytes.append(byte)
            }
        }
    }
}
