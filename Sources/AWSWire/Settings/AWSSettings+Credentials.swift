/// The sources of credentials, in their order.
extension AWSSettings {
    /// Finds credentials: environment, credentials file, `credential_process`, config file.
    ///
    /// A profile named by the caller goes before the environment. A source that is there and broken is an error, not
    /// passed over: whoever set it meant it. `run` carries out a command and answers with what it printed.
    package func credentials(
        now: SigningTime, run: (CredentialProcess) async -> CredentialProcess.Answer
    ) async throws(SettingsError) -> FoundCredentials {
        if !isProfileExplicit, let found = try environmentCredentials() { return found }
        try refuseUnsupported()
        if let found = try fileCredentials(credentialsSection, path: credentialsPath) { return found }
        if let command = profileText("credential_process") {
            let process = CredentialProcess(command: command, profile: profile)
            return try process.credentials(from: await run(process), now: now)
        }
        if let found = try fileCredentials(configSection, path: configPath) { return found }
        throw missingCredentials
    }

    private func environmentCredentials() throws(SettingsError) -> FoundCredentials? {
        guard let id = environment["AWS_ACCESS_KEY_ID"] else { return nil }
        guard let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
            throw SettingsError(
                "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not: set both or neither")
        }
        let token = environment["AWS_SECURITY_TOKEN"] ?? environment["AWS_SESSION_TOKEN"]
        return FoundCredentials(
            credentials: Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token),
            source: "the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", expires: nil)
    }

    private func fileCredentials(
        _ section: [String: ProfileFile.Value]?, path: String
    ) throws(SettingsError) -> FoundCredentials? {
        guard let id = section?["aws_access_key_id"]?.text else { return nil }
        guard let secret = section?["aws_secret_access_key"]?.text else {
            throw SettingsError(
                "the profile '\(profile)' in \(path) has 'aws_access_key_id' and no 'aws_secret_access_key'")
        }
        let token = section?["aws_security_token"]?.text ?? section?["aws_session_token"]?.text
        return FoundCredentials(
            credentials: Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token),
            source: "the profile '\(profile)' in \(path)", expires: nil)
    }

    /// Sources that others would use here and we cannot: using another one instead would be another account.
    private func refuseUnsupported() throws(SettingsError) {
        let kinds = [
            ("role_arn", "a role"), ("web_identity_token_file", "a web identity"),
            ("sso_session", "single sign-on"),
            ("sso_start_url", "single sign-on"), ("login_session", "a login session"),
        ]
        for (key, kind) in kinds where profileText(key) != nil {
            throw SettingsError(
                "the profile '\(profile)' takes its credentials from \(kind) ('\(key)'), which is not supported: "
                    + "use a profile with 'credential_process', or environment variables")
        }
        if !isProfileExplicit, environment["AWS_WEB_IDENTITY_TOKEN_FILE"] != nil {
            throw SettingsError(
                "AWS_WEB_IDENTITY_TOKEN_FILE is set and web identities are not supported: set AWS_ACCESS_KEY_ID and "
                    + "AWS_SECRET_ACCESS_KEY, or use a profile with 'credential_process'")
        }
    }

    private var missingCredentials: SettingsError {
        let environment =
            isProfileExplicit
            ? "the environment was not looked at because the profile was named"
            : "AWS_ACCESS_KEY_ID is not set"
        return SettingsError(
            "no credentials: \(environment); the profile '\(profile)' has no 'aws_access_key_id' in "
                + "\(credentialsPath) or \(configPath), and no 'credential_process'")
    }
}
