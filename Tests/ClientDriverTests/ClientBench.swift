import ClientDriver
import Foundation
import JSONTree

extension ClientCall {
    /// A call that nobody answers; its secret is made up.
    static func sample(
        identifier: String = "case-1", name: JSONValue = "aws.partner/example.com/é/1",
        account: JSONValue = "012345678901", timeout: Duration = .seconds(30)
    ) -> ClientCall {
        ClientCall(
            identifier: identifier, scenario: "Orders: a name is used once",
            operation: "CreatePartnerEventSource",
            input: ["Name": name, "Account": account], endpoint: "http://127.0.0.1:9", host: "127.0.0.1",
            port: 9,
            region: "eu-north-1",
            credential: .init(
                accessKey: "AKIAASSAYEXAMPLE0001", secretKey: "sEcReT/0123456789+abcdefghijklmnopqrstuv",
                sessionToken: "ToKeN0123456789=="), certificateFile: nil, retryMode: nil, maxAttempts: nil,
            timeout: timeout)
    }
}

/// A driver with a folder of its own, and what reads its answers.
struct ClientBench: ~Copyable {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    static func environment() throws -> ClientEnvironment {
        ClientEnvironment(
            passing: try PassedVariables(["PYTHON*"]), of: ProcessInfo.processInfo.environment,
            tripwire: "http://127.0.0.1:1", run: "run-1")
    }

    func driver(_ command: [String], startUp: Duration = .seconds(30)) throws -> SpawningDriver {
        SpawningDriver(
            template: try CommandTemplate(command), environment: try Self.environment(),
            folder: folder.path + "/clients",
            bounds: DriverBounds(startUp: startUp, grace: .milliseconds(300), maximumOutput: 64 << 10),
            clock: .real)
    }

    /// Runs a script of the shell as the client and reads its answer.
    func answer(
        _ script: String, dialect: String? = nil, call: ClientCall = .sample(),
        startUp: Duration = .seconds(30)
    ) async throws -> (run: ClientRun, answer: ClientAnswer) {
        let command = ["/bin/sh", "-c", script, "client"]
        let run = try await driver(command, startUp: startUp).drive(call)
        let reader = AnswerReader(
            book: .builtIn, dialect: try dialect.map { try DialectBook.builtIn.named($0) })
        return (run, reader.answer(to: run, userAgent: nil, command: command[0]))
    }
}
