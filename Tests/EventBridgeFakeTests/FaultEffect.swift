import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire

/// What a create comes to under a fault, and whether the source is there afterwards.
struct FaultEffect {
    var steps: [AnswerStep]
    var exists: Bool
    var journal: JournalEntry?

    /// The bytes sent, framed answers as they would be.
    var text: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .bytes(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .response(let response): text += "<\(response.status)>"
            case .wait(let time): text += "<wait \(time)>"
            case .reset: text += "<reset>"
            case .close: text += "<close>"
            case .halfClose: text += "<half-close>"
            case .hang: text += "<hang>"
            case .later: text += "<later>"
            }
        }
    }

    var response: HTTPResponse? {
        if case .response(let response)? = steps.last { response } else { nil }
    }
}

extension FaultEffect {
    /// Sends a right create to a desk with this fault armed.
    init(
        _ name: FaultName, _ values: [String: FaultValue] = [:], _ prepare: (Desk) -> Void = { _ in }
    ) throws {
        let desk = Desk()
        prepare(desk)
        _ = desk.arm(Fault(try FaultAction(name, values), seed: 3))
        let steps = desk.steps(desk.request())
        let sources = desk.service.sources(of: FakeCredential.defaultNamespace)
        self.init(
            steps: steps, exists: sources.contains { $0.name == Desk.name },
            journal: desk.service.journal.last)
    }

    /// The body of the answer to a right create.
    static let plainBody = #"{"EventSourceArn":"arn:aws:events:us-east-1::event-source/\#(Desk.name)"}"#
}
