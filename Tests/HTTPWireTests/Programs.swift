import Foundation
import Subprocess

/// What a foreign program said, and how it ended.
struct ProgramResult: Sendable {
    /// The exit status; 128 and the signal's number where one ended it.
    let status: Int
    let text: String
    let errors: String
}

/// Runs a program found by its name to its end.
func run(_ name: String, _ arguments: [String]) async throws -> ProgramResult {
    let result = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), output: .string(limit: 1 << 20),
        error: .string(limit: 1 << 20))
    let status =
        switch result.terminationStatus {
        case .exited(let status): Int(status)
        case .signaled(let number): 128 + Int(number)
        }
    return ProgramResult(
        status: status, text: result.standardOutput, errors: result.standardError)
}

/// Runs a Python program that prints its port in the first line, for as long as the body takes.
func withPython<R: Sendable>(
    _ script: String, _ arguments: [String] = [], body: (Int) async throws -> R
) async throws -> R {
    try await Subprocess.run(
        .name("python3"), arguments: Arguments(["-u", "-c", script] + arguments), input: .none,
        output: .sequence,
        error: .discarded
    ) { execution in
        var lines = execution.standardOutput.strings().makeAsyncIterator()
        let line = try await lines.next()
        let result: Result<R, any Error>
        do {
            guard let port = line.flatMap({ Int($0.filter(\.isNumber)) }) else { throw NoPort() }
            result = .success(try await body(port))
        } catch {
            result = .failure(error)
        }
        try execution.send(signal: .kill)
        return try result.get()
    }.closureResult
}

/// A foreign server did not say where it listens.
struct NoPort: Error {}

/// Writes a text to a new file, for as long as the body takes.
func withFile<R>(_ text: String, body: (String) async throws -> R) async throws -> R {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString).pem")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(url.path)
}
