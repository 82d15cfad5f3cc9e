import AWSWire
import HTTPMessages
import RunEvents
import ScenarioLanguage

/// One call of a step: what was ordered, what came, and how both are written down.
struct StepExchange: Sendable {
    /// The place among calls that were made together, from 1.
    let call: Int
    /// The place among the requests that the caller made for this call by itself, from 1.
    let sending: Int
    let order: CallOrder
    let report: CallReport
    /// Replaces what must not be seen.
    let parts: RedactedParts
    /// The target's word on the signature.
    let verification: String?
    /// The caller's requests for this call before this one.
    var earlier: [StepExchange] = []

    /// The request's bytes, redacted, as many as are kept.
    var request: [UInt8]? { report.sent.map { parts.kept(wireBytes(of: $0)) } }

    /// The answer's bytes, redacted, as many as are kept.
    var response: [UInt8]? { report.received.map(parts.kept) }

    /// Why there is no whole answer, redacted.
    var failure: ExchangeRecord.Failure? {
        guard case .failure(let kind, let message) = report.answer.outcome else { return nil }
        return ExchangeRecord.Failure(kind: kind.rawValue, message: parts.redact(message))
    }

    /// What came of it in one word.
    var word: String {
        switch report.answer.outcome {
        case .success: "success"
        case .error(let error): parts.redact(error.name)
        case .failure(let kind, _): kind.rawValue
        }
    }

    /// Where the call went, with the path of its request.
    var url: String {
        let endpoint = order.endpoint
        let target = report.sent?.target ?? endpoint.target
        return parts.redact("\(endpoint.scheme.rawValue)://\(endpoint.hostHeader)\(target)")
    }
}

/// The bytes of a request as they go over the wire.
private func wireBytes(of request: HTTPRequest) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512 + request.body.count)
    bytes += request.method.utf8
    bytes.append(0x20)
    bytes += request.target.utf8
    bytes += " HTTP/1.1\r\n".utf8
    for field in request.fields {
        bytes += field.name.utf8
        bytes += ": ".utf8
        bytes += field.value.utf8
        bytes += "\r\n".utf8
    }
    bytes += "\r\n".utf8
    bytes += request.body
    return bytes
}

extension StepRun {
    /// Puts orders, reports and what the target saw side by side.
    func exchanges(
        _ orders: [CallOrder], _ reports: [CallReport], witnessed: [WitnessedSignature]
    ) -> [StepExchange] {
        var unclaimed = witnessed
        return zip(orders, reports).enumerated().map { index, pair in
            let (order, report) = pair
            var all = (report.earlier + [report]).enumerated().map { place, report in
                StepExchange(
                    call: index + 1, sending: place + 1, order: order, report: report,
                    parts: caseRun.context.redactor.cover(request: report.sent, secrets: scene.secrets),
                    verification: Self.claim(report.sent, of: &unclaimed))
            }
            var last = all.removeLast()
            last.earlier = all
            return last
        }
    }

    /// The target's word on the request's signature, taken from those that no other request has claimed.
    private static func claim(_ sent: HTTPRequest?, of unclaimed: inout [WitnessedSignature]) -> String? {
        guard let sent else { return nil }
        let authorization = sent.fields["Authorization"]
        let place = unclaimed.firstIndex { $0.authorization == authorization && $0.body == sent.body }
        return place.map { unclaimed.remove(at: $0).signature.rawValue }
    }

    /// Tells the recorder what went over the wire.
    func record(_ exchanges: [StepExchange], attempt: Int, elapsed: Duration) {
        let sink = caseRun.context.sink
        for exchange in exchanges.flatMap({ $0.earlier + [$0] }) {
            sink.record(
                .exchange(
                    ExchangeRecord(
                        caseIndex: caseRun.index, step: number, attempt: attempt, call: exchange.call,
                        sending: exchange.sending,
                        request: exchange.request, response: exchange.response, failure: exchange.failure,
                        verification: exchange.verification)))
        }
        let words = exchanges.map(\.word)
        let isAlike = words.allSatisfy { $0 == words.first }
        sink.record(
            .step(
                StepRecord(
                    caseIndex: caseRun.index, step: number, name: step.name, operation: operationName,
                    attempt: attempt, elapsed: elapsed,
                    result: isAlike ? words.first ?? "nothing" : words.joined(separator: ", "))))
    }

    private var operationName: String {
        switch step.action {
        case .call(let operation, _): operation.name
        case .send: "send"
        }
    }
}
