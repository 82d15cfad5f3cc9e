import AWSWire

/// Settings from an environment and files that exist only here.
func settings(
    _ environment: [String: String] = [:], profile: String? = nil, config: String? = nil,
    credentials: String? = nil
) throws(SettingsError) -> AWSSettings {
    var environment = environment
    if environment["HOME"] == nil { environment["HOME"] = "/home/me" }
    return try AWSSettings(environment: environment, profile: profile) { path in
        switch path {
        case "/home/me/.aws/config", "/elsewhere/config": config.map { .text($0) } ?? .missing
        case "/home/me/.aws/credentials", "/elsewhere/credentials": credentials.map { .text($0) } ?? .missing
        case "/forbidden": .unreadable("permission denied")
        default: .missing
        }
    }
}

/// The message of the error that a piece of work ends with.
func message(_ work: () async throws -> Void) async -> String? {
    do {
        try await work()
        return nil
    } catch let error as SettingsError {
        return error.message
    } catch {
        return "another error: \(error)"
    }
}
