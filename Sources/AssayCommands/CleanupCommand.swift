import AWSWire
import ArgumentParser
import HTTPWire
import JSONTree
import ScenarioLanguage
import ScenarioRunner

/// `assay cleanup`: deletes what a ledger says may be left on a live target.
struct CleanupCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "cleanup",
        abstract: "Delete the sources and buses that a ledger says may be left.",
        discussion: """
            A live run writes each create to its ledger before sending it. Whatever a crash left behind is deleted here; what \
            is gone is written to the ledger too, so that it can be run again and again. Nothing that is not in the ledger is \
            touched. Credentials are found as for 'assay run'.
            """)

    @Argument(help: ArgumentHelp("The ledger of one or more live runs.", valueName: "ledger"))
    var ledger: String

    @Option(help: ArgumentHelp("The profile of the AWS configuration files to use.", valueName: "name"))
    var profile: String?

    @Option(
        name: .customLong("ca-bundle"),
        help: ArgumentHelp("A PEM file of certificates to trust.", valueName: "file"))
    var authorities: String?

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        let console = surroundings.console
        let path = ledger.hasPrefix("/") ? ledger : surroundings.currentFolder + "/" + ledger
        let left: [LedgerItem]
        let file: LedgerFile
        do throws(LedgerFailure) {
            left = LedgerBalance(try LedgerFile.read(path)).left
            guard !left.isEmpty else {
                console.say("nothing is left of \(ledger)")
                return .passed
            }
            file = try LedgerFile(path: path)
        } catch {
            throw CommandFailure(.usage, error.message)
        }
        let source = CredentialSource(surroundings, profile: profile)
        let configuration: HTTPClientConfiguration
        let settings: AWSSettings
        do throws(SettingsError) {
            settings = try source.settings()
            configuration = try ConnectionSettings.configuration(
                authorities: authorities, settings, surroundings)
        } catch {
            throw CommandFailure(.usage, error.message)
        }
        let outcome = await withSocketThreads(count: 1) { threads in
            await withHTTPClient(configuration, threads: threads) { client -> Result<Bool, CommandFailure> in
                let caller = OwnCaller(
                    client: client, threads: threads, clock: surroundings.clock, backoff: .seconds(1),
                    repeatsLostCalls: true)
                do throws(CommandFailure) {
                    return .success(try await delete(left, file, caller, source, settings, surroundings))
                } catch {
                    return .failure(error)
                }
            }
        }
        return try outcome.get() ? .passed : .worldFailed
    }

    /// Deletes one source after the other; tells whether all are gone.
    private func delete(
        _ left: [LedgerItem], _ file: LedgerFile, _ caller: OwnCaller, _ source: CredentialSource,
        _ settings: AWSSettings, _ surroundings: Surroundings
    ) async throws(CommandFailure) -> Bool {
        let console = surroundings.console
        var isAllGone = true
        // A source whose bus is gone leaves nothing behind.
        for entry in left.filter({ $0.kind == .bus }) + left.filter({ $0.kind == .source }) {
            if surroundings.stop.reason != nil { return false }
            guard !entry.name.isEmpty, let endpoint = try? Endpoint(url: entry.endpoint) else {
                console.say("passed over: a create without a readable name or endpoint cannot be deleted")
                continue
            }
            let credentials: Credentials
            do throws(SettingsError) {
                credentials =
                    endpoint.isLoopback
                    ? try await source.loopbackCredentials(settings).credentials
                    : try await source.credentials(settings).credentials
            } catch {
                throw CommandFailure(.usage, error.message)
            }
            let report = await caller.call(
                CallOrder(
                    endpoint: endpoint, region: entry.region, credentials: credentials, authority: nil,
                    request: Self.deletion(of: entry),
                    signing: .none, context: CallContext(), timeout: .seconds(30), budget: .seconds(30),
                    expectsSilence: false, seed: 0))
            switch report.answer.outcome {
            case .success:
                console.say("deleted \(entry)")
            case .error(let error) where error.name == ErrorModel.resourceNotFound.name:
                console.say("already gone: \(entry)")
            case .error(let error):
                console.say("not deleted: \(entry.name): \(error.name) \(error.message ?? "")")
                isAllGone = false
                continue
            case .failure(_, let message):
                console.say("not deleted: \(entry.name): \(message)")
                isAllGone = false
                continue
            }
            do throws(LedgerFailure) {
                try file.append(
                    LedgerEntry(
                        event: .deleted, kind: entry.kind, number: nil, endpoint: entry.endpoint,
                        region: entry.region,
                        name: entry.name, account: entry.account, time: surroundings.clock.secondsSince1970())
                )
            } catch {
                throw CommandFailure(.worldFailed, error.message)
            }
        }
        return isAllGone
    }

    private static func deletion(of item: LedgerItem) -> CallOrder.Request {
        switch item.kind {
        case .source:
            .call(
                .deletePartnerEventSource,
                input: .object(["Name": .string(item.name), "Account": .string(item.account)]))
        case .bus: .call(.deleteEventBus, input: .object(["Name": .string(item.name)]))
        }
    }
}

extension LedgerItem: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .source: "\(name) for \(account) in \(region)"
        case .bus: "the bus \(name) in \(region)"
        }
    }
}
