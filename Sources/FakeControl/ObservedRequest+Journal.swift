package import EventBridgeFake
import HTTPMessages
package import ScenarioLanguage

extension JournalEntry {
    /// The fake's word on the signature, as expectations name it.
    package var signatureFinding: WireExpectation.Signature {
        switch verification {
        case .valid: .valid
        case .refused, .unchecked: SignatureParts.isSigned(request) ? .invalid : .none
        }
    }
}

extension ObservedRequest {
    /// What the journal tells of a request, as expectations look at it.
    package init(_ entry: JournalEntry) {
        let claim = SignatureParts(entry.request)
        self.init(
            request: entry.request, operation: entry.operation, signature: entry.signatureFinding,
            explanation: entry.explanation, signedHeaders: claim.signedHeaders, scopeRegion: claim.region,
            scopeService: claim.service, receivedAt: entry.receivedAt,
            served: Served(
                status: entry.answer.status, errorCode: entry.answer.errorCode,
                isFaulty: !entry.faults.isEmpty))
    }
}

/// What a request says of its own signature, as far as it can be read; no judgement.
private struct SignatureParts {
    private(set) var signedHeaders: [String] = []
    private(set) var region: String?
    private(set) var service: String?

    /// Whether a request carries a signature at all, good or bad.
    static func isSigned(_ request: HTTPRequest) -> Bool {
        request.fields.contains(named: "Authorization") || request.target.contains("X-Amz-Signature=")
    }

    init(_ request: HTTPRequest) {
        if let header = request.fields["Authorization"] {
            for piece in header.split(whereSeparator: { $0 == "," || $0 == " " }) { take(piece) }
        } else if Self.isSigned(request), let mark = request.target.firstIndex(of: "?") {
            for piece in request.target[request.target.index(after: mark)...].split(separator: "&") {
                guard piece.hasPrefix("X-Amz-") else { continue }
                let plain = piece.dropFirst(6).replacing("%2F", with: "/").replacing("%3B", with: ";")
                take(plain[...])
            }
        }
    }

    private mutating func take(_ piece: Substring) {
        guard let equals = piece.firstIndex(of: "=") else { return }
        let value = piece[piece.index(after: equals)...]
        switch piece[..<equals] {
        case "SignedHeaders":
            signedHeaders = value.split(separator: ";").map { $0.lowercased() }
        case "Credential":
            let parts = value.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count >= 5 else { return }
            region = String(parts[parts.count - 3])
            service = String(parts[parts.count - 2])
        default:
            break
        }
    }
}
