import AWSWire
import ClientDriver
import Foundation
import HTTPWire
import ScenarioLanguage
import ScenarioRunner

/// Where a run goes: everything decided about its target before anything is sent.
struct Destination {
    /// Who answers.
    enum Kind {
        case fake
        case endpoint(EndpointTarget)
    }

    let kind: Kind
    /// What the run log calls the target.
    let name: String
    let region: String
    let account: String
    let clientConfiguration: HTTPClientConfiguration
    /// What people should know of how it was decided.
    private(set) var notices: [String] = []
    /// What stands between the runner and a target that is not on this machine.
    private let restrictions: Restrictions?

    struct Restrictions {
        let accounts: Set<String>
        let regions: Set<String>
        let maximumCreates: Int
        let ledger: LedgerFile
    }

    /// How many cases run at the same time unless somebody says.
    ///
    /// - Parameter isClient: whether each call is a process of its own, which wants a processor to itself.
    func standardJobs(isClient: Bool) -> Int {
        let processors = ProcessInfo.processInfo.activeProcessorCount
        if isClient { return isOnThisMachine ? max(2, processors * 2) : 4 }
        return switch kind {
        case .fake: max(4, ProcessInfo.processInfo.activeProcessorCount * 4)
        case .endpoint: restrictions == nil ? 8 : 4
        }
    }

    /// Whether nothing of the run leaves this machine.
    var isOnThisMachine: Bool { restrictions == nil }

    /// Whether somebody else's server answers.
    var isEndpoint: Bool {
        switch kind {
        case .fake: false
        case .endpoint: true
        }
    }

    /// What the waits of our own client between attempts grow from: nobody is served by waiting for the fake.
    var backoff: Duration { isEndpoint ? .seconds(1) : .milliseconds(10) }

    /// How many threads carry the sockets.
    var threadCount: Int { max(1, min(8, ProcessInfo.processInfo.activeProcessorCount)) }

    /// The caller, with everything checked that a live target asks for.
    func guarded(_ caller: any Caller, clock: RunClock) -> any Caller {
        guard let restrictions else { return caller }
        return LiveGuard(
            caller, accounts: restrictions.accounts, regions: restrictions.regions,
            maximumCreates: restrictions.maximumCreates, ledger: restrictions.ledger, clock: clock)
    }

    static func resolve(_ command: RunCommand, in surroundings: Surroundings) async throws(CommandFailure)
        -> Destination
    {
        if let region = command.target.region {
            do throws(EndpointError) {
                _ = try Endpoint.resolve(region: region, usesFIPS: false, usesDualStack: false, custom: nil)
            } catch {
                throw CommandFailure(.usage, "--region: \(error.message)")
            }
        }
        let account = command.variables.account ?? command.live.accounts.first ?? "123456789012"
        switch command.target.target {
        case .fake:
            return Destination(
                kind: .fake, name: "fake", region: command.target.region ?? "us-east-1", account: account,
                clientConfiguration: HTTPClientConfiguration(), restrictions: nil)
        case .aws, .url:
            return try await endpoint(command, account: account, in: surroundings)
        }
    }

    private static func endpoint(
        _ command: RunCommand, account: String, in surroundings: Surroundings
    ) async throws(CommandFailure) -> Destination {
        let source = CredentialSource(surroundings, profile: command.target.profile)
        do throws(SettingsError) {
            let settings = try source.settings()
            let (endpoint, region) = try place(command, settings)
            let configuration = try ConnectionSettings.configuration(
                authorities: command.target.authorities, settings, surroundings)
            if endpoint.isLoopback {
                let found = try await source.loopbackCredentials(settings)
                return Destination(
                    kind: .endpoint(
                        EndpointTarget(
                            endpoint: endpoint, region: region, credentials: found.credentials,
                            temporaryCredentials: found.temporary)),
                    name: endpoint.description, region: region, account: account,
                    clientConfiguration: configuration, notices: [found.notice], restrictions: nil)
            }
            let found = try await source.credentials(settings)
            let credentials = found.credentials
            let restrictions = try restrictions(command.live, region: region, surroundings)
            return Destination(
                kind: .endpoint(
                    EndpointTarget(
                        endpoint: endpoint, region: region, credentials: credentials,
                        temporaryCredentials: credentials.sessionToken == nil ? nil : credentials)),
                name: endpoint.description, region: region, account: account,
                clientConfiguration: configuration, notices: ["credentials from \(found.source)"],
                restrictions: restrictions)
        } catch {
            throw CommandFailure(.usage, error.message)
        }
    }

    /// The address and the region of an endpoint; refuses another machine that was not allowed.
    private static func place(
        _ command: RunCommand, _ settings: AWSSettings
    ) throws(SettingsError) -> (Endpoint, region: String) {
        var region = command.target.region
        switch command.target.target {
        case .url(let url):
            let endpoint = try settings.endpoint(address: url, region: nil)
            if region == nil { region = try? settings.region().value }
            if endpoint.isLoopback { return (endpoint, region ?? "us-east-1") }
            try permit(command.live, target: endpoint.description)
            if region == nil, command.live.regions.count == 1 { region = command.live.regions[0] }
            if let region { return (endpoint, region) }
            return (endpoint, try settings.region().value)
        case .aws, .fake:
            if region == nil { region = try? settings.region().value }
            if region == nil, command.live.regions.count == 1 { region = command.live.regions[0] }
            let configured = try settings.configuredEndpoint()
            if configured == nil { try permit(command.live, target: "the real service") }
            let found: String
            if let region { found = region } else { found = try settings.region().value }
            let endpoint = try settings.endpoint(address: nil, region: found)
            if !endpoint.isLoopback { try permit(command.live, target: endpoint.description) }
            return (endpoint, found)
        }
    }

    /// Refuses a target on another machine unless everything was said that it takes.
    private static func permit(_ live: LiveOptions, target: String) throws(SettingsError) {
        var missing: [String] = []
        if !live.isLive { missing.append("--live") }
        if live.accounts.isEmpty { missing.append("--allow-account ACCOUNT") }
        if live.regions.isEmpty { missing.append("--allow-region REGION") }
        if live.ledger == nil { missing.append("--ledger FILE") }
        guard missing.isEmpty else {
            throw SettingsError(
                "\(target) is not on this machine, and real sources would be created: say so with "
                    + missing.joined(separator: " "))
        }
    }

    /// What holds for every call to a target on another machine.
    private static func restrictions(
        _ live: LiveOptions, region: String, _ surroundings: Surroundings
    ) throws(SettingsError) -> Restrictions {
        guard live.regions.contains(region) else {
            throw SettingsError(
                "the region \(region) is not allowed: --allow-region says \(live.regions.joined(separator: ", "))"
            )
        }
        guard let ledger = live.ledger else { throw SettingsError("a live run needs --ledger FILE") }
        let path = ledger.hasPrefix("/") ? ledger : surroundings.currentFolder + "/" + ledger
        do throws(LedgerFailure) {
            return Restrictions(
                accounts: Set(live.accounts), regions: Set(live.regions), maximumCreates: live.maximumCreates,
                ledger: try LedgerFile(path: path))
        } catch {
            throw SettingsError(error.message)
        }
    }
}
