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

    @Test func `a byte that is no text counts as itself`() {
        let broken: [UInt8] = [0x61, 0x20, 0x20, 0xff, 0x62]
        let odd = HTTPField(name: "X-Odd", valueBytes: broken[...])
        var signed = Fixtures.request()
        signed.fields.append(odd)
        Fixtures.signer().sign(&signed, at: Fixtures.time)
        #expect(Fixtures.refusal(Fixtures.verify(signed)) == nil)
        // What the byte looks like once it is repaired is another value.
        let others = [
            HTTPField(name: "X-Odd", value: odd.value),
            HTTPField(name: "X-Odd", valueBytes: [0x61, 0x20, 0x20, 0xfe, 0x62]),
        ]
        for other in others {
            var changed = signed
            changed.fields.remove("X-Odd")
            changed.fields.append(other)
            #expect(Fixtures.refusal(Fixtures.verify(changed))?.check == .signature)
        }
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

    @Test func `nobody can presign for longer than a week`() {
        var request = Fixtures.signed(Fixtures.deviations { $0.carrier = .query })
        request.target += "&X-Amz-Expires=99999999"
        let late = Fixtures.verify(request, now: Fixtures.time.advanced(by: 604_801))
        #expect(Fixtures.refusal(late)?.check == .clock)
        let inTime = Fixtures.verify(request, now: Fixtures.time.advanced(by: 604_800))
        #expect(Fixtures.refusal(inTime)?.check == .signature)
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
