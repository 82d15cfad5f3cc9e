package import AWSWire
package import ScenarioLanguage

/// The state that a case wants its target in, every template filled in.
package struct GivenState: Hashable, Sendable {
    package struct Source: Hashable, Sendable {
        package let name: String
        package let account: String
        package let state: GivenSource.State
        /// As the state says when nil.
        package let hasBus: Bool?
        /// The case's own when nil.
        package let region: String?
    }

    /// A credential beside the case's own.
    package struct Credential: Hashable, Sendable {
        package let name: String
        package let kind: GivenCredential.Kind
        package let credentials: Credentials
        package let account: String
        /// The domain that its account is registered with as a partner.
        package let partner: String?
    }

    package let sources: [Source]
    package let quota: Int?
    package let isDisabled: Bool
    package let clock: Given.Clock?
    package let clockSkew: Duration?
    package let credentials: [Credential]
    package let faults: [Fault]
    package let policies: [GivenPolicy]
    package let regions: [String]
    /// The certificate that the target shows; nil for plain HTTP.
    package let tls: GivenTLS?

    /// Fills in what a scenario wrote.
    ///
    /// - Parameter account: the case's own, for whatever names none.
    package init(_ given: Given, account: String, in variables: Variables) throws(EvaluationError) {
        var sources: [Source] = []
        for source in given.sources {
            sources.append(
                Source(
                    name: try source.name.evaluate(in: variables),
                    account: try source.account?.evaluate(in: variables) ?? account, state: source.state,
                    hasBus: source.hasBus, region: try source.region?.evaluate(in: variables)))
        }
        var credentials: [Credential] = []
        for credential in given.credentials {
            credentials.append(try Self.credential(credential, account: account, in: variables))
        }
        for account in given.accounts { credentials.append(try Self.credential(account, in: variables)) }
        let keys = Dictionary(
            credentials.map { ($0.name, $0.credentials.accessKeyID) }, uniquingKeysWith: { first, _ in first }
        )
        var faults: [Fault] = []
        for fault in given.faults {
            faults.append(try fault.evaluate(in: variables, accessKey: { keys[$0] }))
        }
        self.sources = sources
        quota = given.quota
        isDisabled = given.isDisabled
        clock = given.clock
        clockSkew = given.clockSkew
        self.credentials = credentials
        self.faults = faults
        policies = given.policies
        regions = try Self.texts(given.regions, in: variables)
        tls = given.tls
    }

    private static func texts(
        _ templates: [TextTemplate], in variables: Variables
    ) throws(EvaluationError) -> [String] {
        var texts: [String] = []
        for template in templates { texts.append(try template.evaluate(in: variables)) }
        return texts
    }

    private static func credential(
        _ credential: GivenCredential, account: String, in variables: Variables
    ) throws(EvaluationError) -> Credential {
        let isTemporary =
            switch credential.kind {
            case .permanent, .unknownKey: false
            case .temporary, .expired, .unknownToken: true
            }
        let letters = credential.name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let key =
            try credential.accessKey?.evaluate(in: variables)
            ?? (isTemporary ? "ASID" : "AKID") + "GIVEN" + letters
        return Credential(
            name: credential.name, kind: credential.kind,
            credentials: Credentials(
                accessKeyID: key, secretAccessKey: "assay/given+secret/of/\(credential.name)",
                sessionToken: isTemporary ? "ASSAY+GIVEN+TOKEN+OF+\(letters)" : nil),
            account: try credential.account?.evaluate(in: variables) ?? account, partner: nil)
    }

    /// The permanent key of an account.
    private static func credential(
        _ account: GivenAccount, in variables: Variables
    ) throws(EvaluationError) -> Credential {
        let letters = account.name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return Credential(
            name: account.name, kind: .permanent,
            credentials: Credentials(
                accessKeyID: "AKIDACCOUNT" + letters,
                secretAccessKey: "assay/account+secret/of/\(account.name)",
                sessionToken: nil),
            account: try account.account.evaluate(in: variables),
            partner: try account.partner?.evaluate(in: variables))
    }
}
