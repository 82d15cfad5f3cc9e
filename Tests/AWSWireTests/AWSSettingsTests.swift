import AWSWire
import JSONTree
import Testing

struct AWSSettingsTests {
    private static let config = """
        [default]
        region = eu-west-1
        [profile other]
        region=eu-west-2 # a comment
        ca_bundle = /certificates.pem
        retry_mode = standard
        max_attempts = 7
        use_fips_endpoint = true
        use_dualstack_endpoint = True
        """

    @Test(arguments: [
        (["AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"], "a", "the environment variable AWS_REGION"),
        (["AWS_REGION": "", "AWS_DEFAULT_REGION": "b"], "b", "the environment variable AWS_DEFAULT_REGION"),
        ([:], "eu-west-1", "'region' of the profile 'default'"),
        (["AWS_PROFILE": "other"], "eu-west-2", "'region' of the profile 'other'"),
        (["AWS_DEFAULT_PROFILE": "other"], "eu-west-2", "'region' of the profile 'other'"),
        (
            ["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "other"], "eu-west-1",
            "'region' of the profile 'default'"
        ),
    ])
    func `the region comes from`(environment: [String: String], value: String, source: String) throws {
        let region = try settings(environment, config: Self.config).region()
        #expect(region.value == value)
        #expect(region.source == source)
    }

    @Test func `a missing region is told with every place that was looked at`() async {
        #expect(
            await message { _ = try settings().region() }
                == "no region: AWS_REGION and AWS_DEFAULT_REGION are not set, and the profile 'default' has no 'region' "
                + "in /home/me/.aws/config or /home/me/.aws/credentials")
    }

    @Test func `other settings come from the profile`() throws {
        let found = try settings(profile: "other", config: Self.config)
        #expect(found.usesFIPS && found.usesDualStack)
        #expect(found.caBundle?.value == "/certificates.pem")
        #expect(found.retryMode?.value == "standard")
        #expect(found.maximumAttempts?.value == "7")
        let plain = try settings(config: Self.config)
        #expect(!plain.usesFIPS && !plain.usesDualStack && plain.caBundle == nil)
    }

    @Test func `variables go before the profile`() throws {
        let environment = [
            "AWS_USE_FIPS_ENDPOINT": "false", "AWS_CA_BUNDLE": "/x", "AWS_RETRY_MODE": "legacy",
            "AWS_MAX_ATTEMPTS": "2",
        ]
        let found = try settings(environment, profile: "other", config: Self.config)
        #expect(!found.usesFIPS)
        #expect(found.caBundle?.value == "/x")
        #expect(found.retryMode?.value == "legacy")
        #expect(found.maximumAttempts?.value == "2")
    }

    @Test func `files may be elsewhere`() throws {
        let environment = [
            "AWS_CONFIG_FILE": "/elsewhere/config", "AWS_SHARED_CREDENTIALS_FILE": "/elsewhere/credentials",
        ]
        let found = try settings(environment, config: Self.config, credentials: "")
        #expect(found.configPath == "/elsewhere/config")
        #expect(found.credentialsPath == "/elsewhere/credentials")
        #expect(try found.region().value == "eu-west-1")
        #expect(
            try settings(["AWS_CONFIG_FILE": "~/.aws/config"], config: Self.config).configPath
                == "/home/me/.aws/config")
    }

    @Test func `a profile that was asked for must exist`() async {
        let missing =
            "the profile 'nobody' is neither in /home/me/.aws/config nor in /home/me/.aws/credentials"
        #expect(await message { _ = try settings(profile: "nobody", config: Self.config) } == missing)
        #expect(await message { _ = try settings(["AWS_PROFILE": "nobody"], config: Self.config) } == missing)
        #expect(await message { _ = try settings(profile: "default") } == nil)
        #expect(await message { _ = try settings(profile: "only", credentials: "[only]") } == nil)
    }

    @Test func `a file that cannot be read is told`() async {
        #expect(
            await message { _ = try settings(["AWS_CONFIG_FILE": "/forbidden"]) }
                == "/forbidden cannot be read: permission denied")
    }

    @Test(arguments: [
        ("[default", "line 1: '[' has no ']' after it"),
        ("x = 1", "line 1: a setting stands before the first section"),
        ("[default]\n\n# a\nregion", "line 4: a setting has no '='"),
        ("[default]\n= x", "line 2: a setting has no '='"),
        ("[services x]\neventbridge =\n  endpoint_url", "line 3: a nested setting has no '='"),
    ])
    func `a malformed file is told with its line`(config: String, problem: String) async {
        #expect(await message { _ = try settings(config: config) } == "/home/me/.aws/config, \(problem)")
    }

    @Test(arguments: [
        "[default]\nregion=x", "[ default ]\n region = x", "[profile default]\nREGION = x",
        "[default] # c\nregion = x ; c",
        "[default]\r\nregion = x\r\n", "[default]\nregion = y\n[profile default]\nregion = x",
        "[default]\nregion = y\n[default]\nregion = x", "; c\n[default]\n\tregion = x",
        "[default]\nregion = x\n  \n",
        "[profile \"default\"]\nregion = x", "\n\n[profile   default]\nregion  =  x  ",
    ])
    func `files are read as others read them`(config: String) throws {
        #expect(try settings(config: config).region().value == "x")
    }

    @Test func `a section that is no profile has no settings for one`() async {
        #expect(await message { _ = try settings(profile: "x", config: "[x]\nregion = y") } != nil)
    }
}
