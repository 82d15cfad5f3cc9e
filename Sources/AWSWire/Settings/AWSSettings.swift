/// The settings of a user of AWS: environment variables and the two shared files.
///
/// It reads neither the process's environment nor the disk: both are passed in.
package struct AWSSettings: Hashable, Sendable {
    /// A setting and where it was found.
    package struct Setting: Hashable, Sendable {
        package let value: String
        /// `the environment variable AWS_REGION` or `'region' of the profile 'x'`.
        package let source: String
    }

    /// What reading a file came to.
    package enum FileReading: Hashable, Sendable {
        case text(String)
        case missing
        /// There and not readable, with the reason.
        case unreadable(String)
    }

    let environment: [String: String]
    /// The profile's name, and whether somebody asked for it.
    package let profile: String
    /// Whether the profile was named by the caller, not by the environment.
    let isProfileExplicit: Bool
    package let configPath: String
    package let credentialsPath: String
    let config: ProfileFile
    let credentials: ProfileFile

    /// Reads both files; a file that is not there is one without settings.
    ///
    /// A profile that was asked for must be in one of them.
    package init(
        environment: [String: String], profile: String?, readFile: (String) -> FileReading
    ) throws(SettingsError) {
        self.environment = environment.filter { !$0.value.isEmpty }
        let named = profile ?? self.environment["AWS_PROFILE"] ?? self.environment["AWS_DEFAULT_PROFILE"]
        self.profile = named ?? "default"
        isProfileExplicit = profile != nil
        let home = self.environment["HOME"]
        configPath = Self.expanded(self.environment["AWS_CONFIG_FILE"] ?? "~/.aws/config", home: home)
        credentialsPath = Self.expanded(
            self.environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials", home: home)
        config = try Self.file(configPath, readFile)
        credentials = try Self.file(credentialsPath, readFile)
        guard named == nil || self.profile == "default" || hasProfile else {
            throw SettingsError(
                "the profile '\(self.profile)' is neither in \(configPath) nor in \(credentialsPath)")
        }
    }

    /// A setting: the first of the variables that is set, then the profile's.
    package func setting(variables: [String], key: String) -> Setting? {
        for variable in variables {
            if let value = environment[variable] {
                return Setting(value: value, source: "the environment variable \(variable)")
            }
        }
        guard let value = profileText(key) else { return nil }
        return Setting(value: value, source: "'\(key)' of the profile '\(profile)'")
    }

    /// The region; the error lists where it was looked for.
    package func region() throws(SettingsError) -> Setting {
        guard let setting = setting(variables: ["AWS_REGION", "AWS_DEFAULT_REGION"], key: "region") else {
            throw SettingsError(
                "no region: AWS_REGION and AWS_DEFAULT_REGION are not set, and the profile '\(profile)' has no "
                    + "'region' in \(configPath) or \(credentialsPath)")
        }
        return setting
    }

    package var usesFIPS: Bool {
        isOn(setting(variables: ["AWS_USE_FIPS_ENDPOINT"], key: "use_fips_endpoint"))
    }

    package var usesDualStack: Bool {
        isOn(setting(variables: ["AWS_USE_DUALSTACK_ENDPOINT"], key: "use_dualstack_endpoint"))
    }

    /// The file of certificates to trust.
    package var caBundle: Setting? {
        setting(variables: ["AWS_CA_BUNDLE"], key: "ca_bundle")
    }

    package var retryMode: Setting? {
        setting(variables: ["AWS_RETRY_MODE"], key: "retry_mode")
    }

    /// How many attempts a call has in all.
    package var maximumAttempts: Setting? {
        setting(variables: ["AWS_MAX_ATTEMPTS"], key: "max_attempts")
    }

    func isOn(_ setting: Setting?) -> Bool {
        setting?.value.lowercased() == "true"
    }

    /// The profile's settings in the config file; "profile default" goes before "default".
    var configSection: [String: ProfileFile.Value]? {
        config.sections["profile \(profile)"] ?? (profile == "default" ? config.sections["default"] : nil)
    }

    var credentialsSection: [String: ProfileFile.Value]? {
        credentials.sections[profile]
    }

    /// A text of the profile; the credentials file goes before the config file.
    func profileText(_ key: String) -> String? {
        credentialsSection?[key]?.text ?? configSection?[key]?.text
    }

    private var hasProfile: Bool { configSection != nil || credentialsSection != nil }

    private static func expanded(_ path: String, home: String?) -> String {
        guard path.hasPrefix("~/"), let home else { return path }
        return home + path.dropFirst(1)
    }

    private static func file(
        _ path: String, _ readFile: (String) -> FileReading
    ) throws(SettingsError) -> ProfileFile {
        switch readFile(path) {
        case .text(let text): return try ProfileFile(text, path: path)
        case .missing: return ProfileFile()
        case .unreadable(let reason): throw SettingsError("\(path) cannot be read: \(reason)")
        }
    }
}
