import AWSWire
import Crypto
import HTTPMessages
import Testing

struct SignerTests {
    @Test(arguments: SigningVector.header)
    func `a case of the published suite is signed`(vector: SigningVector) throws {
        let credentials = Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Credentials.example.secretAccessKey,
            sessionToken: vector.token)
        var request = vector.request
        SigningFixtures.signer(credentials, service: "service").sign(&request, at: SigningFixtures.time)
        #expect(SigningFixtures.signature(in: request) == vector.signature)
    }

    @Test func `a token added after signing is not covered`() {
        // The suite's post-sts-header-after: the signature is post-vanilla's.
        var request = HTTPRequest(method: "POST", target: "/", fields: [("Host", "example.amazonaws.com")])
        let options = SigningFixtures.deviations {
            $0.headersAfter = [.init(name: "X-Amz-Security-Token", value: "t")]
        }
        SigningFixtures.signer(service: "service").sign(&request, at: SigningFixtures.time, options: options)
        #expect(
            SigningFixtures.signature(in: request)
                == "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")
        #expect(request.fields["x-amz-security-token"] == "t")
    }

    @Test func `the worked value without a token`() {
        let request = SigningFixtures.signed()
        #expect(
            request.fields["Authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/events/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
                + "Signature=86d51d01e8f132cc5b8b5658045db30b9d15441ccf8d8e0ba8210e16c861b93a")
        #expect(request.fields["X-Amz-Date"] == "20150830T123600Z")
        #expect(!request.fields.contains(named: "X-Amz-Security-Token"))
        #expect(!request.fields.contains(named: "X-Amz-Content-Sha256"))
    }

    @Test func `the worked value with a token`() {
        let credentials = Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Credentials.example.secretAccessKey,
            sessionToken: "AQoDYXdzEPT//example==")
        let request = SigningFixtures.signed(credentials: credentials)
        #expect(
            SigningFixtures.signature(in: request)
                == "f28e1586f97368fe8eba38a5bec68539632153258918fb87a62b99eba97576af")
        #expect(
            request.fields["Authorization"]?.contains("x-amz-date;x-amz-security-token;x-amz-target") == true)
    }

    @Test func `the worked canonical request is the verifier's too`() throws {
        let options = SigningFixtures.deviations { $0.signature = String(repeating: "0", count: 64) }
        let refusal = SigningFixtures.refusal(SigningFixtures.verify(SigningFixtures.signed(options)))
        let explanation = try #require(refusal?.explanation)
        let hash = SHA256.hash(data: Array(explanation.canonicalRequest.utf8))
        #expect(
            hash.description.hasSuffix("edf3f7419339eb83cd03a3ea1623e3802993a2613f2111fe543ba75769c55174"))
        #expect(
            explanation.canonicalRequest.hasSuffix(
                "e020fe5447b541a71a40e2b3e5ff2ba8730358c9a3f997ec03c1d397cb269e6b"))
        #expect(
            explanation.stringToSign
                == "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/events/aws4_request\n"
                + "edf3f7419339eb83cd03a3ea1623e3802993a2613f2111fe543ba75769c55174")
    }

    @Test func `headers of the connection and of attempts are not signed`() {
        var request = SigningFixtures.request()
        for name in [
            "User-Agent", "amz-sdk-invocation-id", "amz-sdk-request", "Connection", "X-Amzn-Trace-Id",
        ] {
            request.fields.append(name, "x")
        }
        SigningFixtures.signer().sign(&request, at: SigningFixtures.time)
        #expect(
            SigningFixtures.signature(in: request)
                == "86d51d01e8f132cc5b8b5658045db30b9d15441ccf8d8e0ba8210e16c861b93a")
    }

    @Test func `signing again replaces what the first signing added`() {
        var request = SigningFixtures.signed(credentials: .temporaryExample)
        let later = SigningFixtures.time.advanced(by: 60)
        SigningFixtures.signer(.temporaryExample).sign(&request, at: later)
        #expect(request == SigningFixtures.signed(credentials: .temporaryExample, at: later))
    }

    @Test func `unsigned requests stay as they are`() {
        #expect(SigningFixtures.signed(.unsigned) == SigningFixtures.request())
    }

    @Test func `a cache keeps keys and stays within its bound`() {
        let cache = SigningKeyCache(capacity: 3)
        for day in 0..<10 {
            var request = SigningFixtures.request()
            let signer = Signer(credentials: .example, region: "us-east-1", service: "events", cache: cache)
            let time = SigningFixtures.time.advanced(by: day * 86_400)
            signer.sign(&request, at: time)
            let first = request
            signer.sign(&request, at: time)
            #expect(first == request)
            #expect((1...3).contains(cache.count))
        }
    }
}
