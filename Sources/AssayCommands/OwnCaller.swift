import AWSWire
import EventBridgeClient
import HTTPMessages
import HTTPWire
import JSONTree
import ScenarioLanguage
import ScenarioRunner

/// Assay's own client as a caller: sends what it is told, reads what comes back, hides nothing.
struct OwnCaller: Caller {
    private let context: ClientContext
    private let threads: SocketThreads
    private let clock: RunClock
    private let backoff: Duration
    private let repeatsLostCalls: Bool

    /// - Parameters:
    ///   - client: the connections that all calls share, but those to a target with an authority of its own.
    ///   - backoff: where a context has calls repeated, what the first wait is a random part of; the SDKs' is a second.
    ///   - repeatsLostCalls: whether a call is made again when its kept-alive connection ended before any answer.
    ///     A server may end an idle connection whenever it likes, and the end may cross the next request on the wire
    ///     (RFC 9112, section 9.5). On a new connection nothing is repeated, so a lost answer is still told.
    init(
        client: HTTPClient, threads: SocketThreads, clock: RunClock, backoff: Duration, repeatsLostCalls: Bool
    ) {
        // Endpoint, region, credentials and timeout come with each order.
        let configuration = ClientConfiguration(
            endpoint: Endpoint(scheme: .http, host: "localhost"), region: "us-east-1", credentials: .example,
            timeout: .seconds(30), now: clock.secondsSince1970)
        self.threads = threads
        self.clock = clock
        self.backoff = backoff
        self.repeatsLostCalls = repeatsLostCalls
        context = ClientContext(configuration, connections: .init(client: client))
    }

    var kind: CallerKind { .own }

    func call(_ order: CallOrder) async -> CallReport {
        guard let authority = order.authority else { return await make(order) }
        let configuration = HTTPClientConfiguration(trust: .pem(authority))
        return await withHTTPClient(configuration, threads: threads) { client in
            await OwnCaller(
                client: client, threads: threads, clock: clock, backoff: backoff,
                repeatsLostCalls: repeatsLostCalls
            ).make(order)
        }
    }

    private func make(_ order: CallOrder) async -> CallReport {
        var context = context
        context.turn(to: order.endpoint)
        context.region = order.region
        context.credentials = order.credentials
        context.timeout = order.timeout
        let prepared = prepared(order)
        if let attempts = order.maximumAttempts {
            return await repeated(prepared, order, attempts: attempts, in: context)
        }
        var outcome = await context.exchange(prepared)
        while repeatsLostCalls, case .failure(let failure) = outcome.result, Self.isLost(failure) {
            outcome = await context.exchange(prepared)
        }
        return report(outcome, order)
    }

    private func report(_ outcome: RawOutcome, _ order: CallOrder) -> CallReport {
        switch outcome.result {
        case .success(let exchange):
            let response = exchange.response
            return CallReport(
                answer: ObservedAnswer(
                    outcome: meaning(of: exchange, for: order.operation), status: response.status,
                    headers: response.fields, body: response.body, elapsed: exchange.timing.total),
                sent: outcome.sent, received: exchange.rawAnswer + exchange.surplus, refusal: nil,
                wasTargetReached: true)
        case .failure(let failure):
            return report(failure, sent: outcome.sent)
        }
    }

    /// Makes a call that the context has repeated, in the standard mode of the SDKs, within the order's budget.
    private func repeated(
        _ prepared: PreparedCall, _ order: CallOrder, attempts: Int, in context: ClientContext
    ) async -> CallReport {
        var context = context
        let random = SeededBits(seed: order.seed)
        let clock = clock
        context.retry = .standard(
            maximumAttempts: attempts, base: backoff, random: { random.next() }, pause: clock.wait)
        // Calls of other cases must not use up what this one may spend.
        context.takeOwnQuota()
        let began = clock.elapsed()
        let model = order.operation ?? Self.anyOperation
        let outcomes = await withinBudget(order.budget) { [context] in
            var outcomes: [RawOutcome] = []
            outcomes.append(
                await context.exchangeWithRetries(prepared, as: model) { outcomes.append($0) }.last)
            return outcomes
        }
        var reports = (outcomes ?? []).map { self.report($0, order) }
        guard var report = reports.popLast() else { return .refused(because: "there was no time for it") }
        report.earlier = reports
        report.answer.elapsed = clock.elapsed() - began
        return report
    }

    /// Cancels the body once the time is up; what it has come to by then is the result.
    private func withinBudget<Result: Sendable>(
        _ budget: Duration, _ body: @escaping @Sendable () async -> Result
    ) async -> Result? {
        await withTaskGroup(of: Result?.self) { group in
            group.addTask { await body() }
            group.addTask { [clock] in
                await clock.wait(budget)
                return nil
            }
            var result: Result?
            for await ended in group {
                group.cancelAll()
                result = result ?? ended
            }
            return result
        }
    }

    /// Whether the peer ended a connection that had served before, without a byte of an answer.
    ///
    /// Each such failure uses up one kept connection, so that a new one comes in the end.
    private static func isLost(_ failure: TransportFailure) -> Bool {
        guard failure.isReusedConnection, failure.received.isEmpty else { return false }
        return failure.kind == .closedEarly || failure.kind == .reset
    }

    private static let trustRemedy = "; --ca-bundle FILE or AWS_CA_BUNDLE names further authorities"

    private func report(_ failure: TransportFailure, sent: HTTPRequest) -> CallReport {
        let (kind, isReached): (FailureKind, Bool) =
            switch failure.kind {
            case .nameLookup: (.nameLookup, false)
            case .connect: (.connect, false)
            case .tls: (.tls, true)
            case .reset: (.reset, true)
            case .closedEarly: (.closedEarly, true)
            // A deadline that passed before anything stood there to answer tells nothing about the target.
            case .timeout: (.timeout, failure.wasSent)
            case .malformedHTTP: (.malformedHTTP, true)
            case .tooLarge: (.tooLarge, true)
            }
        let remedy = failure.kind == .tls && failure.message.contains("authority") ? Self.trustRemedy : ""
        return CallReport(
            answer: ObservedAnswer(
                outcome: .failure(kind, message: failure.message + remedy), status: nil, headers: nil,
                body: nil,
                elapsed: failure.elapsed),
            sent: isReached ? sent : nil, received: failure.received.isEmpty ? nil : failure.received,
            refusal: nil, wasTargetReached: isReached)
    }

    private func meaning(of exchange: HTTPExchange, for operation: OperationModel?) -> ObservedAnswer.Outcome
    {
        guard exchange.surplus.isEmpty else {
            let message = "the answer goes on after its end (bytes too many: \(exchange.surplus.count))"
            return .failure(.malformedHTTP, message: message)
        }
        return switch AWSJSON.interpret(exchange.response, as: operation ?? Self.anyOperation) {
        case .success(let object):
            .success(.object(object))
        case .serviceError(let error):
            .error(ObservedError(name: error.name, namespace: error.namespace, message: error.message))
        case .unreadable(let unreadable):
            .failure(.unreadable, message: unreadable.description)
        }
    }

    /// Stands for the operation of a raw request that names none: any object is an output of it.
    private static let anyOperation = OperationModel(
        name: "", side: .partner, input: [], output: [], errors: [])

    private func prepared(_ order: CallOrder) -> PreparedCall {
        switch order.request {
        case .call(let operation, let input):
            var call = PreparedCall(operation, body: JSONWriter.bytes(input), target: order.endpoint.target)
            call.deviations = order.signing
            return call
        case .send(var request, _, let omitted):
            if order.endpoint.path != "/", request.target.hasPrefix("/") {
                request.target = order.endpoint.target.dropLast() + request.target
            }
            var signing = order.signing
            // What the signer would write stands as the scenario wrote it, or not at all.
            for name in ["Authorization", "X-Amz-Date", "X-Amz-Security-Token"] {
                if let value = request.fields[name] {
                    request.fields.remove(name)
                    signing.headersAfter.insert(.init(name: name, value: value), at: 0)
                } else if omitted.contains(name.lowercased()) {
                    signing.headersAfter.insert(.init(name: name, value: nil), at: 0)
                }
            }
            return PreparedCall(request: request, deviations: signing, withheld: omitted)
        }
    }
}
