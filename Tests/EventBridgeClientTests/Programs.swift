import Foundation
import Subprocess

/// Runs a Python program that prints its port in the first line, for as long as the body takes.
func withPython<R: Sendable>(
    _ script: String, _ arguments: [String] = [], body: (Int) async throws -> R
) async throws -> R {
    try await withProgram("python3", ["-u", "-c", script] + arguments) { line in
        guard let port = Int(line.filter(\.isNumber)) else { throw NoPort() }
        return try await body(port)
    }
}

/// Runs a program found by its name for as long as the body takes, which gets its first line of output.
func withProgram<R: Sendable>(
    _ name: String, _ arguments: [String], body: (String) async throws -> R
) async throws -> R {
    try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), input: .none, output: .sequence, error: .discarded
    ) { execution in
        var lines = execution.standardOutput.strings().makeAsyncIterator()
        let result: Result<R, any Error>
        do {
            result = .success(try await body(try await lines.next() ?? ""))
        } catch {
            result = .failure(error)
        }
        try execution.send(signal: .kill)
        return try result.get()
    }.closureResult
}

/// Tells whether Python has a module.
func pythonHas(_ module: String) async -> Bool {
    let result = try? await Subprocess.run(
        .name("python3"), arguments: ["-c", "import \(module)"], output: .discarded, error: .discarded)
    return result?.terminationStatus == .exited(0)
}

/// A foreign server did not say where it listens.
struct NoPort: Error {}
