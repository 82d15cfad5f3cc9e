public import AWSWire

/// A key that the fake knows: the secret that belongs to it, whose it is and which state it opens.
public struct FakeCredential: Hashable, Sendable {
    public var accessKeyID: String
    public var secretAccessKey: String
    /// The token that must come with a temporary key; nil for a permanent one.
    public var sessionToken: String?
    /// Whether the session is over; a permanent key, which has none, is then not known any more.
    public var isExpired: Bool
    /// The account of the caller.
    public var account: String
    /// The state that this key works on; keys of one namespace share it.
    public var namespace: String
    /// The domain that the caller is registered with as a partner; nil where that is not known.
    public var partner: String?
    /// The operations that its policy does not allow.
    public var deniedOperations: Set<String>

    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, isExpired: Bool = false,
        account: String, namespace: String = defaultNamespace, partner: String? = nil,
        deniedOperations: Set<String> = []
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.isExpired = isExpired
        self.account = account
        self.namespace = namespace
        self.partner = partner
        self.deniedOperations = deniedOperations
    }

    /// The namespace of requests without a usable key, and of the documented example keys.
    public static let defaultNamespace = "default"

    /// The permanent example key that is good for every fake.
    public static let example = FakeCredential(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        account: "123456789012")

    /// The temporary example key that is good for every fake.
    public static let temporaryExample = FakeCredential(
        accessKeyID: "ASIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: "TOKENEXAMPLE", account: "123456789012")

    /// What a client signs with.
    public var credentials: Credentials {
        Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken)
    }
}

extension FakeCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never shows the secret or the token.
    public var description: String {
        "FakeCredential(\(accessKeyID), account \(account), namespace \(namespace))"
    }

    public var debugDescription: String { description }

    /// Shows the key's id alone, so that `dump` and failed expectations do not print the secret.
    public var customMirror: Mirror {
        Mirror(self, children: ["accessKeyID": accessKeyID], displayStyle: .struct)
    }
}
