import JSONTree

/// So many bytes of a body are shown; all of it is in the run log.
private let shownBodyLimit = 16 << 10

/// A request or an answer as people read it: its head's lines, a blank line, its body.
///
/// A JSON body is spread over lines, another one shown as text, and a long one cut with a note of its size.
package func shownMessage(_ bytes: [UInt8]) -> String {
    let message = MessageBytes(bytes)
    let head = message.headLines.joined(separator: "\n")
    guard !message.body.isEmpty else { return head }
    return "\(head)\n\n\(shownBody(Array(message.body)))"
}

private func shownBody(_ body: [UInt8]) -> String {
    if body.count <= shownBodyLimit, let value = try? JSONReader.read(body) {
        switch value {
        case .object, .array: return JSONWriter.pretty(value)
        case .null, .bool, .number, .string: break
        }
    }
    let text = String(decoding: body.prefix(shownBodyLimit), as: UTF8.self)
    return body.count > shownBodyLimit ? "\(text)\n… (\(body.count) bytes in all)" : text
}

/// The parts of an HTTP/1.1 message's bytes, as far as they can be told.
struct MessageBytes {
    /// The start line and the header lines, without their line ends.
    private(set) var headLines: [String] = []
    private(set) var body: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        body = bytes[...]
        while let feed = body.firstIndex(of: 0x0A) {
            let line = body[..<feed]
            body = body[(feed + 1)...]
            let content = line.last == 0x0D ? line.dropLast() : line
            if content.isEmpty { return }
            headLines.append(String(decoding: content, as: UTF8.self))
        }
        // There is no end of the head: what is left belongs to it, cut or never a message at all.
        if !body.isEmpty { headLines.append(String(decoding: body.prefix(shownBodyLimit), as: UTF8.self)) }
        body = []
    }

    /// The header lines as names and values, in order.
    var fields: [(name: String, value: String)] {
        headLines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (String(line[..<colon]), String(value))
        }
    }
}
