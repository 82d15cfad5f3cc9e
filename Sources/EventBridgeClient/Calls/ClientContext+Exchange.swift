package import AWSWire
import HTTPMessages
import HTTPWire

extension ClientContext {
    /// Signs a request, rightly or wrongly, and exchanges it once: no retry, whatever the policy says.
    ///
    /// Added are `Host` before signing, what the signature needs, and `Content-Length` after; nothing else.
    package func exchange(_ call: PreparedCall) async -> RawOutcome {
        var request = call.request
        if !call.withheld.contains("host"), !request.fields.contains(named: "Host") {
            request.fields = HTTPFields(
                [HTTPField(name: "Host", value: endpoint.hostHeader)] + Array(request.fields))
        }
        let signer = Signer(
            credentials: credentials, region: region, service: ServiceModel.eventBridge.signingName,
            cache: connections.keys)
        signer.sign(&request, at: SigningTime(secondsSince1970: now()), options: call.deviations)
        if !call.withholdsLength, !request.fields.contains(named: "Content-Length"),
            !request.fields.contains(named: "Transfer-Encoding")
        {
            request.fields.append("Content-Length", String(request.body.count))
        }
        let result = await connections.client.send(request, to: origin, timeout: timeout, framing: .asGiven)
        return RawOutcome(sent: request, result: result)
    }

    /// Exchanges a call as often as the retry policy grants; each attempt is marked and signed anew.
    ///
    /// - Parameters:
    ///   - model: how an answer is read to decide about another attempt.
    ///   - note: told of each attempt but the last.
    package func exchangeWithRetries(
        _ call: PreparedCall, as model: OperationModel, note: (RawOutcome) -> Void
    ) async -> RepeatedOutcome {
        var call = call
        var attempts = Attempts(self)
        while true {
            attempts.mark(&call.request)
            let outcome = await exchange(call)
            let reading = outcome.answer.map { AWSJSON.interpret($0.response, as: model) }
            guard await attempts.goesOn(after: outcome, reading) else {
                return RepeatedOutcome(last: outcome, reading: reading, attempts: attempts.count)
            }
            note(outcome)
        }
    }

    /// The request target of operations at this endpoint: its path, or `/`.
    package var target: String { endpoint.target }
}
