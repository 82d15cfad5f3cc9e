package import JSONTree

/// One call that a client under test is asked to make: what, where to, and as whom.
package struct ClientCall: Hashable, Sendable {
    /// The credential of the case, good nowhere else.
    package struct Credential: Hashable, Sendable {
        package var accessKey: String
        package var secretKey: String
        package var sessionToken: String?

        package init(accessKey: String, secretKey: String, sessionToken: String?) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.sessionToken = sessionToken
        }
    }

    /// Names this call and no other of the run; letters, digits, `-` and `_`.
    package var identifier: String
    /// The case's own name, as reports have it.
    package var scenario: String
    package var operation: String
    package var input: JSONValue
    /// An `http` or `https` URL without a path.
    package var endpoint: String
    package var host: String
    package var port: Int
    package var region: String
    package var credential: Credential
    /// A file of certificates to trust besides the usual ones.
    package var certificateFile: String?
    package var retryMode: String?
    package var maxAttempts: Int?
    /// How long the call may take once the client has started.
    package var timeout: Duration
    /// The listener that this client's proxy variables name; nil for that of its surroundings.
    package var tripwire: String?

    package init(
        identifier: String, scenario: String, operation: String, input: JSONValue, endpoint: String,
        host: String, port: Int, region: String, credential: Credential, certificateFile: String?,
        retryMode: String?, maxAttempts: Int?, timeout: Duration
    ) {
        self.identifier = identifier
        self.scenario = scenario
        self.operation = operation
        self.input = input
        self.endpoint = endpoint
        self.host = host
        self.port = port
        self.region = region
        self.credential = credential
        self.certificateFile = certificateFile
        self.retryMode = retryMode
        self.maxAttempts = maxAttempts
        self.timeout = timeout
    }

    /// The source's name, where the input has one that is text.
    package var name: String? { text("Name") }

    /// The account, where the input has one that is text: leading zeros and all.
    package var account: String? { text("Account") }

    private func text(_ member: String) -> String? {
        guard case .object(let object) = input, case .string(let text)? = object[member] else { return nil }
        return text
    }

    /// What may stand in no output of the client, and in no argument of what it starts.
    package var secrets: LeakPatterns {
        var secrets = [LeakPatterns.Secret(kind: "secret access key", text: credential.secretKey)]
        if let token = credential.sessionToken { secrets.append(.init(kind: "session token", text: token)) }
        return LeakPatterns(secrets)
    }

    /// What fills the placeholders of a command; a value that the call does not have is missing.
    func values(context: String, result: String) -> [Placeholder: String] {
        var values: [Placeholder: String] = [:]
        for placeholder in Placeholder.allCases {
            values[placeholder] =
                switch placeholder {
                case .endpoint: endpoint
                case .host: host
                case .port: String(port)
                case .region: region
                case .name: name
                case .account: account
                case .scenario: scenario
                case .context: context
                case .result: result
                }
        }
        return values
    }
}
