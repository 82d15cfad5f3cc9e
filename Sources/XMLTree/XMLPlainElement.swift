/// An element on lines of its own, put together before it is written: the short way for the many that are alike.
///
/// Its values are printable ASCII, which reads the same in every document; others go through the writer.
package struct XMLPlainElement {
    private(set) var bytes: [UInt8] = []
    private let name: StaticString
    private let margin: Int
    private var hasContent = false

    /// An element whose lines start with so many blanks.
    package init(_ name: StaticString, margin: Int) {
        self.name = name
        self.margin = margin
    }

    /// Whether a value can stand in such an element.
    package static func takes(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// Starts over with another element of the same name.
    package mutating func start() {
        bytes.removeAll(keepingCapacity: true)
        hasContent = false
        newLine(margin)
        open(name)
    }

    /// Adds an attribute.
    package mutating func attribute(_ name: StaticString, _ value: [UInt8]) {
        append(" ")
        append(name)
        append("=\"")
        append(value)
        append("\"")
    }

    /// Adds an element with lines of text, each of them a value, after all attributes.
    package mutating func child(_ name: StaticString, _ lines: [[UInt8]]) {
        if !hasContent { append(">") }
        hasContent = true
        newLine(margin + 2)
        open(name)
        append(">")
        for (place, line) in lines.enumerated() {
            if place > 0 { append("\n") }
            append(line)
        }
        close(name)
    }

    /// Ends the element, which can then be written.
    package mutating func end() {
        guard hasContent else { return append("/>") }
        newLine(margin)
        close(name)
    }

    private mutating func newLine(_ margin: Int) {
        append("\n")
        for _ in 0..<margin { bytes.append(0x20) }
    }

    private mutating func open(_ name: StaticString) {
        append("<")
        append(name)
    }

    private mutating func close(_ name: StaticString) {
        append("</")
        append(name)
        append(">")
    }

    private mutating func append(_ text: StaticString) {
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a value, at once where no byte of it needs a reference.
    private mutating func append(_ value: [UInt8]) {
        guard XMLPlainElement.needsReference(value.span) else {
            bytes.append(contentsOf: value)
            return
        }
        for byte in value {
            switch byte {
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            default: bytes.append(byte)
            }
        }
    }

    private static func needsReference(_ value: Span<UInt8>) -> Bool {
        var needs = false
        for place in value.indices {
            let byte = value[place]
            precondition(byte >= 0x20 && byte < 0x7F, "a value is not printable ASCII")
            let isMark = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "&")
            needs = needs || isMark || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        }
        return needs
    }
}
