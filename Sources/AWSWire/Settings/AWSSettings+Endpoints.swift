/// Addresses that were configured, and the endpoint that comes of it all.
extension AWSSettings {
    /// The address configured for a service; nil where none is, or where they are to be ignored.
    ///
    /// First the service's variable, then the one for all services, then the profile's `services` section, then the
    /// profile.
    package func configuredEndpoint(
        for service: ServiceModel = .eventBridge
    ) throws(SettingsError) -> Setting? {
        let ignored = setting(
            variables: ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], key: "ignore_configured_endpoint_urls")
        guard !isOn(ignored) else { return nil }
        for variable in ["AWS_ENDPOINT_URL_\(service.settingsID.uppercased())", "AWS_ENDPOINT_URL"] {
            if let value = environment[variable] {
                return Setting(value: value, source: "the environment variable \(variable)")
            }
        }
        if let services = profileText("services") {
            guard let section = config.sections["services \(services)"], !section.isEmpty else {
                throw SettingsError(
                    "the profile '\(profile)' names the section 'services \(services)', which is not in \(configPath)"
                )
            }
            if case .nested(let nested)? = section[service.settingsID], let value = nested["endpoint_url"],
                !value.isEmpty
            {
                return Setting(
                    value: value, source: "'\(service.settingsID)' of the section 'services \(services)'")
            }
        }
        return profileText("endpoint_url").map {
            Setting(value: $0, source: "'endpoint_url' of the profile '\(profile)'")
        }
    }

    /// The endpoint for these settings; `address` and `region` are the caller's own and go before them.
    package func endpoint(
        address: String?, region: String?, for service: ServiceModel = .eventBridge
    ) throws(SettingsError) -> Endpoint {
        var custom = address
        if custom == nil { custom = try configuredEndpoint(for: service)?.value }
        var region = region
        if custom == nil && region == nil { region = try self.region().value }
        do {
            return try Endpoint.resolve(
                region: region, usesFIPS: usesFIPS, usesDualStack: usesDualStack, custom: custom,
                service: service)
        } catch {
            throw SettingsError(error.message)
        }
    }
}
