import JSONTree

/// A command of a profile that prints credentials.
package struct CredentialProcess: Hashable, Sendable {
    /// What running the command came to.
    package enum Answer: Hashable, Sendable {
        /// It ended with this status and printed this on standard output.
        case ended(status: Int, output: [UInt8])
        /// It could not be started or was stopped, with the reason.
        case failed(String)
    }

    /// The command as configured.
    package let command: String
    package let profile: String

    package init(command: String, profile: String) {
        self.command = command
        self.profile = profile
    }

    /// The program and its arguments, split as a shell splits words; nil when a quote is not closed.
    package var arguments: [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                // Inside double quotes a backslash stands for itself but before a quote or another one.
                let isPlain = quote == "\"" && character != "\"" && character != "\\"
                word = (word ?? "") + (isPlain ? "\\" : "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else { return nil }
        if let finished = word { words.append(finished) }
        return words
    }

    /// Reads what the command printed; errors never repeat it.
    package func credentials(
        from answer: Answer, now: SigningTime
    ) throws(SettingsError) -> FoundCredentials {
        let name = "the credential_process of the profile '\(profile)'"
        let output: [UInt8]
        switch answer {
        case .failed(let reason): throw SettingsError("\(name) could not be run: \(reason)")
        case .ended(let status, _) where status != 0:
            throw SettingsError("\(name) ended with status \(status)")
        case .ended(_, let bytes): output = bytes
        }
        guard let object = AWSJSON.input(from: output) else {
            throw SettingsError("\(name) did not print a JSON object")
        }
        guard object["Version"]?.number?.int == 1 else {
            throw SettingsError("\(name) printed no 'Version', or another one than 1")
        }
        guard let id = object["AccessKeyId"]?.string, !id.isEmpty else {
            throw SettingsError("\(name) printed no 'AccessKeyId'")
        }
        guard let secret = object["SecretAccessKey"]?.string, !secret.isEmpty else {
            throw SettingsError("\(name) printed no 'SecretAccessKey'")
        }
        var expires: SigningTime?
        if let text = object["Expiration"]?.string {
            guard let time = SigningTime(iso8601: text) else {
                throw SettingsError("\(name) printed an 'Expiration' that is no ISO 8601 time")
            }
            guard time > now else { throw SettingsError("\(name) printed credentials that have expired") }
            expires = time
        }
        return FoundCredentials(
            credentials: Credentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: object["SessionToken"]?.string),
            source: name, expires: expires)
    }
}
