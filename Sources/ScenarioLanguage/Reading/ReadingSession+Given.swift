import AWSWire
import Diagnostics
import JSONTree
import YAMLTree

/// Reads the state that the fake is put in.
extension ReadingSession {
    func given(_ source: SourceNode) -> Given? {
        guard let fields = fields(source, GivenKey.self) else { return nil }
        var given = Given(place: fields.source.place)
        given.sources = (list(fields[.sources], "a list of sources", isEmptyAllowed: true) ?? [])
            .compactMap(givenSource)
        given.quota = integer(fields, .quota)
        given.isDisabled = flag(fields[.disabled]) ?? false
        given.clock = fields[.clock].flatMap(clock)
        given.clockSkew = duration(fields[.clockSkew], isSigned: true)
        given.credentials = credentials(fields[.credentials])
        given.faults = (list(fields[.faults], "a list of faults") ?? []).compactMap(fault)
        given.policies = policies(fields[.policies])
        given.accounts = accounts(fields[.accounts], besides: given.credentials)
        given.tls = word(fields[.tls], "certificate")
        given.regions = (list(fields[.regions], "a list of regions") ?? []).compactMap(template)
        checkSources(of: given)
        return given
    }

    private func givenSource(_ source: SourceNode) -> GivenSource? {
        guard let fields = fields(source, GivenSourceKey.self), let name = fields[.name].flatMap(template)
        else {
            return nil
        }
        return GivenSource(
            name: name, account: fields[.account].flatMap(accountNumber),
            state: word(fields[.state], "state") ?? .pending, hasBus: flag(fields[.bus]),
            region: fields[.region].flatMap(template), place: fields.source.place)
    }

    private func clock(_ source: SourceNode) -> Given.Clock? {
        guard let text = staticText(source) else { return nil }
        if let first = text.first, first == "+" || first == "-" {
            return duration(source, isSigned: true).map(Given.Clock.offset)
        }
        guard let seconds = SigningTime(iso8601: text)?.secondsSince1970 else {
            report(
                .badDate, at: resolve(source).place,
                "'\(Self.shortened(text))' is neither a time such as 2026-11-23T12:00:00Z nor an offset such as +7d"
            )
            return nil
        }
        return .time(seconds: seconds)
    }

    private func credentials(_ source: SourceNode?) -> [GivenCredential] {
        var credentials: [GivenCredential] = []
        for element in list(source, "a list of credentials") ?? [] {
            guard let fields = fields(element, GivenCredentialKey.self), let name = staticText(fields[.name])
            else {
                continue
            }
            let place = fields[.name].map(\.place) ?? fields.source.place
            if credentials.contains(where: { $0.name == name }) {
                report(.duplicateName, at: place, "there is a credential '\(Self.shortened(name))' already")
            }
            credentials.append(
                GivenCredential(
                    name: name, kind: word(fields[.kind], "kind of credential") ?? .permanent,
                    accessKey: fields[.accessKey].flatMap(template),
                    account: fields[.account].flatMap(accountNumber),
                    place: fields.source.place))
        }
        return credentials
    }

    private func accounts(_ source: SourceNode?, besides credentials: [GivenCredential]) -> [GivenAccount] {
        var accounts: [GivenAccount] = []
        for element in list(source, "a list of accounts") ?? [] {
            guard let fields = fields(element, GivenAccountKey.self), let name = staticText(fields[.name]),
                let number = fields[.account].flatMap(accountNumber)
            else { continue }
            let place = fields[.name].map(\.place) ?? fields.source.place
            if accounts.contains(where: { $0.name == name })
                || credentials.contains(where: { $0.name == name })
            {
                report(
                    .duplicateName, at: place,
                    "there is an account or a credential '\(Self.shortened(name))' already")
            }
            accounts.append(
                GivenAccount(
                    name: name, account: number, partner: fields[.partner].flatMap(template),
                    place: fields.source.place))
        }
        return accounts
    }

    /// An account's number; one that is known before the run must be one.
    private func accountNumber(_ source: SourceNode) -> TextTemplate? {
        let template = template(source)
        if let literal = template?.literal,
            literal.utf8.count != 12 || !literal.utf8.allSatisfy({ (48...57).contains($0) })
        {
            report(
                .outOfRange, at: resolve(source).place,
                "'\(Self.shortened(literal))' is not the number of an account, which has twelve digits")
        }
        return template
    }

    private func policies(_ source: SourceNode?) -> [GivenPolicy] {
        guard let source, let members = mapping(source, "policies by name") else { return [] }
        return members.compactMap { member in
            guard let name = PolicyName(rawValue: member.name) else {
                let names = PolicyName.allCases.map(\.rawValue)
                let near = nearest(to: member.name, among: names)
                let choice = near == nil ? ": it must be \(Self.list(names))" : ""
                report(
                    .unknownPolicy, at: source.place(of: member.key),
                    "unknown policy '\(Self.shortened(member.name))'\(choice)", nearest: near)
                return nil
            }
            let value = constant(
                name.entry.kind, "choice of '\(name.rawValue)'", resolve(source.sibling(member.value)))
            return value.map { GivenPolicy(name: name, value: $0) }
        }
    }
}
