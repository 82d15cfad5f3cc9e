import AWSWire
import JSONTree
import Testing

struct ConfiguredEndpointTests {
    private static let config = """
        [default]
        region = us-west-2
        [profile all]
        services = mine
        endpoint_url = http://profile
        [profile ignoring]
        services = mine
        ignore_configured_endpoint_urls = true
        [profile missing]
        services = nowhere
        [services mine]
        s3 =
          endpoint_url = http://s3
        eventbridge =
          endpoint_url = http://section
        """

    @Test(arguments: [
        (
            ["AWS_ENDPOINT_URL_EVENTBRIDGE": "http://own", "AWS_ENDPOINT_URL": "http://any"], "all",
            "http://own"
        ),
        (["AWS_ENDPOINT_URL": "http://any"], "all", "http://any"), ([:], "all", "http://section"),
        (["AWS_ENDPOINT_URL_EVENTS": "http://wrong"], "default", nil as String?),
        (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_ENDPOINT_URL": "http://any"], "all", nil),
        (["AWS_ENDPOINT_URL": "http://any"], "ignoring", nil),
        (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"], "ignoring", "http://section"),
        ([:], "default", nil),
    ])
    func `the configured address comes from`(environment: [String: String], profile: String, url: String?)
        throws
    {
        let found = try settings(environment, profile: profile, config: Self.config)
        #expect(try found.configuredEndpoint()?.value == url)
    }

    @Test func `a services section that is missing is an error`() async {
        #expect(
            await message { _ = try settings(profile: "missing", config: Self.config).configuredEndpoint() }
                == "the profile 'missing' names the section 'services nowhere', which is not in /home/me/.aws/config"
        )
    }

    @Test func `the caller's address and region go before all settings`() throws {
        let found = try settings(["AWS_ENDPOINT_URL": "http://any"], config: Self.config)
        #expect(try found.endpoint(address: "http://mine", region: nil).description == "http://mine")
        #expect(try found.endpoint(address: nil, region: "eu-west-1").description == "http://any")
        let plain = try settings(config: Self.config)
        #expect(try plain.endpoint(address: nil, region: nil).host == "events.us-west-2.amazonaws.com")
        #expect(
            try plain.endpoint(address: nil, region: "cn-north-1").host
                == "events.cn-north-1.amazonaws.com.cn")
        let ignoring = try settings(
            ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], profile: "all", config: Self.config)
        #expect(try ignoring.endpoint(address: "http://mine", region: nil).description == "http://mine")
    }

    @Test func `a custom address with a variant is an error with a sentence`() async {
        let environment = ["AWS_ENDPOINT_URL": "http://any", "AWS_USE_FIPS_ENDPOINT": "true"]
        #expect(
            await message { _ = try settings(environment).endpoint(address: nil, region: nil) }
                == "a custom endpoint cannot be a FIPS endpoint: turn one of the two off")
    }

    @Test func `a password in an address is not repeated`() {
        #expect(throws: EndpointError.invalidAddress("http://…@host:1", "it names a user")) {
            try Endpoint(url: "http://me:hidden@host:1/?x")
        }
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason))
    func `every combination of settings gives what botocore gives`() throws {
        var cases: [(environment: [String: String], config: String)] = []
        for mask in 0..<256 {
            func isSet(_ bit: Int) -> Bool { mask & (1 << bit) != 0 }
            // These two bits say nothing without the ones they belong to.
            if isSet(3) && !isSet(2) && !isSet(6) || isSet(7) && !isSet(5) { continue }
            var environment: [String: String] = [:]
            if isSet(0) { environment["AWS_ENDPOINT_URL_EVENTBRIDGE"] = "http://variable-own" }
            if isSet(1) { environment["AWS_ENDPOINT_URL"] = "http://variable-any" }
            if isSet(2) { environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = isSet(3) ? "true" : "false" }
            var config = "[default]\nregion = us-west-2\n"
            if isSet(4) { config += "endpoint_url = http://profile\n" }
            if isSet(5) { config += "services = mine\n" }
            if isSet(6) { config += "ignore_configured_endpoint_urls = \(isSet(3) ? "false" : "true")\n" }
            config += "[services mine]\ns3 =\n  endpoint_url = http://s3\n"
            if isSet(7) { config += "eventbridge =\n  endpoint_url = http://section\n" }
            cases.append((environment, config))
        }
        let input = cases.map { given -> JSONValue in
            let environment = JSONObject(
                given.environment.sorted { $0.key < $1.key }.map {
                    .init(name: $0.key, value: .string($0.value))
                })
            return ["environment": .object(environment), "config": .string(given.config)]
        }
        let theirs = try #require(try Botocore.run(Self.script, input: .array(input)).array)
        #expect(theirs.count == cases.count)
        for (given, expected) in zip(cases, theirs) {
            let ours = try settings(given.environment, config: given.config).endpoint(
                address: nil, region: nil)
            #expect(ours.description == expected.string, "\(given)")
        }
    }

    private static let script = """
        import botocore.session, json, os, sys, tempfile
        answers = []
        loader = botocore.session.Session().get_component('data_loader')
        for name in [name for name in os.environ if name.startswith('AWS_')]:
            del os.environ[name]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'config')
            os.environ['AWS_CONFIG_FILE'] = path
            os.environ['AWS_SHARED_CREDENTIALS_FILE'] = os.path.join(folder, 'credentials')
            os.environ['AWS_ACCESS_KEY_ID'] = os.environ['AWS_SECRET_ACCESS_KEY'] = 'x'
            for given in json.load(sys.stdin):
                with open(path, 'w') as file:
                    file.write(given['config'])
                os.environ.update(given['environment'])
                session = botocore.session.Session()
                session.register_component('data_loader', loader)
                answers.append(session.create_client('events').meta.endpoint_url)
                for name in given['environment']:
                    del os.environ[name]
        json.dump(answers, sys.stdout)
        """
}
