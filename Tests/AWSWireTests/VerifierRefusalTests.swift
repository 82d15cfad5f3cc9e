import AWSWire
import HTTPMessages
import Testing

/// Everything that a signature can do wrong, and how the service says it.
struct VerifierRefusalTests {
    private typealias Fixtures = SigningFixtures

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

    @Test(arguments: [header, "Bearer abc", "a=b", "", "AWS4-HMAC-SHA256"])
    func `a second authorization is refused, whichever of the two would be right`(other: String) {
        for isFirst in [false, true] {
            var request = Fixtures.signed()
            request.fields.remove("Authorization")
            for value in isFirst ? [other, Self.header] : [Self.header, other] {
                request.fields.append("authorization", value)
            }
            let refusal = Fixtures.refusal(Fixtures.verify(request))
            #expect(refusal?.check == .parts)
            #expect(refusal?.error == .incompleteSignature)
            #expect(refusal?.message == "The request has more than one 'Authorization' header.")
        }
    }
}
