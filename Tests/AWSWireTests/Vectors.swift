import Foundation
import HTTPMessages
import JSONTree
import Testing

/// The published test vectors beside these tests; `Vectors/README.md` tells where they come from.
enum Vectors {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

    static func read(_ name: String) throws -> JSONValue {
        try JSONReader.read([UInt8](Data(contentsOf: folder.appending(path: name))))
    }

    /// A request from its text: a request line, fields, an empty line and the body.
    ///
    /// A line that begins with white space belongs to the field before it, line break included.
    static func request(_ text: String) throws -> HTTPRequest {
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = try #require(parts.first).split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.first)
        // A target may hold spaces: it ends at the last one.
        let first = try #require(start.firstIndex(of: " "))
        let last = try #require(start.lastIndex(of: " "))
        var fields: [HTTPField] = []
        for line in lines.dropFirst() where !line.isEmpty {
            if line.first == " ", let field = fields.last {
                fields.removeLast()
                fields.append(HTTPField(name: field.name, value: "\(field.value)\n\(line)"))
            } else {
                let colon = try #require(line.firstIndex(of: ":"))
                fields.append(
                    HTTPField(name: String(line[..<colon]), value: String(line[line.index(after: colon)...])))
            }
        }
        return HTTPRequest(
            method: String(start[..<first]), target: String(start[start.index(after: first)..<last]),
            fields: HTTPFields(fields), body: parts.count > 1 ? Array(parts[1].utf8) : [])
    }
}

/// One named vector of a file.
struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let content: JSONValue

    var testDescription: String { name }

    /// The vectors of a list; `key` is the member that names each.
    static func all(_ list: JSONValue?, named key: String) throws -> [Vector] {
        let all = try #require(list?.array).map { content in
            Vector(name: try #require(content[key]?.string), content: content)
        }
        // An empty list of arguments would only skip a test.
        try #require(!all.isEmpty)
        return all
    }

    /// A text of the vector.
    func text(_ key: String) throws -> String {
        try #require(content[key]?.string, "\(name) has no \(key)")
    }
}

/// A published vector that is not run, and why.
struct LeftOut: Hashable, Sendable {
    let name: String
    let reason: String
}
