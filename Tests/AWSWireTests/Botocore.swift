import Foundation
import JSONTree
import Testing

/// Runs Python with botocore, the reference that these tests compare with.
enum Botocore {
    /// Whether to run the tests that need it: when it is there, and always where it was said to be required.
    static let isWanted: Bool =
        ProcessInfo.processInfo.environment["ASSAY_REQUIRE_CLIENTS"] == "1" || isImportable

    static let reason: Comment =
        "Python's botocore cannot be imported; ASSAY_REQUIRE_CLIENTS=1 makes that a failure"

    /// Runs a script that reads JSON from standard input and writes JSON to standard output.
    static func run(_ script: String, input: JSONValue = .null) throws -> JSONValue {
        let (status, output) = try python(script, input: JSONWriter.bytes(input))
        try #require(status == 0, "the script ended with status \(status)")
        return try JSONReader.read(output)
    }

    private static let isImportable: Bool = {
        let ended = try? python("import botocore", input: [])
        return ended?.status == 0
    }()

    private static func python(_ script: String, input: [UInt8]) throws -> (status: Int32, output: [UInt8]) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "assay-botocore-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let inputFile = folder.appending(path: "input.json")
        let outputFile = folder.appending(path: "output.json")
        try Data(input).write(to: inputFile)
        try Data().write(to: outputFile)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        // A missing module is an answer, not something to tell on the terminal.
        process.standardError = isQuiet(script) ? FileHandle.nullDevice : FileHandle.standardError
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, [UInt8](try Data(contentsOf: outputFile)))
    }

    private static func isQuiet(_ script: String) -> Bool { script == "import botocore" }
}
