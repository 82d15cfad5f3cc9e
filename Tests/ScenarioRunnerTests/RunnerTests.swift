import AWSWire
import JSONTree
import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct RunnerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let scenario: String
        let report: CallReport
        let verdict: Verdict
        var kinds: [String] = []
        var reason: String?

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "a success", scenario: create(), report: .success(["EventSourceArn": "arn"]),
            verdict: .passed),
        Row(
            name: "an error instead", scenario: create(), report: .error("LimitExceededException"),
            verdict: .failed,
            kinds: ["response"]),
        Row(
            name: "the error expected", scenario: create(expect: "error: LimitExceededException"),
            report: .error("LimitExceededException"), verdict: .passed),
        Row(
            name: "the error with another status", scenario: create(expect: "error: LimitExceededException"),
            report: .error("LimitExceededException", status: 409), verdict: .failed, kinds: ["status"]),
        Row(
            name: "a success instead of the error", scenario: create(expect: "error: LimitExceededException"),
            report: .success(), verdict: .failed, kinds: ["error"]),
        Row(
            name: "a reset", scenario: create(), report: .failure(.reset), verdict: .failed,
            kinds: ["response"]),
        Row(
            name: "a timeout of a target that was there", scenario: create(), report: .failure(.timeout),
            verdict: .failed, kinds: ["response"]),
        Row(
            name: "a reset that was expected", scenario: create(expect: "failure: [reset, closed-early]"),
            report: .failure(.reset), verdict: .passed),
        Row(
            name: "a target that is not there", scenario: create(),
            report: .failure(.connect, isReached: false),
            verdict: .inconclusive, reason: "the target was not reached: it broke [connect]"),
        Row(
            name: "a name that is not there", scenario: create(expect: "error: LimitExceededException"),
            report: .failure(.nameLookup, isReached: false), verdict: .inconclusive,
            reason: "the target was not reached: it broke [name-lookup]"),
        Row(
            name: "a missing target that was expected", scenario: create(expect: "failure: connect"),
            report: .failure(.connect, isReached: false), verdict: .passed),
        Row(
            name: "a call that was not made", scenario: create(), report: .refused(because: "no budget"),
            verdict: .inconclusive, reason: "the call was not made: no budget"),
        Row(
            name: "an answer too late", scenario: create(expect: "within: 5ms"),
            report: .success(elapsed: .milliseconds(6)), verdict: .failed, kinds: ["within"]),
        Row(
            name: "an environment variable that is not set",
            scenario: create(step: "name: needs ${env.ASSAY_TEST}\nas: x")
                .replacing("as: x", with: "delay: 1ms")
                .replacing("needs ${env.ASSAY_TEST}", with: "needs it")
                .replacing("Account: \"${account}\"", with: "Account: \"${env.ASSAY_TEST}\""),
            report: .success(), verdict: .inconclusive,
            reason: "step 'needs it': the environment variable 'ASSAY_TEST' is not set"),
        Row(
            name: "a skip", scenario: create(top: "skip: not today"), report: .success(), verdict: .skipped,
            reason: "not today"),
        Row(
            name: "a case for clients under test", scenario: create(top: "callers: [client]"),
            report: .success(),
            verdict: .skipped, reason: "only for a client under test"),
    ]

    @Test(arguments: rows)
    func `what comes decides the verdict`(row: Row) async throws {
        let bench = Bench()
        let summary = try await bench.run(row.scenario, caller: ScriptedCaller { _, _ in row.report })
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == row.verdict)
        #expect(finished.problems.map(\.kind) == row.kinds)
        #expect(finished.reason == row.reason)
        #expect(summary.counts.total == 1)
    }

    @Test func `a step that fails ends the case, and finally is carried out`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { order, _ in
            order.operation?.name == "DeletePartnerEventSource"
                ? .success() : .error("InternalException", status: 500)
        }
        try await bench.run(
            """
            assay: 1
            scenario: Two steps
            steps:
              - call: CreatePartnerEventSource
                input: { Name: aws.partner/a/b, Account: "${account}" }
              - call: DescribePartnerEventSource
                input: { Name: aws.partner/a/b }
            finally:
              - call: DeletePartnerEventSource
                input: { Name: aws.partner/a/b, Account: "${account}" }
            """, caller: caller)
        #expect(caller.operations == ["CreatePartnerEventSource", "DeletePartnerEventSource"])
        #expect(bench.recorder.finished.map(\.verdict) == [.failed])
    }

    @Test func `what goes wrong in finally is a warning`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { order, _ in
            order.operation?.name == "DeletePartnerEventSource"
                ? .error("InternalException", status: 500) : .success()
        }
        try await bench.run(
            create()
                + "\nfinally:\n  - call: DeletePartnerEventSource\n    input: { Name: aws.partner/a/b, Account: \"1\" }\n",
            caller: caller)
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == .passed)
        #expect(finished.warnings.count == 1)
        #expect(finished.warnings.first?.hasPrefix("finally, ") == true)
    }

    @Test func `a cleanup that needs a capture that was never made is left out`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { _, _ in .error("InternalException", status: 500) }
        try await bench.run(
            """
            assay: 1
            scenario: Captured
            steps:
              - call: ListPartnerEventSources
                input: { NamePrefix: aws.partner/a/ }
                capture: { first: "PartnerEventSources[0].Name" }
            finally:
              - call: DeletePartnerEventSource
                input: { Name: "${first}", Account: "${account}" }
            """, caller: caller)
        #expect(caller.operations == ["ListPartnerEventSources"])
        #expect(bench.recorder.finished.first?.warnings == [])
    }

    @Test func `a capture that is not in the answer fails the case`() async throws {
        let bench = Bench()
        try await bench.run(
            """
            assay: 1
            scenario: Captured
            steps:
              - call: CreatePartnerEventSource
                input: { Name: aws.partner/a/b, Account: "${account}" }
                capture: { arn: EventSourceArn }
              - call: DescribePartnerEventSource
                input: { Name: "${arn}" }
            """, caller: ScriptedCaller { _, _ in .success() })
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == .failed)
        #expect(finished.problems.first?.message.contains("EventSourceArn") == true)
    }

    @Test func `a captured value goes into later steps`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { _, number in .success(["EventSourceArn": .string("arn-\(number)")]) }
        try await bench.run(
            """
            assay: 1
            scenario: Captured
            steps:
              - call: CreatePartnerEventSource
                input: { Name: aws.partner/a/b, Account: "${account}" }
                capture: { arn: EventSourceArn }
              - call: DescribePartnerEventSource
                input: { Name: "${arn}" }
            """, caller: caller)
        #expect(bench.recorder.finished.map(\.verdict) == [.passed])
        guard case .call(_, let input)? = caller.orders.last?.request else {
            Issue.record("the last order is no call")
            return
        }
        #expect(input["Name"] == "arn-1")
    }

    @Test func `a step is repeated until all is as expected`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { _, number in
            number < 4 ? .error("InternalException", status: 500) : .success()
        }
        let retry = "retry: { until: passed, for: 10s, every: 1s, backoff: 2 }"
        try await bench.run(create(step: retry), caller: caller)
        #expect(bench.recorder.finished.map(\.verdict) == [.passed])
        #expect(bench.recorder.steps.map(\.attempt) == [1, 2, 3, 4])
        #expect(bench.manual.clock.elapsed() == .seconds(7))
    }

    @Test func `a step is not repeated for longer than it says`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { _, _ in .error("InternalException", status: 500) }
        try await bench.run(
            create(step: "retry: { until: passed, for: 3s, every: 1s }"), caller: caller)
        #expect(caller.orders.count == 4)
        #expect(bench.recorder.finished.map(\.verdict) == [.failed])
    }

    @Test func `calls made together are counted by kind`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { _, number in
            number == 3 ? .success() : .error("ResourceAlreadyExistsException")
        }
        let expect =
            "answers:\n  - { count: 1, response: {} }\n  - { count: 7, error: ResourceAlreadyExistsException }"
        try await bench.run(create(expect: expect, step: "together: 8"), caller: caller)
        #expect(bench.recorder.finished.map(\.verdict) == [.passed])
        #expect(bench.recorder.exchanges.map(\.call) == Array(1...8))
    }

    @Test func `one of several calls that goes wrong is shown with its own exchange`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { order, _ in
            guard case .call(_, let input) = order.request, input["Name"]?.string?.hasSuffix("/2") == true
            else {
                return .success()
            }
            return .error("InternalException", status: 500)
        }
        let text = create(step: "together: 3").replacing("${unique}", with: "${index}")
        try await bench.run(text, caller: caller)
        let problem = try #require(bench.recorder.finished.first?.problems.first)
        #expect(problem.message.contains("call 2"))
        #expect(problem.text.contains("InternalException"))
    }

    @Test func `a case past its time has failed, even where a timeout was expected`() async throws {
        let bench = Bench()
        let manual = bench.manual
        let caller = ScriptedCaller { order, _ in
            manual.advance(by: order.timeout)
            return .failure(.timeout)
        }
        try await bench.run(create(expect: "failure: timeout", top: "timeout: 5s"), caller: caller)
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == .failed)
        #expect(finished.problems.map(\.kind) == ["timeout"])
        #expect(caller.orders.map(\.timeout) == [.seconds(5)])
    }

    @Test func `a timeout of the call itself can be expected`() async throws {
        let bench = Bench()
        let caller = ScriptedCaller { _, _ in .failure(.timeout) }
        try await bench.run(create(expect: "failure: timeout", step: "timeout: 2s"), caller: caller)
        #expect(bench.recorder.finished.map(\.verdict) == [.passed])
        #expect(caller.orders.map(\.timeout) == [.seconds(2)])
    }

    @Test func `a target that does not start leaves the case open`() async throws {
        var bench = Bench()
        bench.target.unavailable = "the fake did not start"
        try await bench.run(create(), caller: ScriptedCaller { _, _ in .success() })
        let finished = try #require(bench.recorder.finished.first)
        #expect(finished.verdict == .inconclusive)
        #expect(finished.reason == "the fake did not start")
    }

    @Test func `the whole story is told in order`() async throws {
        let bench = Bench()
        try await bench.run(create(), create(title: "Another"), caller: ScriptedCaller { _, _ in .success() })
        #expect(
            bench.recorder.events.map(\.kind) == [
                .runStarted, .casePlanned, .casePlanned, .caseStarted, .exchange, .step, .check,
                .caseFinished,
                .caseStarted, .exchange, .step, .check, .caseFinished, .runFinished,
            ])
    }

    @Test(arguments: [1, 4])
    func `every planned case ends exactly once, whatever the number of jobs`(jobs: Int) async throws {
        var bench = Bench()
        bench.jobs = jobs
        let rows = (1...50).map { "  - { case: number \($0), n: \($0) }" }.joined(separator: "\n")
        let text = create(top: "cases:\n\(rows)").replacing("${unique}", with: "${n}")
        let summary = try await bench.run(text, caller: ScriptedCaller { _, _ in .success() })
        #expect(bench.recorder.finished.map(\.index) == Array(0..<50))
        #expect(summary.counts.passed == 50)
    }

    @Test func `after a failed disk no further case is started`() async throws {
        var bench = Bench()
        bench.recorder = EventList(failingAfter: 6)
        let caller = ScriptedCaller { _, _ in .success() }
        let summary = try await bench.run(create(), create(title: "Another"), caller: caller)
        #expect(summary.recordFailure?.reason == "no space is left on the device")
        #expect(caller.orders.count == 1)
    }

    @Test func `secrets, tokens and signatures are in no event`() async throws {
        let bench = Bench()
        let echo = CallReport.error("AccessDenied", message: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        try await bench.run(
            create(expect: "error: { message: nothing }", top: "context: { session-token: true }"),
            caller: ScriptedCaller { _, _ in echo })
        #expect(bench.recorder.finished.map(\.verdict) == [.failed])
        for event in bench.recorder.events {
            let line = String(decoding: event.line, as: UTF8.self)
            #expect(!line.contains("wJalrXUtnFEMI"))
            #expect(!line.contains("TOKENEXAMPLE"))
            #expect(!line.contains(CallReport.signature))
        }
        let request = try #require(bench.recorder.exchanges.first?.request)
        let text = String(decoding: request, as: UTF8.self)
        #expect(!text.contains(CallReport.signature))
        #expect(text.contains("Signature=[signature "))
    }
}
