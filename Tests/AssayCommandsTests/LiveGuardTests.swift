import AWSWire
import AssayCommands
import HTTPMessages
import JSONTree
import ScenarioLanguage
import ScenarioRunner
import Testing

/// Answers every call alike.
private struct AlwaysCaller: Caller {
    let outcome: ObservedAnswer.Outcome
    var status: Int? = 200
    var isReached = true
    /// The outcome of an attempt before, which the caller repeated.
    var earlier: ObservedAnswer.Outcome?
    var earlierStatus: Int?

    var kind: CallerKind { .own }

    func call(_ order: CallOrder) async -> CallReport {
        var report = report(outcome, status)
        report.earlier = earlier.map { [self.report($0, earlierStatus)] } ?? []
        return report
    }

    private func report(_ outcome: ObservedAnswer.Outcome, _ status: Int?) -> CallReport {
        CallReport(
            answer: ObservedAnswer(outcome: outcome, status: status, headers: nil, body: nil, elapsed: .zero),
            sent: nil, received: nil, refusal: nil, wasTargetReached: isReached)
    }
}

@Suite struct LiveGuardTests {
    static let clock = RunClock(elapsed: { .zero }, secondsSince1970: { 5 }, wait: { _ in })

    private func order(
        _ operation: OperationModel = .createPartnerEventSource, account: String = "123456789012",
        region: String = "us-east-1"
    ) -> CallOrder {
        order(
            .call(operation, input: ["Name": "aws.partner/a/b", "Account": .string(account)]), region: region)
    }

    private func order(_ request: CallOrder.Request, region: String = "us-east-1") -> CallOrder {
        CallOrder(
            endpoint: Endpoint(scheme: .https, host: "events.us-east-1.amazonaws.com"), region: region,
            credentials: .example, authority: nil, request: request, signing: .none, context: CallContext(),
            timeout: .seconds(1), budget: .seconds(1), expectsSilence: false, seed: 0)
    }

    private func live(_ caller: AlwaysCaller, _ ledger: LedgerFile, maximumCreates: Int = 2) -> LiveGuard {
        LiveGuard(
            caller, accounts: ["123456789012"], regions: ["us-east-1"], maximumCreates: maximumCreates,
            ledger: ledger, clock: Self.clock)
    }

    private static let success = ObservedAnswer.Outcome.success(.object([:]))
    private static let refusal = ObservedAnswer.Outcome.error(
        ObservedError(name: "ResourceAlreadyExistsException", message: nil))

    @Test(arguments: [
        (AlwaysCaller(outcome: success), [LedgerEntry.Event.create, .created], 1),
        (AlwaysCaller(outcome: refusal, status: 400), [.create, .refused], 0),
        (AlwaysCaller(outcome: refusal, status: 500), [.create], 1),
        (AlwaysCaller(outcome: .failure(.reset, message: "cut"), status: nil), [.create], 1),
        (
            AlwaysCaller(outcome: .failure(.connect, message: "nobody"), status: nil, isReached: false),
            [.create, .refused], 0
        ),
        // Whoever was first here, the attempt before or somebody else: it may be ours.
        (
            AlwaysCaller(outcome: refusal, status: 400, earlier: .failure(.reset, message: "cut")),
            [.create], 1
        ),
        (AlwaysCaller(outcome: refusal, status: 400, earlier: refusal, earlierStatus: 500), [.create], 1),
        (
            AlwaysCaller(outcome: refusal, status: 400, earlier: refusal, earlierStatus: 400),
            [.create, .refused], 0
        ),
    ])
    private func `what became of a create is in the ledger`(
        caller: AlwaysCaller, events: [LedgerEntry.Event], left: Int
    ) async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        _ = await live(caller, ledger).call(order())
        let entries = try LedgerFile.read(ledger.path)
        #expect(entries.map(\.event) == events)
        #expect(LedgerBalance(entries).left.count == left)
        #expect(entries.first?.endpoint == "https://events.us-east-1.amazonaws.com")
    }

    @Test func `no more creates are sent than the budget allows`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.success), ledger)
        #expect(await live.call(order()).refusal == nil)
        #expect(await live.call(order()).refusal == nil)
        #expect(await live.call(order()).refusal == "the budget of 2 creates is used up (--max-creates)")
        #expect(await live.call(order(.describePartnerEventSource)).refusal == nil)
    }

    @Test func `a bus is counted and in the ledger like a source`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.success), ledger, maximumCreates: 1)
        #expect(await live.call(order(.createEventBus)).refusal == nil)
        #expect(
            await live.call(order(.createEventBus)).refusal
                == "the budget of 1 creates is used up (--max-creates)")
        let left = LedgerBalance(try LedgerFile.read(ledger.path)).left
        #expect(left.map(\.kind) == [.bus])
        #expect(left.map(\.name) == ["aws.partner/a/b"])
        _ = await live.call(order(.deleteEventBus))
        #expect(LedgerBalance(try LedgerFile.read(ledger.path)).left == [])
    }

    @Test(arguments: [
        OperationModel.describeEventSource, .listEventSources, .listPartnerEventSourceAccounts,
        .activateEventSource,
        .deactivateEventSource, .putPartnerEvents,
    ])
    func `what creates nothing costs nothing`(operation: OperationModel) async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.success), ledger, maximumCreates: 0)
        #expect(await live.call(order(operation)).refusal == nil)
        #expect(try LedgerFile.read(ledger.path) == [])
    }

    @Test func `what was there before the run is neither switched nor sent events`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.refusal, status: 400), ledger)
        _ = await live.call(order())
        let refusal = "the source aws.partner/a/b was there before this run, and is left alone"
        #expect(await live.call(order(.deactivateEventSource)).refusal == refusal)
        let events: JSONValue = ["Entries": [["Source": "aws.partner/a/c"], ["Source": "aws.partner/a/b"]]]
        #expect(await live.call(order(.call(.putPartnerEvents, input: events))).refusal == refusal)
    }

    @Test func `accounts and regions that were not named are not called`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.success), ledger)
        let account = await live.call(order(account: "210987654321"))
        #expect(account.refusal == "the account 210987654321 is not allowed (--allow-account)")
        let deletion = await live.call(order(.deletePartnerEventSource, account: "210987654321"))
        #expect(deletion.refusal == "the account 210987654321 is not allowed (--allow-account)")
        let region = await live.call(order(region: "eu-west-1"))
        #expect(region.refusal == "the region eu-west-1 is not allowed (--allow-region)")
        // What is no account at all belongs to nobody, and a test of constraints must be able to send it.
        #expect(await live.call(order(account: "123")).refusal == nil)
    }

    @Test func `a delete takes the source off the ledger`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.success), ledger)
        _ = await live.call(order())
        _ = await live.call(order(.deletePartnerEventSource))
        #expect(LedgerBalance(try LedgerFile.read(ledger.path)).left.isEmpty)
    }

    @Test func `a source that was there before is not deleted`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger"
        let refusing = AlwaysCaller(outcome: Self.refusal, status: 400)
        let guarded = live(refusing, try LedgerFile(path: path))
        _ = await guarded.call(order())
        let deletion = await guarded.call(order(.deletePartnerEventSource))
        #expect(
            deletion.refusal == "the source aws.partner/a/b was there before this run, and is not deleted")
    }

    @Test func `what an earlier run of the same ledger left behind is deleted`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger"
        _ = await live(AlwaysCaller(outcome: Self.success), try LedgerFile(path: path)).call(order())
        let second = live(AlwaysCaller(outcome: Self.refusal, status: 400), try LedgerFile(path: path))
        _ = await second.call(order())
        #expect(await second.call(order(.deletePartnerEventSource)).refusal == nil)
    }

    @Test(arguments: [
        ["AWSEvents.ListPartnerEventSources", "AWSEvents.CreatePartnerEventSource"],
        ["AWSEvents.CreatePartnerEventSource, AWSEvents.ListPartnerEventSources"],
    ])
    func `a raw request that says two things counts as a create`(targets: [String]) async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        var request = HTTPRequest(method: "POST", target: "/", body: Array("{}".utf8))
        for target in targets { request.fields.append("X-Amz-Target", target) }
        let live = live(AlwaysCaller(outcome: Self.success), ledger, maximumCreates: 0)
        #expect(await live.call(order(.send(request, operation: nil, omitting: []))).refusal != nil)
    }

    @Test func `a foreign account beside an allowed one is not called`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        var request = HTTPRequest(
            method: "POST", target: "/",
            body: Array(#"{"Account":"210987654321","Account":"123456789012"}"#.utf8))
        request.fields.append("X-Amz-Target", "AWSEvents.CreatePartnerEventSource")
        let live = live(AlwaysCaller(outcome: Self.success), ledger)
        let report = await live.call(order(.send(request, operation: nil, omitting: [])))
        #expect(report.refusal == "the account 210987654321 is not allowed (--allow-account)")
    }

    @Test func `a raw request counts as a create unless it says that it is not`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try LedgerFile(path: folder.path + "/ledger")
        let live = live(AlwaysCaller(outcome: Self.success), ledger, maximumCreates: 1)
        func raw(_ target: String?) -> CallOrder {
            var request = HTTPRequest(method: "POST", target: "/", body: Array("{\"Name\":\"n\"}".utf8))
            if let target { request.fields.append("X-Amz-Target", target) }
            return order(.send(request, operation: nil, omitting: []))
        }
        #expect(await live.call(raw("AWSEvents.ListPartnerEventSources")).refusal == nil)
        #expect(await live.call(raw(nil)).refusal == nil)
        #expect(await live.call(raw("AWSEvents.Anything")).refusal != nil)
        #expect(try LedgerFile.read(ledger.path).first?.name == "n")
    }
}
