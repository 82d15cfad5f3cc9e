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
        var isFirst = true
        for field in fields.fields(named: name) {
            if !isFirst { value.append(UInt8(ascii: ",")) }
            isFirst = false
            if let bytes = field.brokenBytes {
                CanonicalText.appendValue(bytes, to: &value)
            } else {
                CanonicalText.appendValue(field.value.utf8, to: &value)
            }
        }
        return value
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
        out.append(10)
        var isFirst = true
        for header in headers {
            if !isFirst { out.append(UInt8(ascii: ";")) }
            isFirst = false
            out += header.name.utf8
        }
        out.append(10)
        out += payloadHash
        return out
    }

    /// The text whose HMAC is the signature.
    func stringToSign(algorithm: String, stamp: String, scope: SigningScope) -> [UInt8] {
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
        Hexadecimal.append(SHA256.hash(data: bytes), to: &out)
        return out
    }
}
