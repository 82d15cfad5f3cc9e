import AWSWire
import ClientDriver
import Foundation
import ScenarioRunner

/// Finds settings and credentials where users of AWS keep them.
struct CredentialSource {
    private let surroundings: Surroundings
    private let profile: String?

    init(_ surroundings: Surroundings, profile: String?) {
        self.surroundings = surroundings
        self.profile = profile
    }

    /// The environment and the two shared files.
    func settings() throws(SettingsError) -> AWSSettings {
        try AWSSettings(environment: surroundings.environment, profile: profile) { path in
            guard FileManager.default.fileExists(atPath: path) else { return .missing }
            guard let data = FileManager.default.contents(atPath: path) else {
                return .unreadable("it is not a readable file")
            }
            guard data.count <= 4 << 20 else { return .unreadable("it is too large") }
            return .text(String(decoding: data, as: UTF8.self))
        }
    }

    /// Credentials by the usual order; the error says where they were looked for.
    func credentials(_ settings: AWSSettings) async throws(SettingsError) -> FoundCredentials {
        let environment = surroundings.environment
        let clock = DriverClock(elapsed: surroundings.clock.elapsed, wait: surroundings.clock.wait)
        return try await settings.credentials(
            now: SigningTime(secondsSince1970: Int(surroundings.clock.secondsSince1970()))
        ) { process in
            await Self.run(process, environment: environment, clock: clock)
        }
    }

    /// What to call a target on this machine with: what is configured, else the documented example key.
    func loopbackCredentials(_ settings: AWSSettings) async throws(SettingsError) -> LoopbackCredentials {
        do throws(SettingsError) {
            let found = try await credentials(settings)
            return LoopbackCredentials(
                credentials: found.credentials,
                temporary: found.credentials.sessionToken == nil ? nil : found.credentials,
                notice: "credentials from \(found.source)")
        } catch {
            // Only where nobody set any: what is set and broken was meant.
            guard error.message.hasPrefix("no credentials") else { throw error }
            return LoopbackCredentials(
                credentials: .example, temporary: .temporaryExample,
                notice:
                    "no credentials are configured: using the documented example key AKIDEXAMPLE, as the target is "
                    + "on this machine")
        }
    }

    private static func run(
        _ process: CredentialProcess, environment: [String: String], clock: DriverClock
    ) async -> CredentialProcess.Answer {
        guard let words = process.arguments, let program = words.first else {
            return .failed("its command line has a quote that is not closed, or is empty")
        }
        let order = ProgramOrder(
            executable: program, arguments: Array(words.dropFirst()), environment: environment,
            deadline: .seconds(60), grace: .seconds(3), maximumOutput: 1 << 20)
        do throws(ProgramFailure) {
            let report = try await order.run(clock: clock)
            guard report.standardOutput.isWhole else { return .failed("it printed more than a megabyte") }
            switch report.ending {
            case .exited(let status): return .ended(status: status, output: report.standardOutput.kept)
            case .signalled(let number): return .failed("it was ended by signal \(number)")
            case .pastDeadline: return .failed("it did not end within a minute")
            case .cancelled: return .failed("it was interrupted")
            }
        } catch {
            return .failed("\(error)")
        }
    }
}

/// What a target on this machine is called with, and what to tell of it.
struct LoopbackCredentials: Hashable, Sendable {
    let credentials: Credentials
    /// With a session token, where there is one.
    let temporary: Credentials?
    let notice: String
}
