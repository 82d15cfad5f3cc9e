import AWSWire
import HTTPMessages
import Testing

struct SignatureExplanationTests {
    private typealias Fixtures = SigningFixtures

    private func explanation(_ request: HTTPRequest, _ policy: VerificationPolicy = SigningFixtures.policy)
        throws -> SignatureExplanation
    {
        let refusal = try #require(Fixtures.refusal(Fixtures.verify(request, policy: policy)))
        return try #require(refusal.explanation)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", "the client signed the host '127.0.0.1' and sent '127.0.0.1:8080'"),
        (
            "example.com", "example.com:443",
            "the client signed the host 'example.com:443' and sent 'example.com'"
        ),
        ("Example.com", "example.com", "the client signed the host 'example.com' and sent 'Example.com'"),
    ])
    func `a host signed otherwise than sent is found`(sent: String, signed: String, difference: String) throws
    {
        var request = Fixtures.signed(host: signed)
        request.fields.set("Host", to: sent)
        let explanation = try explanation(request)
        #expect(explanation.cause == .host)
        #expect(explanation.difference == difference)
        #expect(explanation.clientCanonicalRequest?.contains("\nhost:\(signed)\n") == true)
        #expect(explanation.canonicalRequest.contains("\nhost:\(sent)\n"))
    }

    @Test(arguments: [
        ("{}", SignatureExplanation.Cause.unknown),
        (#"{"Name": "aws.partner/example.com/ns/n", "Account": "123456789012"}"#, .body),
        (SigningFixtures.body + "\n", .body), (SigningFixtures.body + "\r\n", .body),
    ])
    func `a body changed after signing is found where its change can be guessed`(
        body: String, cause: SignatureExplanation.Cause
    ) throws {
        let options = Fixtures.deviations { $0.bodyAfter = Array(body.utf8) }
        #expect(try explanation(Fixtures.signed(options)).cause == cause)
    }

    @Test func `a body that was not signed is found`() throws {
        var request = Fixtures.request()
        request.body = []
        Fixtures.signer().sign(&request, at: Fixtures.time)
        request.body = Array(SigningFixtures.body.utf8)
        let explanation = try explanation(request)
        #expect(explanation.difference == "the client signed no body, which is not the body received")
    }

    @Test func `a path that was not signed is found`() throws {
        var request = Fixtures.request()
        request.target = "/"
        Fixtures.signer().sign(&request, at: Fixtures.time)
        request.target = "/custom/"
        #expect(
            try explanation(request).difference
                == "the client signed the path '/' and '/custom/' was expected")
    }

    @Test func `a target changed after signing is found`() throws {
        let options = Fixtures.deviations {
            $0.headersAfter = [.init(name: "X-Amz-Target", value: "AWSEvents.DeletePartnerEventSource")]
        }
        let explanation = try explanation(Fixtures.signed(options))
        #expect(explanation.cause == .header)
        #expect(
            explanation.difference
                == "the client signed 'x-amz-target: AWSEvents.CreatePartnerEventSource' and sent "
                + "'AWSEvents.DeletePartnerEventSource'")
    }

    @Test func `a token that is listed but not signed is found, and redacted`() throws {
        var request = Fixtures.signed(
            Fixtures.deviations { $0.unsigned = ["x-amz-security-token"] }, credentials: .temporaryExample)
        request.fields.set(
            "Authorization",
            to: (request.fields["Authorization"] ?? "").replacing(
                "x-amz-date;", with: "x-amz-date;x-amz-security-token;"))
        let explanation = try explanation(request)
        #expect(explanation.cause == .token)
        #expect(explanation.difference == "the client lists the session token as signed but did not sign it")
        #expect(explanation.canonicalRequest.contains("x-amz-security-token:<redacted>"))
        #expect(!explanation.text.contains("TOKENEXAMPLE"))
    }

    @Test func `a token in the query is redacted too`() throws {
        let options = Fixtures.deviations {
            $0.carrier = .query
            $0.isSecretWrong = true
            $0.sessionToken = .text("TOKEN/EXAMPLE==")
        }
        let text = try explanation(Fixtures.signed(options, credentials: .temporaryExample)).text
        #expect(!text.contains("TOKEN/EXAMPLE") && !text.contains("TOKEN%2FEXAMPLE"))
        #expect(text.contains("X-Amz-Security-Token=<redacted>"))
    }

    @Test func `a header that is listed but missing is told`() throws {
        let options = Fixtures.deviations { $0.headersAfter = [.init(name: "Content-Type", value: nil)] }
        #expect(
            try explanation(Fixtures.signed(options)).difference
                == "the header 'content-type' is listed as signed but was not received")
    }

    @Test func `a secret with a line end after it is found`() throws {
        let credentials = Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Credentials.example.secretAccessKey + "\n")
        let explanation = try explanation(Fixtures.signed(credentials: credentials))
        #expect(explanation.cause == .secret)
        #expect(!explanation.text.contains(Credentials.example.secretAccessKey))
    }

    @Test func `another secret cannot be told from other changes`() throws {
        let explanation = try explanation(Fixtures.signed(Fixtures.deviations { $0.isSecretWrong = true }))
        #expect(explanation.cause == .unknown)
        #expect(explanation.clientCanonicalRequest == nil)
        #expect(explanation.clientStringToSign.hasSuffix("\n?"))
    }

    @Test func `no explanation shows a signature`() throws {
        let request = Fixtures.signed(Fixtures.deviations { $0.isSecretWrong = true })
        let signature = try #require(Fixtures.signature(in: request))
        #expect(!(try explanation(request).text.contains(signature)))
    }

    @Test func `the text shows both sides and marks what differs`() throws {
        var request = Fixtures.signed(host: "127.0.0.1")
        request.fields.set("Host", to: "127.0.0.1:8080")
        let lines = try explanation(request).text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.first
                == "first difference: the client signed the host '127.0.0.1' and sent '127.0.0.1:8080'")
        let marked = lines.filter { $0.hasSuffix("<<<<<") }
        #expect(marked.count == 2)
        #expect(marked.first?.contains("host:127.0.0.1:8080") == true)
        #expect(marked.first?.contains("| host:127.0.0.1  <<<<<") == true)
    }

    @Test func `a scope is shown beside the expected one`() throws {
        let explanation = try explanation(
            Fixtures.signed(
                Fixtures.deviations {
                    $0.region = "eu-west-1"
                    $0.service = "sqs"
                }))
        #expect(explanation.cause == .scope)
        #expect(
            explanation.difference
                == "the scope's region is 'eu-west-1' and 'us-east-1' was expected; "
                + "the scope's service is 'sqs' and 'events' was expected")
        #expect(explanation.stringToSign.contains("20150830/us-east-1/events/aws4_request"))
        #expect(explanation.clientStringToSign.contains("20150830/eu-west-1/sqs/aws4_request"))
    }
}
