import AWSWire
import JSONTree
import Testing

struct CredentialSourceTests {
    private static let now = SigningTime(secondsSince1970: 1_440_938_160)
    private static let environment = ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "es"]
    private static let credentials = """
        [default]
        aws_access_key_id = C
        aws_secret_access_key = cs
        aws_session_token = ct
        [half]
        aws_access_key_id = H
        """
    private static let config = """
        [default]
        aws_access_key_id = F
        aws_secret_access_key = fs
        [profile config-only]
        aws_access_key_id = F
        aws_secret_access_key = fs
        [profile process]
        credential_process = /bin/tool --x "a b"
        aws_access_key_id = F
        aws_secret_access_key = fs
        [profile role]
        role_arn = arn:aws:iam::1:role/x
        source_profile = default
        [profile sso]
        sso_session = s
        [profile empty]
        region = x
        """

    private func find(_ settings: AWSSettings, _ answer: CredentialProcess.Answer = .failed("not expected"))
        async throws -> FoundCredentials
    {
        try await settings.credentials(now: Self.now) { _ in answer }
    }

    @Test func `the environment goes first`() async throws {
        let found = try await find(
            try settings(Self.environment, config: Self.config, credentials: Self.credentials))
        #expect(found.credentials == Credentials(accessKeyID: "E", secretAccessKey: "es"))
        #expect(found.source == "the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    }

    @Test(arguments: [
        (["AWS_SESSION_TOKEN": "s"], "s"), (["AWS_SECURITY_TOKEN": "l"], "l"),
        (["AWS_SESSION_TOKEN": "s", "AWS_SECURITY_TOKEN": "l"], "l"),
        (["AWS_SESSION_TOKEN": "s", "AWS_SECURITY_TOKEN": ""], "s"),
    ])
    func `a token in the environment is taken`(tokens: [String: String], token: String) async throws {
        let environment = Self.environment.merging(tokens) { $1 }
        #expect(try await find(try settings(environment)).credentials.sessionToken == token)
    }

    @Test func `a key without its secret is an error, not passed over`() async {
        #expect(
            await message {
                _ = try await find(try settings(["AWS_ACCESS_KEY_ID": "E"], credentials: Self.credentials))
            } == "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not: set both or neither")
        #expect(
            await message { _ = try await find(try settings(profile: "half", credentials: Self.credentials)) }
                == "the profile 'half' in /home/me/.aws/credentials has 'aws_access_key_id' and no "
                + "'aws_secret_access_key'")
    }

    @Test func `a profile that was named goes before the environment`() async throws {
        let found = try await find(
            try settings(Self.environment, profile: "default", credentials: Self.credentials))
        #expect(
            found.credentials == Credentials(accessKeyID: "C", secretAccessKey: "cs", sessionToken: "ct"))
        #expect(found.source == "the profile 'default' in /home/me/.aws/credentials")
        let byVariable = Self.environment.merging(["AWS_PROFILE": "default"]) { $1 }
        #expect(
            try await find(try settings(byVariable, credentials: Self.credentials)).credentials.accessKeyID
                == "E")
    }

    @Test func `the credentials file goes before the config file`() async throws {
        let both = try settings(config: Self.config, credentials: Self.credentials)
        #expect(try await find(both).credentials.accessKeyID == "C")
        let found = try await find(try settings(profile: "config-only", config: Self.config))
        #expect(found.source == "the profile 'config-only' in /home/me/.aws/config")
    }

    @Test func `a process goes before the config file's keys`() async throws {
        let output = """
            {"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "ps", "SessionToken": "pt",
             "Expiration": "2015-08-30T13:00:00Z", "Other": 1}
            """
        let found = try await settings(profile: "process", config: Self.config).credentials(now: Self.now) {
            process in
            #expect(process.command == #"/bin/tool --x "a b""#)
            #expect(process.arguments == ["/bin/tool", "--x", "a b"])
            return .ended(status: 0, output: Array(output.utf8))
        }
        #expect(
            found.credentials == Credentials(accessKeyID: "P", secretAccessKey: "ps", sessionToken: "pt"))
        #expect(found.expires?.description == "20150830T130000Z")
        #expect(found.source == "the credential_process of the profile 'process'")
    }

    private static let process = "the credential_process of the profile 'process'"

    @Test(arguments: [
        (CredentialProcess.Answer.failed("no such file"), "could not be run: no such file"),
        (.ended(status: 3, output: []), "ended with status 3"),
        (.ended(status: 0, output: []), "did not print a JSON object"),
        (.ended(status: 0, output: Array("[1]".utf8)), "did not print a JSON object"),
        (.ended(status: 0, output: Array("{}".utf8)), "printed no 'Version', or another one than 1"),
        (
            .ended(status: 0, output: Array(#"{"Version":2}"#.utf8)),
            "printed no 'Version', or another one than 1"
        ),
        (.ended(status: 0, output: Array(#"{"Version":1}"#.utf8)), "printed no 'AccessKeyId'"),
        (
            .ended(status: 0, output: Array(#"{"Version":1,"AccessKeyId":"a"}"#.utf8)),
            "printed no 'SecretAccessKey'"
        ),
        (
            .ended(
                status: 0,
                output: Array(
                    #"{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"soon"}"#.utf8)),
            "printed an 'Expiration' that is no ISO 8601 time"
        ),
        (
            .ended(
                status: 0,
                output: Array(
                    #"{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"2015-08-30T12:36:00Z"}"#
                        .utf8)), "printed credentials that have expired"
        ),
    ])
    func `a process that fails is told, and its output never`(
        answer: CredentialProcess.Answer, problem: String
    ) async {
        #expect(
            await message {
                _ = try await find(try settings(profile: "process", config: Self.config), answer)
            }
                == "\(Self.process) \(problem)")
    }

    @Test(arguments: [
        ("a b", ["a", "b"] as [String]?), ("  a\t'b c' ", ["a", "b c"]),
        (#"a "b \"c\" \d""#, ["a", #"b "c" \d"#]),
        (#"a\ b c"#, ["a b", "c"]), ("a ''", ["a", ""]), (#"'a'"b"c"#, ["abc"]), ("", []), ("a 'b", nil),
        ("a \\", nil),
        (#"'a\'"#, [#"a\"#]),
    ])
    func `a command is split as a shell splits it`(command: String, arguments: [String]?) {
        #expect(CredentialProcess(command: command, profile: "p").arguments == arguments)
    }

    @Test(arguments: [("role", "a role ('role_arn')"), ("sso", "single sign-on ('sso_session')")])
    func `an unsupported source is told, not passed over`(profile: String, kind: String) async {
        #expect(
            await message { _ = try await find(try settings(profile: profile, config: Self.config)) }
                == "the profile '\(profile)' takes its credentials from \(kind), which is not supported: "
                + "use a profile with 'credential_process', or environment variables")
    }

    @Test func `missing credentials are told with every place that was looked at`() async {
        #expect(
            await message { _ = try await find(try settings()) }
                == "no credentials: AWS_ACCESS_KEY_ID is not set; the profile 'default' has no 'aws_access_key_id' in "
                + "/home/me/.aws/credentials or /home/me/.aws/config, and no 'credential_process'")
        #expect(
            await message {
                _ = try await find(try settings(Self.environment, profile: "empty", config: Self.config))
            }
                == "no credentials: the environment was not looked at because the profile was named; the profile 'empty' "
                + "has no 'aws_access_key_id' in /home/me/.aws/credentials or /home/me/.aws/config, and no "
                + "'credential_process'")
        #expect(
            await message { _ = try await find(try settings(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"])) }?
                .hasPrefix("AWS_WEB_IDENTITY_TOKEN_FILE is set and web identities are not supported") == true)
    }
}
