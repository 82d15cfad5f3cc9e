import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree
import Testing

@Suite struct SignatureCheckTests {
    /// Something wrong with a signature, with what it is answered.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answer: String
        /// What the message begins with.
        let message: String
        var credential = FakeCredential.example
        let deviations: SigningDeviations

        init(
            _ description: String, _ answer: String, _ message: String = "",
            by credential: FakeCredential = .example, _ change: (inout SigningDeviations) -> Void = { _ in }
        ) {
            testDescription = description
            self.answer = answer
            self.message = message
            self.credential = credential
            var deviations = SigningDeviations()
            change(&deviations)
            self.deviations = deviations
        }
    }

    static let tokenless = FakeCredential(
        accessKeyID: "ASIDEXAMPLE", secretAccessKey: FakeCredential.example.secretAccessKey,
        account: "123456789012")

    static let wrong: [Wrong] = [
        Wrong("none at all", "400 MissingAuthenticationTokenException", "Missing Authentication Token") {
            $0.isUnsigned = true
        },
        Wrong("both carriers", "400 InvalidSignatureException", "Found both") { $0.carrier = .both },
        Wrong(
            "no credential", "400 IncompleteSignatureException", "Authorization header requires 'Credential'"
        ) {
            $0.authorization = .without(.credential)
        },
        Wrong(
            "no signature part", "400 IncompleteSignatureException",
            "Authorization header requires 'Signature'"
        ) {
            $0.authorization = .without(.signature)
        },
        Wrong(
            "no signed headers", "400 IncompleteSignatureException",
            "Authorization header requires 'SignedHeaders'"
        ) { $0.authorization = .without(.signedHeaders) },
        Wrong("no date", "400 IncompleteSignatureException") { $0.dateHeader = .absent },
        Wrong("a date of another form", "400 IncompleteSignatureException", "Date must be in ISO-8601") {
            $0.date = .stamp("yesterday")
        },
        Wrong("twenty minutes old", "400 InvalidSignatureException", "Signature expired: ") {
            $0.date = .offset(.seconds(-1200))
        },
        Wrong("twenty minutes early", "400 InvalidSignatureException", "Signature not yet current: ") {
            $0.date = .offset(.seconds(1200))
        },
        Wrong("six minutes old", "400 InvalidSignatureException", "Signature expired: ") {
            $0.date = .offset(.seconds(-360))
        },
        Wrong("host not signed", "400 InvalidSignatureException") { $0.unsigned = ["host"] },
        Wrong("target not signed", "400 InvalidSignatureException") { $0.unsigned = ["x-amz-target"] },
        Wrong("another algorithm", "400 IncompleteSignatureException") { $0.algorithm = "AWS4-HMAC-SHA1" },
        Wrong(
            "another region", "400 InvalidSignatureException", "Credential should be scoped to a valid region"
        ) {
            $0.region = "eu-west-1"
        },
        Wrong(
            "another service", "400 InvalidSignatureException",
            "Credential should be scoped to correct service: 'events'."
        ) { $0.service = "sqs" },
        Wrong("another terminator", "400 InvalidSignatureException", "Credential should be scoped with") {
            $0.terminator = "aws5_request"
        },
        Wrong("another day in the scope", "400 InvalidSignatureException", "Date in Credential scope") {
            $0.scopeDate = "20150830"
        },
        Wrong("an unknown key", "400 UnrecognizedClientException", "The security token included") {
            $0.accessKey = "AKIDNOBODY"
        },
        Wrong("a wrong secret", "400 InvalidSignatureException", "The request signature we calculated") {
            $0.isSecretWrong = true
        },
        Wrong(
            "a body changed afterwards", "400 InvalidSignatureException",
            "The request signature we calculated"
        ) {
            $0.bodyAfter = Array((Desk.valid + " ").utf8)
        },
        Wrong(
            "a header changed afterwards", "400 InvalidSignatureException",
            "The request signature we calculated"
        ) {
            $0.headersAfter = [.init(name: "Host", value: "elsewhere")]
        },
        Wrong("a wrong content hash", "400 InvalidSignatureException", "The request signature we calculated")
        {
            $0.contentSHA256 = .text("00")
        },
        Wrong("a temporary key without its token", "400 UnrecognizedClientException", by: tokenless),
        Wrong("a token that nobody gave", "400 UnrecognizedClientException", by: .temporaryExample) {
            $0.sessionToken = .text("another")
        },
    ]

    @Test(arguments: wrong)
    func `a wrong signature is refused as the family does`(_ wrong: Wrong) {
        let desk = Desk()
        let request = desk.request(by: wrong.credential, signing: wrong.deviations)
        let answer = desk.answer(request)
        #expect(answer.verdict == wrong.answer)
        #expect(answer.text("message")?.hasPrefix(wrong.message) == true, "\(answer.bodyText)")
        #expect(desk.service.sources(of: "default") == [])
        let entry = desk.service.journal.first
        let code = wrong.answer.dropFirst(4)
        #expect(entry?.verification == .refused(code: String(code)))
        #expect(entry?.explanation?.contains("\n") == true)
    }

    @Test(arguments: [
        ("right", FakeCredential.example, SigningDeviations.none),
        ("temporary", .temporaryExample, .none),
        ("with a content hash", .example, deviations { $0.contentSHA256 = .right }),
        ("in the query", .example, deviations { $0.carrier = .query }),
        ("four minutes old", .example, deviations { $0.date = .offset(.seconds(-240)) }),
        ("four minutes early", .example, deviations { $0.date = .offset(.seconds(240)) }),
    ])
    func `a right signature is let through`(
        label: String, credential: FakeCredential, deviations: SigningDeviations
    ) {
        let desk = Desk()
        #expect(desk.answer(desk.request(by: credential, signing: deviations)).verdict == "200 -")
        #expect(desk.service.journal.first?.verification == .valid)
        #expect(desk.service.journal.first?.accessKey == credential.accessKeyID)
    }

    private static func deviations(_ change: (inout SigningDeviations) -> Void) -> SigningDeviations {
        var deviations = SigningDeviations()
        change(&deviations)
        return deviations
    }

    @Test func `an expired session is told as such, with the status of the policy`() throws {
        var expired = FakeCredential.temporaryExample
        expired.isExpired = true
        let desk = Desk { $0.credentials = [expired] }
        #expect(desk.call(by: expired).verdict == "400 ExpiredTokenException")
        let other = try Desk {
            $0.credentials = [expired]
            try $0.policies.set(.expiredTokenStatus, to: .integer(403))
        }
        #expect(other.call(by: expired).verdict == "403 ExpiredTokenException")
    }

    @Test func `a permanent key that is over is not known any more`() {
        var expired = FakeCredential.example
        expired.isExpired = true
        let desk = Desk { $0.credentials = [expired] }
        #expect(desk.call(by: expired).verdict == "400 UnrecognizedClientException")
    }

    @Test func `a refused signature is explained side by side and without a secret`() {
        let desk = Desk()
        var deviations = SigningDeviations()
        deviations.headersAfter = [.init(name: "Host", value: "elsewhere")]
        _ = desk.answer(desk.request(by: .temporaryExample, signing: deviations))
        let explanation = desk.service.journal.first?.explanation ?? ""
        #expect(explanation.contains("canonical request"))
        #expect(explanation.contains("string to sign"))
        #expect(!explanation.contains(FakeCredential.example.secretAccessKey))
        #expect(!explanation.contains("TOKENEXAMPLE"))
    }

    @Test func `what the journal keeps of an incomplete signature holds no signature`() {
        let desk = Desk()
        var deviations = SigningDeviations()
        deviations.authorization = .without(.credential)
        let request = desk.request(signing: deviations)
        let signature = request.fields["Authorization"]?.split(separator: "Signature=").last.map(String.init)
        _ = desk.answer(request)
        let explanation = desk.service.journal.first?.explanation ?? ""
        #expect(explanation.contains("Signature=(redacted)"), "\(explanation)")
        #expect(!explanation.contains(signature ?? "?"))
    }

    @Test func `the skew window is a policy`() throws {
        let desk = try Desk { try $0.policies.set(.skewWindow, to: .duration(.seconds(900))) }
        let request = desk.request(at: Desk.start - .seconds(840))
        #expect(desk.answer(request).status == 200)
        #expect(
            desk.answer(desk.request(at: Desk.start - .seconds(960))).verdict
                == "400 InvalidSignatureException")
    }

    @Test func `unsigned headers and tokens are policies`() throws {
        var deviations = SigningDeviations()
        deviations.unsigned = ["x-amz-security-token"]
        let strict = Desk()
        #expect(
            strict.answer(strict.request(by: .temporaryExample, signing: deviations)).verdict
                == "400 InvalidSignatureException")
        let mild = try Desk { try $0.policies.set(.unsignedToken, to: .text("accepted")) }
        #expect(mild.answer(mild.request(by: .temporaryExample, signing: deviations)).status == 200)
        deviations.unsigned = ["x-amz-target"]
        let open = try Desk { try $0.policies.set(.unsignedAmzHeaders, to: .text("accepted")) }
        #expect(open.answer(open.request(signing: deviations)).status == 200)
    }

    @Test func `a signature may be looked at for its form only, or not at all`() throws {
        let formal = try Desk { try $0.policies.set(.signature, to: .text("well-formed")) }
        var deviations = SigningDeviations()
        deviations.isSecretWrong = true
        #expect(formal.answer(formal.request(signing: deviations)).status == 200)
        #expect(formal.service.journal.first?.verification == .unchecked)
        #expect(
            formal.answer(formal.request(signing: .unsigned)).verdict
                == "400 MissingAuthenticationTokenException")
        let none = try Desk { try $0.policies.set(.signature, to: .text("ignored")) }
        #expect(none.answer(none.request(signing: .unsigned)).status == 200)
    }

    @Test func `the words for a missing token are a policy`() throws {
        let desk = try Desk { try $0.policies.set(.missingTokenWording, to: .text("dynamodb")) }
        let answer = desk.answer(desk.request(signing: .unsigned))
        #expect(answer.text("message") == "Request is missing Authentication Token")
    }

    @Test func `a skewed clock refuses what the right one lets through`() {
        let desk = Desk { $0.clockSkew = .seconds(1200) }
        #expect(desk.call().verdict == "400 InvalidSignatureException")
        let answer = desk.answer(desk.request(at: Desk.start + .seconds(1200)))
        #expect(answer.status == 200)
        #expect(answer.fields["Date"] == "Fri, 15 Jan 2027 08:20:00 GMT")
    }

    @Test func `a key may be forbidden an operation`() {
        var credential = FakeCredential.example
        credential.deniedOperations = ["CreatePartnerEventSource"]
        let desk = Desk { $0.credentials = [credential] }
        let answer = desk.call()
        #expect(answer.verdict == "400 AccessDeniedException")
        #expect(
            answer.text("message")
                == "User: arn:aws:iam::123456789012:user/AKIDEXAMPLE is not authorized to perform: "
                + "events:CreatePartnerEventSource on resource: "
                + "arn:aws:events:us-east-1::event-source/\(Desk.name) because no identity-based policy allows "
                + "the events:CreatePartnerEventSource action")
        #expect(desk.call(.deletePartnerEventSource).status == 200)
    }

    @Test func `another partner's names are a policy`() throws {
        var credential = FakeCredential.example
        credential.partner = "other.example"
        let mild = Desk { $0.credentials = [credential] }
        #expect(mild.call().status == 200)
        let strict = try Desk {
            $0.credentials = [credential]
            try $0.policies.set(.otherPartner, to: .text("access-denied"))
        }
        #expect(strict.call().verdict == "400 AccessDeniedException")
        #expect(strict.create("aws.partner/other.example/a").status == 200)
    }
}
