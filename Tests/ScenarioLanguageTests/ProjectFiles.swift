import Foundation
import Testing

/// The project's own files, found from where this source stands.
enum ProjectFiles {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let malformed = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Malformed")

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The names of the files in a folder that end so, in order; an empty folder is an error, not a skip.
    static func names(in folder: URL, ending: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(ending) }.sorted()
        try #require(!names.isEmpty, "there is no file that ends in \(ending) in \(folder)")
        return names
    }

    /// The scenarios and fragments that are shipped.
    static func scenarios() throws -> [URL] {
        let folder = root.appending(path: "Scenarios")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        return paths.filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending(path: $0) }
    }

    /// Whether goldens are to be written anew.
    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }
}
