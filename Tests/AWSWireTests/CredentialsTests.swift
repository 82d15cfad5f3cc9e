import AWSWire
import Testing

struct CredentialsTests {
    private let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "verysecret", sessionToken: "verytoken")

    @Test func `no description shows the secret or the token`() {
        var dumped = ""
        dump(credentials, to: &dumped)
        dump(VerificationKey(credentials), to: &dumped)
        let texts = [
            "\(credentials)", String(reflecting: credentials), String(describing: [credentials]), dumped,
            "\(VerificationKey(credentials))", "\(Optional(credentials) as Any)",
        ]
        for text in texts {
            #expect(!text.contains("verysecret") && !text.contains("verytoken"))
        }
        #expect("\(credentials)".contains("AKIDEXAMPLE"))
    }

    @Test func `a key without a token is permanent`() {
        #expect(VerificationKey(.example).session == .permanent)
        #expect(VerificationKey(.temporaryExample).session == .temporary(token: "TOKENEXAMPLE", expires: nil))
    }
}
