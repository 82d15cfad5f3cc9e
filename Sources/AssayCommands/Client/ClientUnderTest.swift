import ClientDriver
import Diagnostics
import Foundation
import HTTPMessages
import HTTPWire
import ScenarioRunner

/// The client under test of a run: everything decided about it before anything is started.
struct ClientUnderTest {
    enum Mode {
        case spawned(CommandTemplate)
        case persistent(CommandTemplate)
        case triggered(HTTPOrigin, target: String, url: String)
    }

    let mode: Mode
    /// What reports call it.
    let name: String
    private let reader: AnswerReader
    private let passed: PassedVariables
    private let bounds: DriverBounds
    private let surroundings: Surroundings

    /// Decides about the client that a command line names; nil where it names none.
    static func resolve(
        _ options: ClientOptions, in surroundings: Surroundings
    ) throws(CommandFailure) -> ClientUnderTest? {
        let command = surroundings.client
        if let url = options.trigger {
            guard command == nil else {
                throw CommandFailure(.usage, "--trigger and a command after -- exclude each other")
            }
            guard let origin = HTTPOrigin(url: url) else {
                throw CommandFailure(.usage, "--trigger: '\(url)' is not a URL")
            }
            let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? ""
            let path = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
            return try client(
                .triggered(origin, target: path, url: url), name: "trigger \(url)", options, surroundings)
        }
        guard let command else {
            let given = [
                options.dialect.map { _ in "--dialect" }, options.isPersistent ? "--persistent" : nil,
                options.passed.isEmpty ? nil : "--pass-env",
            ].compactMap(\.self)
            guard let first = given.first else { return nil }
            throw CommandFailure(.usage, "\(first) is about a client under test: its command stands after --")
        }
        let template: CommandTemplate
        do throws(CommandMistake) {
            template = try CommandTemplate(command).mappingPlainArguments {
                absolute($0, in: surroundings.currentFolder)
            }
        } catch {
            throw CommandFailure(.usage, error.description)
        }
        return try client(
            options.isPersistent ? .persistent(template) : .spawned(template),
            name: command.joined(separator: " "), options, surroundings)
    }

    private static func client(
        _ mode: Mode, name: String, _ options: ClientOptions, _ surroundings: Surroundings
    ) throws(CommandFailure) -> ClientUnderTest {
        let passed: PassedVariables
        do throws(PassedVariables.Mistake) {
            passed = try PassedVariables(options.passed)
        } catch {
            throw CommandFailure(.usage, "--pass-env: \(error)")
        }
        return ClientUnderTest(
            mode: mode, name: name, reader: try reader(options, surroundings), passed: passed,
            bounds: DriverBounds(
                startUp: options.startUp.duration, grace: .seconds(3), maximumOutput: 256 << 10),
            surroundings: surroundings)
    }

    private static func reader(
        _ options: ClientOptions, _ surroundings: Surroundings
    ) throws(CommandFailure) -> AnswerReader {
        let book = DialectBook.builtIn
        guard let name = options.dialect ?? (options.isPersistent ? "json-line" : nil) else {
            return AnswerReader(book: book, dialect: nil)
        }
        let path = name.hasPrefix("/") ? name : surroundings.currentFolder + "/" + name
        if name.contains("/") || name.hasSuffix(".json") {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw CommandFailure(.usage, "--dialect: the file '\(name)' cannot be read")
            }
            do throws(InvalidDialect) {
                return AnswerReader(book: book, dialect: try Dialect.read(Array(bytes), file: name))
            } catch {
                let text = DiagnosticRenderer(
                    sources: [name: String(decoding: bytes, as: UTF8.self)], color: false
                ).render(error.diagnostics)
                throw CommandFailure(.invalidScenario, "--dialect:\n\(text)")
            }
        }
        do throws(DialectBook.Unknown) {
            return AnswerReader(book: book, dialect: try book.named(name))
        } catch {
            throw CommandFailure(.usage, "--dialect: \(error)")
        }
    }

    /// Makes the relative path of a file absolute, since the client runs in a folder of its own.
    ///
    /// Only what has a slash or a dot counts as a path: a word such as `events` is never one.
    private static func absolute(_ argument: String, in folder: String) -> String {
        guard !argument.hasPrefix("/"), !argument.hasPrefix("-"),
            argument.contains(where: { "/.".contains($0) })
        else { return argument }
        let path = folder + "/" + argument
        let isFile =
            FileManager.default.fileExists(atPath: path)
            && !FileManager.default.fileExists(atPath: path + "/.")
        return isFile ? path : argument
    }

    /// Lends a caller that makes this client act, and ends everything that belongs to it.
    ///
    /// - Parameters:
    ///   - own: makes what the harness makes by itself.
    ///   - hasTripwire: whether all traffic but that to loopback is to be caught.
    func with<Result: Sendable>(
        own: any Caller, client: HTTPClient, threads: SocketThreads, witnesses: CaseWitnesses,
        hasTripwire: Bool, isHeld: Bool = false,
        _ body: (ClientCaller) async -> Result
    ) async throws(CommandFailure) -> Result {
        let run = UUID().uuidString.lowercased()
        let folder = FileManager.default.temporaryDirectory.path + "/assay-\(run)"
        let clock = DriverClock(elapsed: surroundings.clock.elapsed, wait: surroundings.clock.wait)
        let pool = hasTripwire ? TripwirePool(threads: threads) : nil
        var shared: Tripwire?
        if let pool, case .persistent = mode {
            // Its variables are set once, for all its calls.
            do throws(ListenFailure) {
                shared = try await pool.take()
            } catch {
                throw CommandFailure(.worldFailed, error.message)
            }
        }
        let environment = ClientEnvironment(
            passing: passed, of: surroundings.environment, tripwire: shared?.url, run: run)
        func caller(_ driver: any Driver, program: String?, hold: ClientCaller.Hold? = nil) -> ClientCaller {
            ClientCaller(
                own: own, driver: driver, reader: reader, program: program, witnesses: witnesses, pool: pool,
                shared: shared, folder: folder, hold: hold)
        }
        let (mode, bounds) = (mode, bounds)
        let result: Swift.Result<Result, PersistentMistake> = await RunKeeper.with(run: run, shell: "/bin/sh")
        {
            switch mode {
            case .spawned(let template):
                let driver = SpawningDriver(
                    template: template, environment: environment, folder: folder, bounds: bounds, clock: clock
                )
                let hold = isHeld ? ClientHold(driver: driver, surroundings: surroundings) : nil
                return .success(
                    await body(
                        caller(driver, program: surroundings.client?.first, hold: hold.map { $0.show })))
            case .persistent(let template):
                do throws(PersistentMistake) {
                    return .success(
                        try await PersistentDriver.with(
                            command: template, environment: environment, folder: folder, bounds: bounds,
                            clock: clock
                        ) { await body(caller($0, program: nil)) })
                } catch {
                    return .failure(error)
                }
            case .triggered(let origin, let target, let url):
                let driver = TriggerDriver(url: url, bounds: bounds, clock: clock) { bytes, limit in
                    await Self.post(bytes, to: origin, target, limit, client)
                }
                return .success(await body(caller(driver, program: nil)))
            }
        }
        if let shared { await shared.close() }
        await pool?.close()
        // Only what a failure needs is left in it.
        if let left = try? FileManager.default.contentsOfDirectory(atPath: folder),
            left.allSatisfy({ $0.hasPrefix("client-") || $0.hasSuffix(".pem") })
        {
            try? FileManager.default.removeItem(atPath: folder)
        }
        switch result {
        case .success(let result): return result
        case .failure(let mistake): throw CommandFailure(.usage, "--persistent: \(mistake)")
        }
    }

    private static func post(
        _ bytes: [UInt8], to origin: HTTPOrigin, _ target: String, _ limit: Duration, _ client: HTTPClient
    ) async -> TriggerDriver.Reply {
        let request = HTTPRequest(
            method: "POST", target: target, fields: [("Content-Type", "application/json")], body: bytes)
        switch await client.send(request, to: origin, timeout: limit, framing: .automatic) {
        case .success(let exchange):
            return .answer(status: exchange.response.status, body: exchange.response.body)
        case .failure(let failure):
            switch failure.kind {
            case .nameLookup, .connect: return .unreachable(reason: failure.message)
            case .timeout: return .timedOut
            case .tls, .reset, .closedEarly, .malformedHTTP, .tooLarge:
                return .failed(reason: failure.message)
            }
        }
    }
}
