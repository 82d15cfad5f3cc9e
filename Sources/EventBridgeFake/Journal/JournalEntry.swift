public import HTTPMessages

/// One request as the fake received it, and what became of it.
public struct JournalEntry: Hashable, Sendable {
    /// What the check of the signature came to.
    public enum Verification: Hashable, Sendable {
        case valid
        /// The signature was looked at and refused with this error code.
        case refused(code: String)
        /// The signature was not verified: the bytes are no request, or a policy says not to look.
        case unchecked

        /// The word for reports.
        public var word: String {
            switch self {
            case .valid: "valid"
            case .refused: "invalid"
            case .unchecked: "unchecked"
            }
        }
    }

    /// What was answered.
    public struct Answer: Hashable, Sendable {
        /// The status sent; nil where no status line was.
        public var status: Int?
        /// The error code in the answer; nil for a success and where there is none.
        public var errorCode: String?
        public var requestID: String?
        /// The body as it was meant to be sent, before anything cut it.
        public var body: [UInt8]
    }

    /// The number of the request at its fake, from 1, in order of arrival.
    public var sequence: Int
    /// Since 1970.
    public var receivedAt: Duration
    /// The number of the connection at its listener.
    public var connection: Int
    public var request: HTTPRequest
    /// The bytes of the request line and the fields.
    public var rawHead: [UInt8]
    /// The operation that the target names, where the service has it.
    public var operation: String?
    /// The access key that the request claims.
    public var accessKey: String?
    public var namespace: String
    public var verification: Verification
    public var answer: Answer
    /// Why it was refused; nil for what went well.
    var evidence: Explanation?
    /// The faults that befell it, by their titles.
    public var faults: [String]

    /// Why it was refused: one sentence, then the evidence. Never holds a secret; nil for what went well.
    public var explanation: String? { evidence?.text }

    /// The bytes that keeping it costs, roughly.
    var weight: Int { rawHead.count + request.body.count + answer.body.count + (evidence?.weight ?? 0) }
}

extension JournalEntry: CustomStringConvertible {
    /// One line for logs, without signature or token.
    public var description: String {
        var text = "#\(sequence) \(operation ?? request.method) \(answer.status.map(String.init) ?? "-")"
        if let code = answer.errorCode { text += " \(code)" }
        if !faults.isEmpty { text += " fault \(faults.joined(separator: ", "))" }
        if let explanation { text += ": \(explanation.prefix { $0 != "\n" })" }
        return text
    }
}
