import Foundation
import JSONTree

/// The folder in which one client process runs: its context, its result, and an empty AWS configuration.
struct WorkingFolder: Hashable, Sendable {
    let path: String

    var contextFile: String { path + "/context.json" }
    var resultFile: String { path + "/result.json" }
    var configurationFile: String { path + "/aws-config" }
    var credentialsFile: String { path + "/aws-credentials" }

    /// A folder that was made before.
    init(path: String) {
        self.path = path
    }

    /// Makes a new folder that only this user can enter.
    init(in parent: String, named name: String) throws(FolderTrouble) {
        path = parent + "/" + name
        do {
            let manager = FileManager.default
            try manager.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try manager.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FolderTrouble(path: path, reason: error.localizedDescription)
        }
        try write([], to: configurationFile)
        try write([], to: credentialsFile)
    }

    func write(_ context: JSONObject) throws(FolderTrouble) {
        try write(Array(JSONWriter.pretty(.object(context)).utf8), to: contextFile)
    }

    func write(_ bytes: [UInt8], to file: String) throws(FolderTrouble) {
        let isWritten = FileManager.default.createFile(
            atPath: file, contents: Foundation.Data(bytes), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw FolderTrouble(path: file, reason: "the file cannot be written") }
    }

    /// The client's result as it stands in its file, cut one byte beyond the bound; nil where it wrote none.
    func result(limit: Int) -> [UInt8]? {
        guard let file = FileHandle(forReadingAtPath: resultFile) else { return nil }
        defer { try? file.close() }
        return ((try? file.read(upToCount: limit + 1)) ?? nil).map(Array.init) ?? []
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Why a client could not be given a folder to run in.
package struct FolderTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "the client's folder '\(path)' cannot be made: \(reason)" }
}
