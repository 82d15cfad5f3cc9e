import AWSWire
import Diagnostics
import HTTPMessages
import JSONTree
import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Synchronization
import Testing

/// A caller that answers by a script and keeps what it was ordered.
final class ScriptedCaller: Caller {
    let kind: CallerKind
    private let script: @Sendable (CallOrder, _ number: Int) async -> CallReport
    private let taken = Mutex<[CallOrder]>([])

    init(
        kind: CallerKind = .own, _ script: @escaping @Sendable (CallOrder, _ number: Int) async -> CallReport
    ) {
        self.kind = kind
        self.script = script
    }

    var orders: [CallOrder] { taken.withLock { $0 } }
    /// The names of the operations called, in order.
    var operations: [String] { orders.map { $0.operation?.name ?? "send" } }

    func call(_ order: CallOrder) async -> CallReport {
        let number = taken.withLock { taken in
            taken.append(order)
            return taken.count
        }
        return await script(order, number)
    }
}

/// A target that lends one address to every case.
struct ScriptedTarget: Target {
    var abilities = TargetAbilities(
        name: "the script", canBePrepared: true, hasJournal: true, showsState: true,
        hasTemporaryCredentials: true,
        onlyRegion: nil)
    var requests: [ObservedRequest] = []
    var sources: [ObservedSource] = []
    var unavailable: String?
    /// Told how far the clock is moved.
    var moveClock: (@Sendable (Duration) -> Void)?

    func withCase<Result: Sendable>(
        _ setup: CaseSetup, _ body: (CaseTarget) async -> Result
    ) async throws(TargetUnavailable) -> Result {
        if let unavailable { throw TargetUnavailable(reason: unavailable) }
        let requests = requests
        let held = sources
        var journal: CaseJournal?
        if abilities.hasJournal {
            journal = CaseJournal(
                count: { 0 },
                signatures: { _ in
                    requests.map { seen in
                        WitnessedSignature(
                            authorization: seen.request.fields["Authorization"], body: seen.request.body,
                            signature: seen.signature)
                    }
                }, requests: { _ in requests })
        }
        var sources: (@Sendable () -> [ObservedSource])?
        if abilities.showsState { sources = { held } }
        let target = CaseTarget(
            endpoint: Endpoint(scheme: .http, host: "127.0.0.1", port: 4010), region: setup.region,
            credentials: setup.wantsTemporaryCredentials ? .temporaryExample : .example, authority: nil,
            journal: journal,
            sources: sources, moveClock: moveClock)
        return await body(target)
    }
}

/// Keeps the events of a run in memory.
final class EventList: EventRecorder {
    private let list = Mutex<[RunEvent]>([])
    private let limit: Int

    init(failingAfter limit: Int = .max) {
        self.limit = limit
    }

    var events: [RunEvent] { list.withLock { $0 } }

    func record(_ event: RunEvent) throws(RecordFailure) {
        let isFull = list.withLock { list in
            guard list.count < limit else { return true }
            list.append(event)
            return false
        }
        if isFull { throw RecordFailure(path: "run.jsonl", reason: "no space is left on the device") }
    }

    var finished: [CaseFinished] {
        events.compactMap { if case .caseFinished(let finished) = $0 { finished } else { nil } }
            .sorted { $0.index < $1.index }
    }

    var checks: [CheckRecord] { events.compactMap { if case .check(let check) = $0 { check } else { nil } } }
    var steps: [StepRecord] { events.compactMap { if case .step(let step) = $0 { step } else { nil } } }
    var exchanges: [ExchangeRecord] {
        events.compactMap { if case .exchange(let exchange) = $0 { exchange } else { nil } }
    }
}

/// A clock that stands still but for those who wait.
final class ManualClock: Sendable {
    private let now = Mutex(Duration.zero)

    var clock: RunClock {
        RunClock(
            elapsed: { self.now.withLock { $0 } },
            secondsSince1970: { 1_795_000_000 + self.now.withLock { $0 }.inSeconds },
            wait: { duration in self.advance(by: duration) })
    }

    func advance(by duration: Duration) {
        now.withLock { $0 += max(.zero, duration) }
    }
}

extension CallReport {
    /// An answer of the service that came as it should.
    static func success(_ members: JSONObject = [:], elapsed: Duration = .milliseconds(1)) -> CallReport {
        answer(status: 200, body: JSONWriter.bytes(.object(members)), .success(.object(members)), elapsed)
    }

    /// An error that the service answered with.
    static func error(_ name: String, status: Int = 400, message: String? = nil) -> CallReport {
        answer(
            status: status, body: Array("{\"__type\":\"\(name)\"}".utf8),
            .error(ObservedError(name: name, message: message)), .milliseconds(1))
    }

    /// No readable answer.
    static func failure(_ kind: FailureKind, isReached: Bool = true) -> CallReport {
        CallReport(
            answer: ObservedAnswer(
                outcome: .failure(kind, message: "it broke"), status: nil, headers: nil, body: nil,
                elapsed: .milliseconds(1)),
            sent: isReached ? signed : nil, received: nil, refusal: nil, wasTargetReached: isReached)
    }

    private static func answer(
        status: Int, body: [UInt8], _ outcome: ObservedAnswer.Outcome, _ elapsed: Duration
    ) -> CallReport {
        CallReport(
            answer: ObservedAnswer(
                outcome: outcome, status: status, headers: [("Content-Type", "application/x-amz-json-1.1")],
                body: body,
                elapsed: elapsed),
            sent: signed, received: Array("HTTP/1.1 \(status) Some\r\n\r\n".utf8) + body, refusal: nil,
            wasTargetReached: true)
    }

    static let signature = String(repeating: "5a", count: 32)

    private static let signed = HTTPRequest(
        method: "POST", target: "/",
        fields: [
            ("Host", "127.0.0.1:4010"),
            (
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/events/aws4_request, "
                    + "SignedHeaders=host, Signature=\(signature)"
            ),
            ("X-Amz-Security-Token", "TOKENEXAMPLE"),
        ], body: Array("{}".utf8))
}

/// Reads scenarios and runs them against a script.
struct Bench {
    var target = ScriptedTarget()
    var manual = ManualClock()
    var stop = StopSignal()
    var recorder = EventList()
    var requirements = RequirementCatalogue([])
    var environment: [String: String] = [:]
    var jobs = 1
    var failsFast = false
    var seed: UInt64 = 1
    var isShuffled = false
    var uniquePrefix: String?

    func read(_ text: String, file: String = "S/one.yaml") throws -> Scenario {
        let reader = ScenarioReader(catalogue: requirements, overrides: [:])
        let read = reader.read(text, file: file) { _ in nil }
        let errors = read.diagnostics.filter { $0.severity == .error }.map(\.description)
        try #require(errors.isEmpty, "\(errors)")
        return try #require(read.scenario)
    }

    func plan(_ texts: [String]) throws -> Plan {
        var scenarios: [Scenario] = []
        for (number, text) in texts.enumerated() {
            scenarios.append(try read(text, file: "S/\(number + 1).yaml"))
        }
        return Plan(Selection().cases(of: scenarios), seed: seed, isShuffled: isShuffled)
    }

    @discardableResult
    func run(_ texts: String..., caller: ScriptedCaller) async throws -> RunSummary {
        let plan = try plan(texts)
        let environment = environment
        let options = RunOptions(
            jobs: jobs, failsFast: failsFast, callTimeout: .seconds(30), caseTimeout: .seconds(120),
            cleanupTimeout: .seconds(30), region: "us-east-1", partition: { _ in "aws" },
            partner: "example.com",
            account: "123456789012", environment: { environment[$0] }, uniquePrefix: uniquePrefix,
            requirements: requirements, excerpt: { _ in nil })
        let header = RunHeader(
            assay: "0", started: "2026-11-23T12:00:00Z", target: "script", caller: "own", region: "us-east-1",
            seed: plan.seed, planDigest: plan.digest, jobs: jobs, shard: nil, host: nil,
            caseCount: plan.entries.count)
        return await Runner(
            plan: plan, caller: caller, target: target, recorder: recorder, clock: manual.clock,
            redactor: Redactor(key: 1), options: options, stop: stop
        ).run(header)
    }
}

/// A scenario of one create, with what stands in its `expect` and at the top of the file.
func create(expect: String = "", step: String = "", top: String = "", title: String = "One create") -> String
{
    """
    assay: 1
    scenario: \(title)
    \(top)
    steps:
      - call: CreatePartnerEventSource
        input: { Name: "aws.partner/example.com/${unique}", Account: "${account}" }
    \(step.isEmpty ? "" : step.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
    \(expect.isEmpty ? "" : "    expect:\n" + expect.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
    """
}
