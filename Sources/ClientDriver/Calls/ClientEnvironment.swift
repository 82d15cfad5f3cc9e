/// What all clients of a run find in their environment besides their own call.
package struct ClientEnvironment: Hashable, Sendable {
    /// The variables that were taken from Assay's own environment.
    private let passed: [String: String]
    /// A URL of the listener that every proxy variable names; nil without one.
    package var tripwire: String?
    /// Names the run, so that its processes can be found after the harness was killed.
    package var run: String

    package init(
        passing variables: PassedVariables, of environment: [String: String], tripwire: String?, run: String
    ) {
        passed = variables.taken(from: environment)
        self.tripwire = tripwire
        self.run = run
    }

    /// The names of what was taken from Assay's own environment.
    package var passedNames: [String] { passed.keys.sorted() }

    /// The variable that each process of the run has, with the run's name as its value.
    package static let runVariable = "ASSAY_RUN"

    /// What does not depend on a call: a client that serves many calls has only this.
    func base(in folder: WorkingFolder, tripwire own: String? = nil) -> [String: String] {
        var variables = passed
        // A setting of the user's own would silently send requests to AWS.
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "false"
        variables["AWS_CONFIG_FILE"] = folder.configurationFile
        variables["AWS_SHARED_CREDENTIALS_FILE"] = folder.credentialsFile
        // Nobody answers at the address of instance metadata; asking takes seconds.
        variables["AWS_EC2_METADATA_DISABLED"] = "true"
        variables["AWS_PAGER"] = ""
        variables["AWS_CLI_AUTO_PROMPT"] = "off"
        if let tripwire = own ?? tripwire {
            // Programs differ in the spelling that they look for.
            for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"] {
                variables[name] = tripwire
            }
            for name in ["NO_PROXY", "no_proxy"] { variables[name] = "127.0.0.1,localhost,::1" }
        }
        variables["ASSAY_PROTOCOL"] = String(ClientContext.version)
        variables[Self.runVariable] = run
        return variables
    }

    /// All that a client finds which is started for one call.
    func variables(for call: ClientCall, in folder: WorkingFolder) -> [String: String] {
        var variables = base(in: folder, tripwire: call.tripwire)
        let endpoints = [
            "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EVENTBRIDGE", "AWS_ENDPOINT_URL_CLOUDWATCH_EVENTS",
        ]
        for name in endpoints { variables[name] = call.endpoint }
        variables["AWS_REGION"] = call.region
        variables["AWS_DEFAULT_REGION"] = call.region
        variables["AWS_ACCESS_KEY_ID"] = call.credential.accessKey
        variables["AWS_SECRET_ACCESS_KEY"] = call.credential.secretKey
        variables["AWS_SESSION_TOKEN"] = call.credential.sessionToken
        variables["AWS_RETRY_MODE"] = call.retryMode
        variables["AWS_MAX_ATTEMPTS"] = call.maxAttempts.map(String.init)
        if let file = call.certificateFile {
            for name in [
                "AWS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE",
                "NODE_EXTRA_CA_CERTS",
            ] {
                variables[name] = file
            }
        }
        variables["ASSAY_SCENARIO"] = call.scenario
        variables["ASSAY_NAME"] = call.name
        variables["ASSAY_ACCOUNT"] = call.account
        variables["ASSAY_REGION"] = call.region
        variables["ASSAY_ENDPOINT"] = call.endpoint
        variables["ASSAY_CONTEXT_FILE"] = folder.contextFile
        variables["ASSAY_RESULT_FILE"] = folder.resultFile
        return variables
    }
}
