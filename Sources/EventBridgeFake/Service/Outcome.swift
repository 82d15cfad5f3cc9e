import AWSWire
import JSONTree

/// What a call comes to, before it is written as an answer.
enum Outcome: Hashable, Sendable {
    case success(JSONObject)
    case refusal(Refusal)
}

/// An error as the service says it, and why it does.
struct Refusal: Hashable, Sendable {
    /// How the error is written.
    enum Form: Hashable, Sendable {
        case json
        /// As the family's front says it, which knows no operation.
        case xml
    }

    var code: String
    var status: Int
    /// Nil where the answer has no message member.
    var message: String?
    /// The message's member: `message`, or `Message` where the family writes it so.
    var messageMember = "message"
    var form = Form.json
    var explanation: Explanation

    init(_ error: ErrorModel, message: String?, explanation: String) {
        code = error.name
        status = error.status
        self.message = message
        self.explanation = .text(explanation)
    }

    init(code: String, status: Int, message: String?, explanation: String) {
        self.code = code
        self.status = status
        self.message = message
        self.explanation = .text(explanation)
    }
}
