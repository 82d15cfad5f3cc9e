import AWSWire
import EventBridgeClient
import HTTPMessages
import HTTPWire
import JSONTree
import Synchronization
import Testing

/// The standard mode, as measured with botocore.
struct RetryTests {
    /// Waits as asked for, kept instead of waited; every random number is the middle of the range.
    private final class Pauses: Sendable {
        let all = Mutex<[Duration]>([])

        func policy(_ maximumAttempts: Int = 3, base: Duration = .seconds(1)) -> RetryPolicy {
            .standard(maximumAttempts: maximumAttempts, base: base, random: { 1 << 63 }) { [self] duration in
                all.withLock { $0.append(duration) }
            }
        }
    }

    private static func error(_ status: Int, _ name: String) -> ServerAnswer {
        answer(status, #"{"__type":"\#(name)"}"#)
    }

    /// Answers, and how many attempts are made in standard mode.
    static let attempts: [(ServerAnswer, Int)] = [
        (error(500, "InternalException"), 3), (error(502, "X"), 3), (error(503, "X"), 3),
        (error(504, "X"), 3),
        (ServerAnswer(HTTPResponse(status: 503, body: Array("<html>".utf8))), 3),
        (error(400, "ThrottlingException"), 3), (error(400, "com.amazon.coral#Throttling"), 3),
        (error(400, "LimitExceededException"), 3), (error(400, "TooManyRequestsException"), 3),
        (error(400, "RequestLimitExceeded"), 3), (error(400, "RequestTimeoutException"), 3),
        (error(429, "X"), 1),
        (error(509, "X"), 1), (error(501, "X"), 1), (error(408, "X"), 1),
        (error(400, "ConcurrentModificationException"), 1), (error(400, "ResourceAlreadyExistsException"), 1),
        (error(400, "InvalidSignatureException"), 1), (error(403, "ExpiredTokenException"), 1),
        (answer(200, "{}"), 1), (answer(200, "nonsense"), 1), (ServerAnswer(steps: [.reset]), 3),
        (ServerAnswer(steps: [.close]), 3), (ServerAnswer(steps: [.bytes(Array("garbage\r\n".utf8))]), 1),
    ]

    @Test(arguments: attempts.indices)
    func `what is worth another attempt gets it`(index: Int) async throws {
        let (served, count) = Self.attempts[index]
        let pauses = Pauses()
        try await withEndpoint([served], retry: pauses.policy()) { context, received in
            let answer = await CreatePartnerEventSource.requestWithMetadata(context, input)
            #expect(answer.attempts == count)
            #expect(received.all.count == count)
            #expect(pauses.all.withLock { $0 } == Array([.seconds(0.5), .seconds(1)].prefix(count - 1)))
        }
    }

    @Test func `without a policy there is one attempt and no mark of attempts`() async throws {
        try await withEndpoint([Self.error(500, "InternalException")]) { context, received in
            let answer = await CreatePartnerEventSource.requestWithMetadata(context, input)
            #expect(answer.attempts == 1)
            #expect(received.all.count == 1)
            #expect(received.all.first?.fields.contains(named: "amz-sdk-invocation-id") == false)
        }
    }

    @Test func `attempts are numbered and say what belongs together, and each is signed`() async throws {
        let late = answer(
            500, #"{"__type":"InternalException"}"#, [("Date", "Fri, 15 Jan 2027 08:01:00 GMT")])
        let pauses = Pauses()
        try await withEndpoint([late, Self.error(500, "X"), answer(200, "{}")], retry: pauses.policy()) {
            context, received in
            let answer = await CreatePartnerEventSource.requestWithMetadata(context, input)
            #expect(answer.result == .success(.init(eventSourceARN: nil)))
            #expect(answer.attempts == 3)
            #expect(
                received.all.map { $0.fields["amz-sdk-request"] } == [
                    "attempt=1", "ttl=20270115T080105Z; attempt=2; max=3", "attempt=3; max=3",
                ])
            let identifiers = Set(received.all.map { $0.fields["amz-sdk-invocation-id"] })
            #expect(identifiers == ["80000000-0000-4000-8000-000000000000"])
            #expect(received.all.allSatisfy { $0.fields.all(named: "authorization").count == 1 })
            #expect(received.all.allSatisfy { $0.fields.all(named: "x-amz-date").count == 1 })
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, -1e12, 1.8e15])
    func `a clock that is wrong in any way gives a signature and no crash`(time: Double) async throws {
        let dated = answer(500, "{}", [("Date", "Fri, 9223372036854775807 Jan 2027 08:01:00 GMT")])
        let late = answer(500, "{}", [("Date", "Fri, 15 Jan 2027 08:01:00 GMT")])
        try await withEndpoint(
            [dated, late, answer(200, "{}")], timeout: .seconds(Int64.max), retry: Pauses().policy(),
            now: { time }
        ) { context, received in
            let result = await CreatePartnerEventSource.request(context, input)
            #expect(result == .success(.init(eventSourceARN: nil)))
            #expect(received.all.count == 3)
        }
    }

    @Test func `the wait grows to twenty seconds and no further`() async throws {
        let pauses = Pauses()
        try await withEndpoint([Self.error(500, "X")], retry: pauses.policy(8)) { context, _ in
            _ = await CreatePartnerEventSource.request(context, input)
            #expect(pauses.all.withLock { $0 } == [0.5, 1, 2, 4, 8, 10, 10].map { .seconds($0) })
        }
    }

    @Test func `the waits grow from the base that was given`() async throws {
        let pauses = Pauses()
        let policy = pauses.policy(4, base: .milliseconds(10))
        try await withEndpoint([Self.error(500, "X")], retry: policy) { context, _ in
            _ = await CreatePartnerEventSource.request(context, input)
            #expect(pauses.all.withLock { $0 } == [5, 10, 20].map { .milliseconds($0) })
        }
    }

    @Test func `each attempt of a prepared call is told with what was sent`() async throws {
        let call = PreparedCall(request: AWSJSON.request(.createPartnerEventSource, input: ["Name": "n"]))
        try await withEndpoint(
            [Self.error(503, "X"), ServerAnswer(steps: [.reset]), answer(200, "{}")],
            retry: Pauses().policy()
        ) { context, received in
            var earlier: [RawOutcome] = []
            let outcome = await context.exchangeWithRetries(call, as: .createPartnerEventSource) {
                earlier.append($0)
            }
            #expect(outcome.attempts == 3)
            #expect(outcome.reading == .success([:]))
            #expect(earlier.map { $0.answer?.response.status } == [503, nil])
            #expect(earlier.map(\.sent) + [outcome.last.sent] == received.all)
        }
    }

    @Test func `a quota of its own is whole again`() async throws {
        try await withEndpoint([Self.error(500, "X")], retry: Pauses().policy()) { context, received in
            for _ in 0..<60 {
                var own = context
                own.takeOwnQuota()
                _ = await CreatePartnerEventSource.request(own, input)
            }
            #expect(received.all.count == 180)
        }
    }

    @Test func `the quota of a client ends its further attempts`() async throws {
        let pauses = Pauses()
        try await withEndpoint([Self.error(500, "X")], retry: pauses.policy()) { context, received in
            for _ in 0..<60 { _ = await CreatePartnerEventSource.request(context, input) }
            // 500 tokens pay for 100 further attempts; after them every call is one attempt.
            #expect(received.all.count == 160)
        }
    }

    @Test func `a timeout is worth another attempt and costs twice as much`() async throws {
        let pauses = Pauses()
        try await withEndpoint(
            [ServerAnswer(steps: [.hang])], timeout: .milliseconds(20), retry: pauses.policy(2)
        ) {
            context, _ in
            var attempts = 0
            for _ in 0..<52 {
                attempts += await CreatePartnerEventSource.requestWithMetadata(context, input).attempts
            }
            #expect(attempts == 52 + 50)
        }
    }
}
