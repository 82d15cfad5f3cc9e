import AWSWire
import HTTPMessages
import Testing

/// The two published copies of the SigV4 suite, read from their own texts.
struct SigningSuiteTests {
    private static func header() throws -> [Vector] {
        try Vector.all(Vectors.read("sigv4-header.json"), named: "name")
    }

    private static func query() throws -> [Vector] {
        try Vector.all(Vectors.read("sigv4-query.json"), named: "name")
    }

    private static func credentials(token: String?) -> Credentials {
        Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Credentials.example.secretAccessKey,
            sessionToken: token)
    }

    private static func verify(
        _ request: HTTPRequest, token: String?, after seconds: Int = 0
    ) -> Verification {
        let policy = VerificationPolicy(
            regions: ["us-east-1"], service: "service", acceptsUnsignedToken: true,
            acceptsUnsignedHeaders: true)
        let key = VerificationKey(credentials(token: token))
        return Verifier(policy: policy, cache: SigningKeyCache())
            .verify(request, now: SigningFixtures.time.advanced(by: seconds)) { _ in key }
    }

    @Test(arguments: try header())
    func `the header that a request gets is the published one`(vector: Vector) throws {
        var request = try Vectors.request(vector.text("request"))
        let signed = try Vectors.request(vector.text("signed-request"))
        // The one case whose token comes after signing has it in the signed request all the same.
        let isTokenSigned = try vector.text("authorization").contains("x-amz-security-token")
        let credentials = Self.credentials(token: isTokenSigned ? signed.fields["X-Amz-Security-Token"] : nil)
        SigningFixtures.signer(credentials, service: "service").sign(&request, at: SigningFixtures.time)
        #expect(request.fields["Authorization"] == (try vector.text("authorization")))
        request.fields.remove("Authorization")
        #expect(request.body == signed.body)
    }

    @Test(arguments: try header())
    func `a signed request is verified, through the published texts`(vector: Vector) throws {
        var request = try Vectors.request(vector.text("signed-request"))
        let token = request.fields["X-Amz-Security-Token"]
        // One signed request of the suite repeats another's signature: the header has a text of its own.
        let authorization = try vector.text("authorization")
        request.fields.set("Authorization", to: authorization)
        #expect(SigningFixtures.refusal(Self.verify(request, token: token)) == nil)
        request.fields.set(
            "Authorization", to: "\(authorization.dropLast(64))\(String(repeating: "0", count: 64))")
        let explanation = try #require(
            SigningFixtures.refusal(Self.verify(request, token: token))?.explanation)
        #expect(explanation.stringToSign == (try vector.text("string-to-sign")))
        let canonical = try vector.text("canonical-request")
        #expect(explanation.canonicalRequest == canonical.replacing(token ?? "\n\n\n", with: "<redacted>"))
    }

    @Test(arguments: try query())
    func `a presigned request is verified within its time`(vector: Vector) throws {
        var request = try Vectors.request(vector.text("signed-request"))
        let token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
        var hasToken = false
        if vector.name == "get-header-value-multiline" {
            // In this edition each line is a value of its own; in the older one all are one value.
            let lines = request.fields.all(named: "My-Header1").flatMap { $0.split(separator: "\n") }
            request.fields.remove("My-Header1")
            for line in lines { request.fields.append("My-Header1", String(line)) }
        }
        if vector.name == "get-vanilla-with-session-token" {
            // The suite's text repeats the token after the signature; its canonical request has it once.
            let suffix = "&X-Amz-Security-Token=\(token)"
            try #require(request.target.hasSuffix(suffix))
            request.target.removeLast(suffix.count)
            hasToken = true
        }
        if vector.name.hasPrefix("post-x-www-form-urlencoded") {
            // Signed by the suite's list of headers and left out of its text.
            let hash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"
            request.fields.append("x-amz-content-sha256", hash)
        }
        let holds = request.target.contains("X-Amz-Expires=3600") ? 3600 : 300
        for (seconds, isValid) in [(0, true), (holds, true), (holds + 1, false), (-300, true), (-301, false)]
        {
            let refusal = SigningFixtures.refusal(
                Self.verify(request, token: hasToken ? token : nil, after: seconds))
            #expect((refusal == nil) == isValid, "\(seconds)")
        }
    }

    @Test func `a request is presigned as published`() throws {
        let vector = try #require(try Self.query().first { $0.name == "post-vanilla-query" })
        let expected = try Vectors.request(vector.text("signed-request"))
        var request = HTTPRequest(
            method: "POST", target: "/?Param1=value1", fields: [("Host", "example.amazonaws.com")])
        SigningFixtures.signer(service: "service").sign(
            &request, at: SigningFixtures.time, options: SigningFixtures.deviations { $0.carrier = .query })
        #expect(request.target == expected.target)
    }

    @Test func `each case of the suite is used or left out by name`() throws {
        let header = SigningVector.header.map(\.name) + ["post-sts-header-after"]
        #expect(Set(header + Self.unnormalized.map(\.name)) == Self.suite)
        #expect(header.count + Self.unnormalized.count == 38)
        let query = try Self.query().map(\.name)
        #expect(Set(query + Self.unnormalized.map(\.name) + Self.absent.map(\.name)) == Self.suite)
        #expect(query.count + Self.unnormalized.count + Self.absent.count == 38)
        // The other copy of the suite has fewer paths, and three cases that this one lacks.
        let copy = try Self.header().map(\.name)
        #expect(copy.count == 34)
        let paths = [
            "relative-relative", "relative", "slash-dot-slash", "slash-pointless-dot", "slashes", "slash",
            "space",
        ]
        let renamed = copy.map { name in
            paths.contains { name == "get-\($0)" } ? "\(name)-normalized" : name
        }
        #expect(
            Set(renamed).subtracting(Self.suite)
                == ["get-special-character", "get-vanilla-query-order-key", "get-vanilla-query-order-value"])
    }

    /// Paths that are signed as they stand: only S3 wants that, and `events` is signed the other way.
    private static let unnormalized = [
        "get-relative", "get-relative-relative", "get-slash-dot-slash", "get-slash-pointless-dot",
        "get-slash",
        "get-slashes", "get-space",
    ].map { LeftOut(name: "\($0)-unnormalized", reason: "only S3 signs a path as it stands") }

    /// Cases whose presigned request could not be had.
    private static let absent = [
        LeftOut(name: "get-vanilla", reason: "the same request as get-vanilla-query"),
        LeftOut(name: "post-header-key-case", reason: "the same request as post-vanilla"),
        LeftOut(name: "post-sts-header-after", reason: "post-vanilla with a token that is not signed"),
    ]

    private static let suite: Set<String> = [
        "get-header-key-duplicate", "get-header-value-multiline", "get-header-value-order",
        "get-header-value-trim", "get-relative-normalized", "get-relative-unnormalized",
        "get-relative-relative-normalized", "get-relative-relative-unnormalized", "get-slash-normalized",
        "get-slash-unnormalized", "get-slash-dot-slash-normalized", "get-slash-dot-slash-unnormalized",
        "get-slash-pointless-dot-normalized", "get-slash-pointless-dot-unnormalized",
        "get-slashes-normalized",
        "get-slashes-unnormalized", "get-space-normalized", "get-space-unnormalized", "get-unreserved",
        "get-utf8", "get-vanilla", "get-vanilla-empty-query-key", "get-vanilla-query",
        "get-vanilla-query-order-encoded", "get-vanilla-query-order-key-case", "get-vanilla-query-unreserved",
        "get-vanilla-utf8-query", "get-vanilla-with-session-token", "post-header-key-case",
        "post-header-key-sort", "post-header-value-case", "post-sts-header-after", "post-sts-header-before",
        "post-vanilla", "post-vanilla-empty-query-value", "post-vanilla-query", "post-x-www-form-urlencoded",
        "post-x-www-form-urlencoded-parameters",
    ]
}
