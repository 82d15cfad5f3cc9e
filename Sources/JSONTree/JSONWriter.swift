/// Writes JSON, numbers and member order exactly as the value holds them.
package enum JSONWriter {
    /// The compact form, without white space.
    package static func bytes(_ value: JSONValue) -> [UInt8] {
        var out: [UInt8] = []
        append(value, to: &out)
        return out
    }

    /// The compact form as text.
    package static func text(_ value: JSONValue) -> String {
        String(decoding: bytes(value), as: UTF8.self)
    }

    /// A form for people: one member or element a line, indented by two spaces, no line feed at the end.
    package static func pretty(_ value: JSONValue) -> String {
        var out: [UInt8] = []
        appendPretty(value, indent: 0, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Adds the compact form of a value.
    package static func append(_ value: JSONValue, to out: inout [UInt8]) {
        switch value {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): out.append(contentsOf: number.lexeme.utf8)
        case .string(let text): appendString(text, to: &out)
        case .array(let elements):
            out.append(UInt8(ascii: "["))
            for index in elements.indices {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                append(elements[index], to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let object): append(object, to: &out)
        }
    }

    /// Adds the compact form of an object.
    package static func append(_ object: JSONObject, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        for index in object.members.indices {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            appendString(object.members[index].name, to: &out)
            out.append(UInt8(ascii: ":"))
            append(object.members[index].value, to: &out)
        }
        out.append(UInt8(ascii: "}"))
    }

    /// Adds a string in quotes; only what must be escaped is.
    package static func appendString(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        let start = out.count
        // Most texts need no escape, and bytes of an array are looked at faster than those of a text.
        out.append(contentsOf: text.utf8)
        if out[start...].contains(where: isEscaped) {
            out.removeSubrange(start...)
            for byte in text.utf8 { appendEscaped(byte, to: &out) }
        }
        out.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func appendEscaped(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
        case 0x08: out.append(contentsOf: "\\b".utf8)
        case 0x09: out.append(contentsOf: "\\t".utf8)
        case 0x0A: out.append(contentsOf: "\\n".utf8)
        case 0x0C: out.append(contentsOf: "\\f".utf8)
        case 0x0D: out.append(contentsOf: "\\r".utf8)
        case ..<0x20:
            out.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
            out.append(contentsOf: String(byte, radix: 16, uppercase: true).utf8)
        default: out.append(byte)
        }
    }

    private static func appendPretty(_ value: JSONValue, indent: Int, to out: inout [UInt8]) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            out.append(UInt8(ascii: "["))
            for index in elements.indices {
                startLine(isFirst: index == 0, indent: indent + 2, in: &out)
                appendPretty(elements[index], indent: indent + 2, to: &out)
            }
            endLines(with: UInt8(ascii: "]"), indent: indent, in: &out)
        case .object(let object) where !object.isEmpty:
            out.append(UInt8(ascii: "{"))
            for index in object.members.indices {
                startLine(isFirst: index == 0, indent: indent + 2, in: &out)
                appendString(object.members[index].name, to: &out)
                out.append(contentsOf: ": ".utf8)
                appendPretty(object.members[index].value, indent: indent + 2, to: &out)
            }
            endLines(with: UInt8(ascii: "}"), indent: indent, in: &out)
        case .null, .bool, .number, .string, .array, .object:
            append(value, to: &out)
        }
    }

    private static func startLine(isFirst: Bool, indent: Int, in out: inout [UInt8]) {
        out.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }

    private static func endLines(with bracket: UInt8, indent: Int, in out: inout [UInt8]) {
        out.append(UInt8(ascii: "\n"))
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        out.append(bracket)
    }
}
