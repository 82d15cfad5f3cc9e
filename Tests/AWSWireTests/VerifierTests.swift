import AWSWire
import HTTPMessages
import Testing

struct VerifierTests {
    private typealias Fixtures = SigningFixtures

    @Test func `a right signature tells who signed what`() {
        #expect(
            Fixtures.verify(Fixtures.signed())
                == .valid(
                    SignerIdentity(
                        accessKeyID: "AKIDEXAMPLE",
                        scope: SigningScope(date: "20150830", region: "us-east-1", service: "events"),
                        signedHeaders: ["content-type", "host", "x-amz-date", "x-amz-target"],
                        carrier: .header,
                        time: Fixtures.time, hasToken: false)))
    }

    @Test(arguments: [Credentials.example, .temporaryExample], SigningDeviations.Carrier.allCases)
    func `both carriers are valid alone`(credentials: Credentials, carrier: SigningDeviations.Carrier) {
        let request = Fixtures.signed(Fixtures.deviations { $0.carrier = carrier }, credentials: credentials)
        let refusal = Fixtures.refusal(Fixtures.verify(request))
        if carrier == .both {
            #expect(refusal?.check == .carrier)
            #expect(refusal?.error == .invalidSignature)
            #expect(
                refusal?.message
                    == "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."
            )
        } else {
            #expect(refusal == nil)
        }
    }

    @Test(arguments: SigningVector.header)
    func `a case of the published suite is verified`(vector: SigningVector) {
        var request = vector.request
        let names = Set(request.fields.map { $0.name.lowercased() })
            .union(vector.token == nil ? ["x-amz-date"] : ["x-amz-date", "x-amz-security-token"]).sorted()
        request.fields.append("X-Amz-Date", "20150830T123600Z")
        if let token = vector.token { request.fields.append("X-Amz-Security-Token", token) }
        request.fields.append(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + "SignedHeaders=\(names.joined(separator: ";")),Signature=\(vector.signature)")
        let key = VerificationKey(
            secretAccessKey: Credentials.example.secretAccessKey,
            session: vector.token.map { .temporary(token: $0, expires: nil) } ?? .permanent)
        let verification = Verifier(
            policy: VerificationPolicy(regions: ["us-east-1"], service: "service"), cache: SigningKeyCache()
        ).verify(request, now: Fixtures.time) { _ in key }
        #expect(Fixtures.refusal(verification) == nil)
    }

    @Test(arguments: SigningVector.query)
    func `a presigned case of the published suite is verified within its time`(vector: SigningVector) {
        var request = vector.request
        let names = request.fields.map { $0.name.lowercased() }.sorted().joined(separator: "%3B")
        request.target =
            "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request"
            + "&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=\(names)&X-Amz-Expires=3600"
            + "&X-Amz-Signature=\(vector.signature)"
        request.fields.append("X-Amz-Date", "20150830T123600Z")
        let verifier = Verifier(
            policy: VerificationPolicy(regions: nil, service: "service", acceptsUnsignedHeaders: true),
            cache: SigningKeyCache())
        for (seconds, isValid) in [(0, true), (3600, true), (3601, false), (-300, true), (-301, false)] {
            let verification = verifier.verify(
                request, now: Fixtures.time.advanced(by: seconds), keys: Fixtures.keys)
            #expect((Fixtures.refusal(verification) == nil) == isValid, "\(seconds)")
        }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let what: String
        let request: HTTPRequest
        let check: VerificationCheck
        let error: ErrorModel
        let message: String
        var testDescription: String { what }

        init(
            _ what: String, _ check: VerificationCheck, _ error: ErrorModel, _ message: String,
            credentials: Credentials = .example, _ change: (inout SigningDeviations) -> Void
        ) {
            self.what = what
            request = Fixtures.signed(Fixtures.deviations(change), credentials: credentials)
            self.check = check
            self.error = error
            self.message = message
        }
    }

    private static let mismatch =
        "The request signature we calculated does not match the signature you provided. "
        + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
    private static let unknown = "The security token included in the request is invalid"
    private static let header = Fixtures.signed().fields["Authorization"] ?? ""

    private static func header(without part: AuthorizationPart) -> String {
        Fixtures.signed(Fixtures.deviations { $0.authorization = .without(part) }).fields["Authorization"]
            ?? ""
    }

    @Test(arguments: [
        Refused("nothing", .carrier, .missingAuthenticationToken, "Missing Authentication Token") {
            $0.isUnsigned = true
        },
        Refused("another scheme", .carrier, .missingAuthenticationToken, "Missing Authentication Token") {
            $0.authorization = .text("Bearer abc")
        },
        Refused("an empty header", .carrier, .missingAuthenticationToken, "Missing Authentication Token") {
            $0.authorization = .text("")
        },
        Refused(
            "only the algorithm", .parts, .incompleteSignature,
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
                + "Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256"
        ) { $0.authorization = .text("AWS4-HMAC-SHA256") },
        Refused(
            "no credential", .parts, .incompleteSignature,
            "Authorization header requires 'Credential' parameter. Authorization=\(header(without: .credential))"
        ) { $0.authorization = .without(.credential) },
        Refused(
            "no signed headers", .parts, .incompleteSignature,
            "Authorization header requires 'SignedHeaders' parameter. "
                + "Authorization=\(header(without: .signedHeaders))"
        ) { $0.authorization = .without(.signedHeaders) },
        Refused(
            "no signature", .parts, .incompleteSignature,
            "Authorization header requires 'Signature' parameter. Authorization=\(header(without: .signature))"
        ) { $0.authorization = .without(.signature) },
        Refused(
            "no equal-sign", .parts, .incompleteSignature,
            "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: "
                + "'AWS4-HMAC-SHA256 Signature=b,    Credential,    SignedHeaders'."
        ) { $0.authorization = .text("AWS4-HMAC-SHA256 Signature=b,    Credential,    SignedHeaders") },
        Refused(
            "no date", .parts, .incompleteSignature,
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                + "Authorization=\(header)"
        ) { $0.headersAfter = [.init(name: "X-Amz-Date", value: nil)] },
        Refused(
            "no credential in the query", .parts, .incompleteSignature,
            "AWS query-string parameters must include 'X-Amz-Credential'. Re-examine the query-string parameters."
        ) {
            $0.carrier = .query
            $0.authorization = .without(.credential)
        },
        Refused(
            "a date of another form", .date, .incompleteSignature,
            "Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601"
        ) { $0.date = .stamp("201") },
        Refused(
            "an old date", .clock, .invalidSignature,
            "Signature expired: 20150830T123059Z is now earlier than 20150830T123100Z (20150830T123600Z - 5 min.)"
        ) { $0.date = .offset(.seconds(-301)) },
        Refused(
            "a date to come", .clock, .invalidSignature,
            "Signature not yet current: 20150830T124101Z is still later than 20150830T124100Z "
                + "(20150830T123600Z + 5 min.)"
        ) { $0.date = .offset(.seconds(301)) },
        Refused(
            "an unsigned host", .signedHeaders, .invalidSignature,
            "'Host' must be a 'SignedHeader' in the AWS Authorization."
        ) { $0.unsigned = ["Host"] },
        Refused(
            "an unsigned date", .signedHeaders, .invalidSignature,
            "'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization."
        ) { $0.unsigned = ["x-amz-date"] },
        Refused(
            "an unsigned target", .signedHeaders, .invalidSignature,
            "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization."
        ) { $0.unsigned = ["x-amz-target"] },
        Refused(
            "an unsigned token", .signedHeaders, .invalidSignature,
            "'X-Amz-Security-Token' must be a 'SignedHeader' in the AWS Authorization.",
            credentials: .temporaryExample
        ) { $0.unsigned = ["x-amz-security-token"] },
        Refused(
            "another algorithm", .algorithm, .incompleteSignature,
            "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25' (only AWS4-HMAC-SHA256 for now). "
        ) { $0.algorithm = "AWS4-HMAC-SHA25" },
        Refused(
            "a credential of four parts", .credential, .incompleteSignature,
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + "got 'a/b/c/d'"
        ) {
            $0.authorization = .text(
                "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0"
            )
        },
        Refused(
            "another region", .scope, .invalidSignature,
            "Credential should be scoped to a valid region, not 'eu-west-1'. "
        ) { $0.region = "eu-west-1" },
        Refused(
            "another service", .scope, .invalidSignature,
            "Credential should be scoped to correct service: 'events'. "
        ) { $0.service = "eventbridge" },
        Refused(
            "another terminator", .scope, .invalidSignature,
            "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. "
        ) { $0.terminator = "aws5_request" },
        Refused(
            "another scope date", .scope, .invalidSignature,
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'20150829' != '20150830', from '20150830T123600Z'."
        ) { $0.scopeDate = "20150829" },
        Refused(
            "a scope wrong in every part", .scope, .invalidSignature,
            "Credential should be scoped to a valid region, not 'c'. "
                + "Credential should be scoped to correct service: 'events'. "
                + "Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. "
                + "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'b' != '20150830', from '20150830T123600Z'."
        ) {
            $0.scopeDate = "b"
            $0.region = "c"
            $0.service = "d"
            $0.terminator = "e"
        },
        Refused("an unknown key", .key, .unrecognizedClient, unknown + ".") { $0.accessKey = "AKIDOTHER" },
        Refused("another secret", .signature, .invalidSignature, mismatch) { $0.isSecretWrong = true },
        Refused("another signature", .signature, .invalidSignature, mismatch) {
            $0.signature = String(repeating: "0", count: 64)
        },
        Refused("a short signature", .signature, .invalidSignature, mismatch) { $0.signature = "abc" },
        Refused("another body", .signature, .invalidSignature, mismatch) { $0.bodyAfter = Array("{}".utf8) },
        Refused("another header", .signature, .invalidSignature, mismatch) {
            $0.headersAfter = [.init(name: "Content-Type", value: "text/plain")]
        },
        Refused("a signed header taken away", .signature, .invalidSignature, mismatch) {
            $0.headersAfter = [.init(name: "Content-Type", value: nil)]
        },
        Refused("a date header that was not signed", .signature, .invalidSignature, mismatch) {
            $0.dateHeader = .text("20150830T123500Z")
        },
        Refused("a hash of another body", .signature, .invalidSignature, mismatch) {
            $0.contentSHA256 = .text(String(repeating: "0", count: 64))
        },
        Refused("an unsigned payload", .signature, .invalidSignature, mismatch) {
            $0.contentSHA256 = .text("UNSIGNED-PAYLOAD")
        },
        Refused("no token", .token, .unrecognizedClient, unknown, credentials: .temporaryExample) {
            $0.sessionToken = .absent
        },
        Refused("another token", .token, .unrecognizedClient, unknown, credentials: .temporaryExample) {
            $0.sessionToken = .text("OTHER")
        },
        Refused("a token with a permanent key", .token, .unrecognizedClient, unknown) {
            $0.sessionToken = .text("T")
        },
        Refused(
            "an expired token", .token, .expiredToken,
            "The security token included in the request is expired",
            credentials: .temporaryExample
        ) { $0.accessKey = "ASIDEXPIRED" },
    ])
    func `a request is refused for`(refused: Refused) throws {
        let refusal = try #require(Fixtures.refusal(Fixtures.verify(refused.request)))
        #expect(refusal.check == refused.check)
        #expect(refusal.error == refused.error)
        #expect(refusal.message == refused.message)
        #expect(refusal.error.status == 400)
    }

    @Test func `the checks come in the service's order`() {
        // Each change is wrong in one more, earlier, way; the earliest is what is told.
        var deviations = SigningDeviations()
        var checks: [VerificationCheck] = []
        func verify() {
            let request = Fixtures.signed(deviations, credentials: .temporaryExample)
            if let check = Fixtures.refusal(Fixtures.verify(request))?.check { checks.append(check) }
        }
        deviations.sessionToken = .text("OTHER")
        verify()
        deviations.isSecretWrong = true
        verify()
        deviations.accessKey = "AKIDOTHER"
        verify()
        deviations.region = "eu-west-1"
        verify()
        deviations.accessKey = "AKID/OTHER"
        verify()
        deviations.algorithm = "AWS4-X"
        verify()
        deviations.unsigned = ["host"]
        verify()
        deviations.date = .offset(.seconds(-1000))
        verify()
        deviations.date = .stamp("x")
        verify()
        deviations.authorization = .without(.signature)
        verify()
        deviations.carrier = .both
        verify()
        #expect(checks == VerificationCheck.allCases.reversed())
    }

    @Test(arguments: [
        (-300, true), (-301, false), (300, true), (301, false), (0, true),
    ])
    func `the window is five minutes either way unless told otherwise`(seconds: Int, isValid: Bool) {
        let request = Fixtures.signed(at: Fixtures.time.advanced(by: seconds))
        #expect((Fixtures.refusal(Fixtures.verify(request)) == nil) == isValid)
        var policy = Fixtures.policy
        policy.skewWindow = .seconds(900)
        #expect(Fixtures.refusal(Fixtures.verify(request, policy: policy)) == nil)
        policy.skewWindow = .seconds(10)
        #expect((Fixtures.refusal(Fixtures.verify(request, policy: policy)) == nil) == (seconds == 0))
    }

    @Test func `a window that is no whole number of minutes is told in seconds`() {
        var policy = Fixtures.policy
        policy.skewWindow = .seconds(90)
        let request = Fixtures.signed(at: Fixtures.time.advanced(by: -100))
        let message = Fixtures.refusal(Fixtures.verify(request, policy: policy))?.message
        #expect(message?.hasSuffix("(20150830T123600Z - 90 sec.)") == true)
    }

    @Test(arguments: ["127.0.0.1:8080", "127.0.0.1", "Events.Example.COM", "localhost:1", "[::1]:80"])
    func `the host counts as it was sent`(host: String) {
        var request = Fixtures.signed(host: host)
        #expect(Fixtures.refusal(Fixtures.verify(request)) == nil)
        request.fields.set("Host", to: host + ":81")
        #expect(Fixtures.refusal(Fixtures.verify(request))?.check == .signature)
    }

    @Test func `a right content hash is accepted and signed`() {
        let request = Fixtures.signed(Fixtures.deviations { $0.contentSHA256 = .right })
        #expect(request.fields["Authorization"]?.contains(";x-amz-content-sha256;") == true)
        #expect(Fixtures.refusal(Fixtures.verify(request)) == nil)
    }

    @Test func `a content hash does not cover a body changed afterwards`() {
        let request = Fixtures.signed(
            Fixtures.deviations {
                $0.contentSHA256 = .right
                $0.bodyAfter = Array("{}".utf8)
            })
        let refusal = Fixtures.refusal(Fixtures.verify(request))
        #expect(refusal?.check == .signature)
        #expect(refusal?.explanation?.cause == .contentHash)
    }

    @Test func `white space in the Authorization header does not matter`() {
        var request = Fixtures.signed()
        let header = request.fields["Authorization"] ?? ""
        for changed in [header.replacing(", ", with: ","), header.replacing(", ", with: " ,  ")] {
            request.fields.set("Authorization", to: changed)
            #expect(Fixtures.refusal(Fixtures.verify(request)) == nil)
        }
    }

    @Test func `signed headers must be lower case and sorted`() {
        var request = Fixtures.signed()
        let header = request.fields["Authorization"] ?? ""
        for (from, to) in [
            ("content-type;host", "host;content-type"), ("content-type;host", "Content-Type;host"),
        ] {
            request.fields.set("Authorization", to: header.replacing(from, with: to))
            #expect(Fixtures.refusal(Fixtures.verify(request))?.explanation?.cause == .signedHeaders)
        }
    }

    @Test func `an upper-case signature is another one`() {
        var request = Fixtures.signed()
        let signature = Fixtures.signature(in: request) ?? ""
        request.fields.set(
            "Authorization",
            to: (request.fields["Authorization"] ?? "").replacing(signature, with: signature.uppercased()))
        #expect(Fixtures.refusal(Fixtures.verify(request))?.explanation?.cause == .signatureForm)
    }

    @Test func `policies let unsigned headers and tokens through`() {
        var policy = Fixtures.policy
        policy.acceptsUnsignedToken = true
        let token = Fixtures.signed(
            Fixtures.deviations { $0.unsigned = ["x-amz-security-token"] }, credentials: .temporaryExample)
        #expect(Fixtures.refusal(Fixtures.verify(token, policy: policy)) == nil)
        let target = Fixtures.signed(Fixtures.deviations { $0.unsigned = ["x-amz-target"] })
        #expect(Fixtures.refusal(Fixtures.verify(target, policy: policy))?.check == .signedHeaders)
        policy.acceptsUnsignedHeaders = true
        #expect(Fixtures.refusal(Fixtures.verify(target, policy: policy)) == nil)
    }

    @Test func `a well-formed signature is enough where only that is asked`() {
        var policy = Fixtures.policy
        policy.extent = .wellFormed
        let options = Fixtures.deviations {
            $0.isSecretWrong = true
            $0.region = "x"
            $0.accessKey = "OTHER"
            $0.date = .offset(.seconds(-100_000))
        }
        #expect(Fixtures.refusal(Fixtures.verify(Fixtures.signed(options), policy: policy)) == nil)
        let bad = Fixtures.signed(Fixtures.deviations { $0.date = .stamp("x") })
        #expect(Fixtures.refusal(Fixtures.verify(bad, policy: policy))?.check == .date)
    }

    @Test func `any region is good where none is expected`() {
        var policy = Fixtures.policy
        policy.regions = nil
        let request = Fixtures.signed(Fixtures.deviations { $0.region = "mars-north-1" })
        #expect(Fixtures.refusal(Fixtures.verify(request, policy: policy)) == nil)
    }
}
