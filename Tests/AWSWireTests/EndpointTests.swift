import AWSWire
import JSONTree
import Testing

struct EndpointTests {
    private func resolve(
        _ region: String?, fips: Bool = false, dualStack: Bool = false, custom: String? = nil
    ) throws(EndpointError) -> String {
        try Endpoint.resolve(region: region, usesFIPS: fips, usesDualStack: dualStack, custom: custom)
            .description
    }

    @Test(arguments: [
        ("us-east-1", "aws", "amazonaws.com", "api.aws"), ("mx-central-1", "aws", "amazonaws.com", "api.aws"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        ("eusc-de-east-1", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"),
        ("us-iso-east-1", "aws-iso", "c2s.ic.gov", "api.aws.ic.gov"),
        ("us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"),
        ("eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
        ("us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
        ("nowhere-1", "aws", "amazonaws.com", "api.aws"), ("us-gov-new-2", "aws-us-gov", "amazonaws.com", ""),
    ])
    func `each partition has its suffixes`(region: String, partition: String, plain: String, dual: String)
        throws
    {
        #expect(Partition.containing(region).name == partition)
        #expect(try resolve(region) == "https://events.\(region).\(plain)")
        #expect(try resolve(region, fips: true) == "https://events-fips.\(region).\(plain)")
        guard partition != "aws-us-gov" else { return }
        #expect(try resolve(region, dualStack: true) == "https://events.\(region).\(dual)")
        #expect(try resolve(region, fips: true, dualStack: true) == "https://events-fips.\(region).\(dual)")
    }

    @Test(arguments: ["us-gov-east-1", "us-gov-west-1"])
    func `the government's plain endpoints are its FIPS endpoints`(region: String) throws {
        #expect(try resolve(region, fips: true) == "https://events.\(region).amazonaws.com")
        #expect(try resolve(region, dualStack: true) == "https://events.\(region).api.aws")
        #expect(try resolve(region, fips: true, dualStack: true) == "https://events.\(region).api.aws")
    }

    @Test func `a custom endpoint needs no region and excludes the variants`() throws {
        #expect(try resolve(nil, custom: "http://127.0.0.1:8080") == "http://127.0.0.1:8080")
        #expect(throws: EndpointError.customWithFIPS) {
            try resolve("us-east-1", fips: true, dualStack: true, custom: "http://x")
        }
        #expect(throws: EndpointError.customWithDualStack) {
            try resolve("us-east-1", dualStack: true, custom: "http://x")
        }
        #expect(throws: EndpointError.missingRegion) { try resolve(nil) }
    }

    @Test(arguments: [
        "", "us east 1", "a/b", "x.y", "-a", "a-", "é", "us-east-1\n", String(repeating: "a", count: 64),
    ])
    func `what cannot stand in a host name is no region`(region: String) {
        #expect(throws: EndpointError.invalidRegion(region)) { try resolve(region) }
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "127.0.0.1:8080", 8080, "/", true),
        ("https://example.com", "example.com", 443, "/", false),
        ("https://example.com:443/", "example.com", 443, "/", false),
        ("http://example.com:80/custom", "example.com", 80, "/custom/", false),
        ("HTTP://Example.com:443/a/b/", "Example.com:443", 443, "/a/b/", false),
        ("http://[::1]:9000/x", "[::1]:9000", 9000, "/x/", true), ("http://[::1]", "[::1]", 80, "/", true),
        ("https://localhost:1", "localhost:1", 1, "/", true),
        ("http://a.localhost", "a.localhost", 80, "/", true),
        ("http://127.1.2.3", "127.1.2.3", 80, "/", true), ("http://127.1", "127.1", 80, "/", false),
        ("http://127.0.0.1.example.com", "127.0.0.1.example.com", 80, "/", false),
        ("http://localhost.example.com", "localhost.example.com", 80, "/", false),
    ])
    func `an address is read`(url: String, header: String, port: Int, target: String, isLoopback: Bool) throws
    {
        let endpoint = try Endpoint(url: url)
        #expect(endpoint.hostHeader == header)
        #expect(endpoint.connectionPort == port)
        #expect(endpoint.target == target)
        #expect(endpoint.isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "example.com", "ftp://example.com", "http://", "http://:80", "http://a:0", "http://a:70000",
        "http://a:x",
        "http://a:", "http://u@a", "http://u:p@a", "http://a/?q", "http://a/#f", "http://a b", "http://[::1",
        "http://[]",
        "http://[::1]x", "http://é.com", "http://a\n",
    ])
    func `another text is no address`(url: String) {
        #expect(throws: EndpointError.self) { try Endpoint(url: url) }
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason))
    func `every region and variant resolves as in botocore`() throws {
        let regions = try #require(try Botocore.run(Self.regionScript).array).compactMap(\.string)
        #expect(regions.count > 40)
        var cases: [(String?, Bool, Bool, String?)] = []
        for region in regions.map(Optional.some) + [
            "xx-new-9", "us-gov-new-1", "eu-isoe-new-1", "us-isof-x-12", nil,
        ] {
            for fips in [false, true] {
                for dualStack in [false, true] {
                    cases.append((region, fips, dualStack, nil))
                    cases.append((region, fips, dualStack, "https://example.com/custom"))
                }
            }
        }
        let input = cases.map { region, fips, dualStack, custom -> JSONValue in
            [
                "Region": region.map { .string($0) } ?? .null, "UseFIPS": .bool(fips),
                "UseDualStack": .bool(dualStack),
                "Endpoint": custom.map { .string($0) } ?? .null,
            ]
        }
        let theirs = try #require(try Botocore.run(Self.script, input: .array(input)).array)
        #expect(theirs.count == cases.count)
        for (given, expected) in zip(cases, theirs) {
            let ours = try? resolve(given.0, fips: given.1, dualStack: given.2, custom: given.3)
            #expect(ours == expected["url"]?.string, "\(given)")
            if let region = given.0 {
                #expect(Partition.containing(region).name == expected["partition"]?.string)
            }
        }
    }

    private static let regionScript = """
        import botocore, json, os, sys
        with open(os.path.join(os.path.dirname(botocore.__file__), 'data', 'partitions.json')) as file:
            json.dump(sorted(r for p in json.load(file)['partitions'] for r in p['regions']), sys.stdout)
        """

    private static let script = """
        import botocore.endpoint_provider, botocore.session, json, sys
        loader = botocore.session.get_session().get_component('data_loader')
        rules = loader.load_service_model('events', 'endpoint-rule-set-1')
        partitions = loader.load_data('partitions')
        provider = botocore.endpoint_provider.EndpointProvider(rules, partitions)
        library = botocore.endpoint_provider.RuleSetStandardLibrary(partitions)
        answers = []
        for given in json.load(sys.stdin):
            given = {name: value for name, value in given.items() if value is not None}
            try:
                url = provider.resolve_endpoint(**given).url
            except Exception:
                url = None
            region = given.get('Region')
            answers.append({'url': url, 'partition': region and library.aws_partition(region)['name']})
        json.dump(answers, sys.stdout)
        """
}
