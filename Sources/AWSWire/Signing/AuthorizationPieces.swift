/// The pieces of an Authorization header, between commas and white space; of parts told twice, the last.
struct AuthorizationPieces {
    private(set) var algorithm = ""
    private(set) var credential = ""
    private(set) var signedHeaders = ""
    private(set) var signature = ""
    /// The first piece after the algorithm that is no pair of name and value; nil where all are.
    private(set) var withoutEqualSign: String?

    init(_ header: String) {
        let bytes = Array(header.utf8)
        var start = 0
        var equalSign: Int?
        var isFirst = true
        for place in 0...bytes.count {
            if place < bytes.count {
                let byte = bytes[place]
                if byte == UInt8(ascii: "="), equalSign == nil { equalSign = place }
                guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
                else { continue }
            }
            if place > start {
                if isFirst {
                    algorithm = String(decoding: bytes[start..<place], as: UTF8.self)
                    isFirst = false
                } else if let equalSign {
                    take(bytes, name: start..<equalSign, value: (equalSign + 1)..<place)
                } else if withoutEqualSign == nil {
                    withoutEqualSign = String(decoding: bytes[start..<place], as: UTF8.self)
                }
            }
            start = place + 1
            equalSign = nil
        }
    }

    /// The date, if nothing is missing.
    func checked(_ date: String?, header: String) throws(SignatureRefusal) -> String {
        if let piece = withoutEqualSign { throw .notAPair(piece, header: header) }
        if let date, !credential.isEmpty, !signature.isEmpty, !signedHeaders.isEmpty { return date }
        // The siblings ask for the parts in this order.
        let missing = [
            (AuthorizationPart.credential, credential), (.signature, signature),
            (.signedHeaders, signedHeaders),
        ]
        .filter(\.1.isEmpty).map { "Authorization header requires '\($0.0.rawValue)' parameter. " }
        let undated = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
        throw .missingParts(
            missing.joined() + (date == nil ? undated : "") + "Authorization=\(header)")
    }

    private mutating func take(_ bytes: [UInt8], name: Range<Int>, value: Range<Int>) {
        // The names of the parts that a signature needs differ in length.
        switch name.count {
        case 10 where bytes[name].elementsEqual(AuthorizationPart.credential.rawValue.utf8):
            credential = String(decoding: bytes[value], as: UTF8.self)
        case 13 where bytes[name].elementsEqual(AuthorizationPart.signedHeaders.rawValue.utf8):
            signedHeaders = String(decoding: bytes[value], as: UTF8.self)
        case 9 where bytes[name].elementsEqual(AuthorizationPart.signature.rawValue.utf8):
            signature = String(decoding: bytes[value], as: UTF8.self)
        default: break
        }
    }
}
