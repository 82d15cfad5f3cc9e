import HTTPMessages
import ScenarioRunner
import Testing

@Suite struct RedactorTests {
    let redactor = Redactor(key: 7)
    let signature = String(repeating: "ab", count: 32)

    @Test func `a signature goes wherever it stands`() {
        let request = HTTPRequest(
            method: "POST", target: "/",
            fields: [
                (
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=A/b, SignedHeaders=host, Signature=\(signature)"
                )
            ])
        let parts = redactor.cover(request: request, secrets: [])
        let clean = parts.redact("Signature=\(signature)! and again \(signature)")
        let tag = redactor.tag("signature", for: signature)
        #expect(clean == "Signature=\(tag)! and again \(tag)")
    }

    @Test func `secrets and tokens go in every spelling`() {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPx"
        let parts = redactor.cover(request: nil, secrets: [secret])
        let tag = redactor.tag("secret", for: secret)
        #expect(parts.redact("a \(secret) b") == "a \(tag) b")
        #expect(parts.redact("a wJalrXUtnFEMI%2FK7MDENG%2BbPx b") == "a \(tag) b")
        #expect(parts.redact("a wJalrXUtnFEMI\\/K7MDENG+bPx b") == "a \(tag) b")
    }

    @Test func `a presigned target loses its signature and its token`() {
        let request = HTTPRequest(
            method: "POST", target: "/?X-Amz-Security-Token=TOKENTOKEN&X-Amz-Signature=\(signature)&x=1")
        let clean = redactor.cover(request: request, secrets: []).redact(request.target)
        #expect(!clean.contains("TOKENTOKEN"))
        #expect(!clean.contains(signature))
        #expect(clean.hasSuffix("&x=1"))
    }

    @Test func `the longer secret goes first`() {
        let parts = redactor.cover(request: nil, secrets: ["secret", "secret-and-more"])
        #expect(!parts.redact("secret-and-more").contains("more"))
    }

    @Test func `equal secrets get equal tags, others get others`() {
        #expect(redactor.tag("secret", for: "one") == redactor.tag("secret", for: "one"))
        #expect(redactor.tag("secret", for: "one") != redactor.tag("secret", for: "two"))
        #expect(redactor.tag("secret", for: "one") != Redactor(key: 8).tag("secret", for: "one"))
    }

    @Test func `broken text is redacted as bytes`() {
        let parts = redactor.cover(request: nil, secrets: ["secret-key"])
        #expect(parts.redact([0xFF] + Array("secret-key".utf8) + [0xFE]).first == 0xFF)
        #expect(
            !String(decoding: parts.redact([0xFF] + Array("secret-key".utf8)), as: UTF8.self).contains(
                "secret-key"))
    }

    @Test(arguments: [-12, -5, 0, 3, 12])
    func `of a long answer the beginning is kept, and no secret at the cut`(offset: Int) {
        let parts = redactor.cover(request: nil, secrets: ["secret-key"])
        let start = RedactedParts.keptBytes + offset
        let bytes =
            [UInt8](repeating: 0x2E, count: start) + Array("secret-key".utf8)
            + [UInt8](repeating: 0x2E, count: 3 * RedactedParts.keptBytes)
        let kept = String(decoding: parts.kept(bytes), as: UTF8.self)
        #expect(kept.utf8.count < RedactedParts.keptBytes + 100)
        #expect(!kept.contains("secret-k"))
        #expect(kept.hasSuffix("[\(bytes.count) bytes in all; the rest is not kept]"))
        let cut = parts.kept(Array(bytes.prefix(RedactedParts.keptBytes)))
        #expect(cut == parts.redact(Array(bytes.prefix(RedactedParts.keptBytes))))
    }
}
