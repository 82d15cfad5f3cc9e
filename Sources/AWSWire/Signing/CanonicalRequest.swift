import Crypto
import HTTPMessages

/// The parts of a request that a signature covers, each in its canonical form.
struct CanonicalRequest {
    struct Header: Hashable {
        let name: String
        var value: [UInt8]
    }

    var method: String
    var path: [UInt8]
    var query: [UInt8]
    /// Sorted by name; one that was named but not sent has an empty value.
    var headers: [Header]
    var payloadHash: [UInt8]

    static let contentHashHeader = "x-amz-content-sha256"

    /// The canonical form of a request as it stands, under the headers named.
    init(_ request: HTTPRequest, signedHeaders: [String], withoutParameters: Set<String> = []) {
        method = request.method
        path = CanonicalText.path(ofTarget: request.target)
        query = CanonicalText.query(ofTarget: request.target, without: withoutParameters)
        headers = signedHeaders.map { name in
            Header(name: name, value: Self.value(of: name, in: request.fields))
        }
        payloadHash =
            request.fields[Self.contentHashHeader].map { Array($0.utf8) } ?? Hexadecimal.sha256(request.body)
    }

    /// The values of all fields of a name, canonical, joined by commas.
    static func value(of name: String, in fields: HTTPFields) -> [UInt8] {
        var value: [UInt8] = []
        _ = appendValue(of: name, in: fields, to: &value)
        return value
    }

    /// Appends the values of all fields of a name; false where there is none.
    private static func appendValue(of name: String, in fields: HTTPFields, to out: inout [UInt8]) -> Bool {
        guard let first = fields.index(of: name) else { return false }
        let list = fields.list
        var index = first
        while true {
            if let bytes = list[index].brokenBytes {
                CanonicalText.appendValue(bytes, to: &out)
            } else {
                CanonicalText.appendValue(list[index].value.utf8, to: &out)
            }
            guard let next = fields.index(of: name, from: index + 1) else { return true }
            out.append(UInt8(ascii: ","))
            index = next
        }
    }

    /// What `bytes` of the same request's canonical form is, made without the parts; and whether every header
    /// named was sent.
    static func bytes(
        of request: HTTPRequest, under form: AuthorizationForm, withoutParameters: Set<String>,
        payloadHash: [UInt8]
    ) -> (bytes: [UInt8], isComplete: Bool) {
        var out: [UInt8] = []
        out.reserveCapacity(768)
        out += request.method.utf8
        out.append(10)
        if request.target == "/" {
            out += [UInt8(ascii: "/"), 10, 10]
        } else {
            out += CanonicalText.path(ofTarget: request.target)
            out.append(10)
            out += CanonicalText.query(ofTarget: request.target, without: withoutParameters)
            out.append(10)
        }
        var isComplete = true
        for name in form.canonicalHeaderNames {
            out += name.utf8
            out.append(UInt8(ascii: ":"))
            isComplete = appendValue(of: name, in: request.fields, to: &out) && isComplete
            out.append(10)
        }
        appendEnd(form.canonicalHeaderList, payloadHash, to: &out)
        return (out, isComplete)
    }

    /// Appends what follows the headers: their names, and the hash of the body.
    private static func appendEnd(
        _ names: some Collection<UInt8>, _ payloadHash: [UInt8], to out: inout [UInt8]
    ) {
        out.append(10)
        out += names
        out.append(10)
        out += payloadHash
    }

    /// `content-type;host;x-amz-date`.
    var signedHeaders: String {
        headers.map(\.name).joined(separator: ";")
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        out += method.utf8
        out.append(10)
        out += path
        out.append(10)
        out += query
        out.append(10)
        for header in headers {
            out += header.name.utf8
            out.append(UInt8(ascii: ":"))
            out += header.value
            out.append(10)
        }
        Self.appendEnd(signedHeaders.utf8, payloadHash, to: &out)
        return out
    }

    /// The text whose HMAC is the signature.
    func stringToSign(algorithm: String, stamp: String, scope: SigningScope) -> [UInt8] {
        Self.stringToSign(bytes, algorithm: algorithm, stamp: stamp, scope: scope)
    }

    /// The text whose HMAC is the signature, for a canonical request.
    static func stringToSign(
        _ canonical: [UInt8], algorithm: String, stamp: String, scope: SigningScope
    ) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(192)
        out += algorithm.utf8
        out.append(10)
        out += stamp.utf8
        out.append(10)
        out += scope.date.utf8
        out.append(UInt8(ascii: "/"))
        out += scope.region.utf8
        out.append(UInt8(ascii: "/"))
        out += scope.service.utf8
        out.append(UInt8(ascii: "/"))
        out += scope.terminator.utf8
        out.append(10)
        Hexadecimal.append(SHA256.hash(data: canonical), to: &out)
        return out
    }
}
