import Foundation

/// Lends a new, empty folder and takes it away afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// Writes a file of the folder and gives its path.
func write(_ text: String, to name: String, in folder: String) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
}

/// The folder of this target's tests, where its fixtures are.
let testsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
