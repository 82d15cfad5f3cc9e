/// Who signs; the secret and the token show in no description.
public struct Credentials: Hashable, Sendable {
    public let accessKeyID: String
    public let secretAccessKey: String
    /// Part of temporary credentials, and sent with every request then.
    public let sessionToken: String?

    public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    /// The published example key, good for every fake.
    public static let example = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")

    /// The example key in its temporary form.
    public static let temporaryExample = Credentials(
        accessKeyID: "ASIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: "TOKENEXAMPLE")
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        "Credentials(\(accessKeyID), secret redacted" + (sessionToken == nil ? ")" : ", token redacted)")
    }

    public var debugDescription: String { description }

    /// Shows the key's id alone, so that `dump` and failed expectations do not print the secret.
    public var customMirror: Mirror {
        Mirror(self, children: ["accessKeyID": accessKeyID], displayStyle: .struct)
    }
}
