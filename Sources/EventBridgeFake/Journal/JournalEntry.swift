public import HTTPMessages
import HTTPWire

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
    /// The request's head and body, then the answer's body: one piece is dropped faster than many.
    private let bytes: [UInt8]
    private let headCount: Int
    private let bodyCount: Int
    /// The request itself where its bytes may not say it all; nil for a call, which can be read again.
    private let original: HTTPRequest?
    /// The operation that the target names, where the service has it.
    public var operation: String?
    /// The access key that the request claims.
    public var accessKey: String?
    public var namespace: String
    public var verification: Verification
    private let status: Int?
    private let errorCode: String?
    private let requestID: String?
    /// Why it was refused; nil for what went well.
    var evidence: Explanation?
    /// The faults that befell it, by their titles.
    public var faults: [String]

    init(
        sequence: Int, receivedAt: Duration, connection: Int, request: HTTPRequest, rawHead: [UInt8],
        operation: String?, accessKey: String?, namespace: String, verification: Verification,
        answer: Answer, evidence: Explanation?, faults: [String]
    ) {
        self.sequence = sequence
        self.receivedAt = receivedAt
        self.connection = connection
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rawHead.count + request.body.count + answer.body.count)
        bytes += rawHead
        bytes += request.body
        bytes += answer.body
        self.bytes = bytes
        headCount = rawHead.count
        bodyCount = request.body.count
        original = operation == nil || rawHead.isEmpty ? request : nil
        self.operation = operation
        self.accessKey = accessKey
        self.namespace = namespace
        self.verification = verification
        status = answer.status
        errorCode = answer.errorCode
        requestID = answer.requestID
        self.evidence = evidence
        self.faults = faults
    }

    /// The bytes of the request line and the fields.
    public var rawHead: [UInt8] { Array(bytes[..<headCount]) }

    public var answer: Answer {
        Answer(
            status: status, errorCode: errorCode, requestID: requestID,
            body: Array(bytes[(headCount + bodyCount)...]))
    }

    /// The request; read anew from its bytes each time, because keeping it in parts costs a busy fake too much.
    public var request: HTTPRequest {
        if let original { return original }
        let body = Array(bytes[headCount..<(headCount + bodyCount)])
        return HTTPRequest(rawHead: rawHead, body: body) ?? HTTPRequest(method: "", target: "", body: body)
    }

    /// Why it was refused: one sentence, then the evidence. Never holds a secret; nil for what went well.
    public var explanation: String? { evidence?.text }

    /// The bytes that keeping it costs, roughly.
    var weight: Int { bytes.count + (evidence?.weight ?? 0) }
}

extension JournalEntry: CustomStringConvertible {
    /// One line for logs, without signature or token.
    public var description: String {
        var text = "#\(sequence) \(operation ?? request.method) \(status.map(String.init) ?? "-")"
        if let code = errorCode { text += " \(code)" }
        if !faults.isEmpty { text += " fault \(faults.joined(separator: ", "))" }
        if let explanation { text += ": \(explanation.prefix { $0 != "\n" })" }
        return text
    }
}
