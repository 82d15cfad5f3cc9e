import Diagnostics
import Foundation

/// Finds a program as a shell does: a path is taken as it is, a name is looked for in the `PATH`.
enum ProgramSearch {
    /// - Returns: the path of a file that may be executed.
    static func path(of executable: String, in environment: [String: String]) throws(ProgramFailure) -> String
    {
        if executable.contains("/") { return try path(executable) }
        guard !executable.isEmpty else {
            throw .notStarted(executable: executable, reason: "its name is empty")
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders where isProgram("\(folder)/\(executable)") { return "\(folder)/\(executable)" }
        let names = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        throw .notFound(
            executable: executable, suggestion: nearest(to: executable, among: Set(names).sorted()))
    }

    private static func path(_ path: String) throws(ProgramFailure) -> String {
        guard FileManager.default.fileExists(atPath: path) else {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            let folder = parts.dropLast().joined(separator: "/")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "/" : folder))
            let name = nearest(to: String(parts.last ?? ""), among: (names ?? []).sorted())
            throw .notFound(executable: path, suggestion: name.map { "\(folder)/\($0)" })
        }
        guard !isFolder(path) else { throw .notStarted(executable: path, reason: "it is a folder") }
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw .notStarted(
                executable: path, reason: "the file may not be executed (chmod +x would allow it)")
        }
        return path
    }

    private static func isProgram(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path) && !isFolder(path)
    }

    private static func isFolder(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/.")
    }
}
