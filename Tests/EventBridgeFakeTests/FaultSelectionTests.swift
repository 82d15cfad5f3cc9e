import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import Testing

@Suite struct FaultSelectionTests {
    /// Which of so many right deletes were befallen by a fault, from 0.
    private func hits(_ fault: Fault, of count: Int = 8) -> [Int] {
        let desk = Desk()
        _ = desk.arm(fault)
        return (0..<count).filter { _ in desk.call(.deletePartnerEventSource).status != 200 }
    }

    private static let broken = FaultAction.error("InternalException")

    @Test(arguments: [
        (Fault(broken), [0, 1, 2, 3, 4, 5, 6, 7]),
        (Fault(broken, times: 2), [0, 1]),
        (Fault(broken, after: 3), [3, 4, 5, 6, 7]),
        (Fault(broken, every: 3), [0, 3, 6]),
        (Fault(broken, times: 2, after: 1, every: 2), [1, 3]),
        (Fault(broken, times: 0), []),
        (Fault(broken, on: "CreatePartnerEventSource"), []),
        (Fault(broken, on: "DeletePartnerEventSource", times: 1), [0]),
        (Fault(broken, key: "AKIDNOBODY"), []),
        (Fault(broken, key: "AKIDEXAMPLE", times: 1), [0]),
        (Fault(broken, name: .equals(Desk.name), times: 1), [0]),
        (Fault(broken, name: .equals("other")), []),
        (Fault(broken, name: .startsWith("aws.partner/example.com/"), times: 1), [0]),
        (Fault(broken, name: .endsWith("/1"), times: 1), [0]),
        (Fault(broken, name: .contains("orders"), times: 1), [0]),
        (Fault(broken, name: .matches(pattern: #"aws\.partner/.*/\d"#), times: 1), [0]),
        (Fault(broken, name: .matches(pattern: #"\d"#)), []),
        (Fault(broken, probability: 0), []),
        (Fault(.sequence([[broken], [], [broken]])), [0, 2]),
        (Fault(.sequence([[broken], []]), after: 2), [2]),
        (Fault(.sequence([[], [broken], [], [broken], [broken]]), times: 2), [1, 3]),
    ])
    func `a fault befalls the requests that it names`(fault: Fault, expected: [Int]) {
        #expect(hits(fault) == expected)
    }

    @Test func `a fault for an operation that nobody knows cannot be armed`() {
        let problem = Fault(.drop, on: "CreatePartnerEventSorce").problem
        #expect(problem?.field == "on")
        #expect(problem?.message == "'CreatePartnerEventSorce' is no operation that is known")
    }

    @Test func `no less than each request can be befallen`() throws {
        var fault = Fault(.error("InternalException"), every: 2)
        fault.every = 0
        let desk = Desk { $0.faults = [fault] }
        #expect(desk.create("aws.partner/a/1").verdict == "500 InternalException")
        #expect(desk.create("aws.partner/a/2").verdict == "500 InternalException")
    }

    @Test func `chance is the same for the same seed and about as often as told`() {
        let first = hits(Fault(Self.broken, probability: 0.5, seed: 7), of: 400)
        #expect(first == hits(Fault(Self.broken, probability: 0.5, seed: 7), of: 400))
        #expect(first != hits(Fault(Self.broken, probability: 0.5, seed: 8), of: 400))
        #expect((150...250).contains(first.count))
    }

    @Test func `a fault of a while is over when its while is, and is taken away when the next is armed`() {
        let desk = Desk()
        desk.arm(Fault(Self.broken, ttl: .seconds(5)))
        func status(after time: Duration) -> Int {
            desk.call(.deletePartnerEventSource, at: Desk.start + time).status
        }
        #expect(status(after: .zero) == 500)
        #expect(status(after: .milliseconds(4999)) == 500)
        #expect(status(after: .seconds(5)) == 200)
        #expect(desk.service.faults.map(\.hits) == [2])
        desk.arm(Fault(.drop, times: 0), at: Desk.start + .seconds(6))
        #expect(desk.service.faults.map(\.fault.title) == ["drop"])
    }

    @Test(arguments: [
        (Fault.Window(), [true, true, true]), (.init(from: .seconds(2)), [false, true, true]),
        (.init(to: .seconds(2)), [true, false, false]),
        (.init(from: .seconds(1), to: .seconds(3)), [false, true, false]),
    ])
    func `a fault befalls requests in its window, and counts no others`(
        window: Fault.Window, expected: [Bool]
    ) {
        let desk = Desk()
        desk.arm(Fault(Self.broken, window: window))
        let hits = [0, 2, 4].map { seconds in
            desk.call(.deletePartnerEventSource, at: Desk.start + .seconds(seconds)).status != 200
        }
        #expect(hits == expected)
        #expect(desk.service.faults.map(\.matched) == [expected.count(where: \.self)])
    }

    @Test(arguments: [
        (Fault(.reset(at: "before-read"), on: "CreatePartnerEventSource"), "on"),
        (Fault(.reset(at: "before-read"), name: .equals("x")), "name"),
        (Fault(.reset(at: "before-read"), key: "AKIDEXAMPLE"), "key"),
        (Fault(.each([.reset(at: "before-read"), .hang])), nil),
        (Fault(.sequence([[.hang], [.reset(at: "before-read")]])), nil),
    ])
    func `a fault of the connection selects no requests and stands alone`(fault: Fault, field: String?) {
        #expect(fault.problem != nil)
        #expect(fault.problem?.field == field)
    }

    private static func problem(_ actions: (FaultName, [String: FaultValue])...) throws -> String? {
        let actions = try actions.map { try FaultAction($0.0, $0.1) }
        let inSequence = Fault(.sequence([[], actions])).problem
        #expect(Fault(.each(actions)).problem == inSequence)
        return inSequence?.message
    }

    @Test func `of two that answer in one fault one would be lost`() throws {
        let error: [String: FaultValue] = ["code": .text("InternalException")]
        #expect(
            try Self.problem((.status, ["code": .integer(503)]), (.error, error))
                == "'status' and 'error' both say what the call comes to, so one of them would be lost")
        #expect(
            try Self.problem((.drop, [:]), (.hang, [:]))
                == "'drop' and 'hang' both say how the answer leaves, so one of them would be lost")
        #expect(
            try Self.problem((.bodyEmpty, [:]), (.bodyArray, [:]))
                == "'body-empty' and 'body-array' both say what the body is, so one of them would be lost")
        #expect(
            try Self.problem((.errorWith200, [:]), (.successWith500, [:]))
                == "'error-with-200' and 'success-with-500' both say which status is sent, "
                + "so one of them would be lost")
        #expect(
            try Self.problem((.error, error), (.drop, [:]))
                == "'drop' leaves no answer in which 'error' could be seen")
        #expect(
            try Self.problem((.errorTypeForms, ["form": .text("uri"), "code": .text("X")]), (.error, error))
                != nil)
        #expect(try Self.problem((.wrongHTTPVersion, [:]), (.badStatusLine, [:])) != nil)
        #expect(try Self.problem((.tlsExpired, [:]), (.tlsWrongHost, [:])) != nil)
    }

    @Test func `what goes together may stand in one fault`() throws {
        let error: [String: FaultValue] = ["code": .text("InternalException")]
        let delay: [String: FaultValue] = ["for": .duration(.seconds(1))]
        #expect(try Self.problem((.delayFixed, delay), (.error, error), (.retryAfter, [:])) == nil)
        #expect(try Self.problem((.delayFixed, delay), (.drop, [:])) == nil)
        #expect(try Self.problem((.error, error), (.errorTypeForms, ["form": .text("uri")])) == nil)
        #expect(try Self.problem((.error, error), (.bodyEmpty, [:]), (.truncatedBody, [:])) == nil)
        #expect(
            try Self.problem((.throttleRate, ["per-second": .number(1)]), (.limit, ["count": .integer(1)]))
                == nil)
        #expect(try Self.problem((.notAppliedButOK, [:]), (.successWith500, [:])) == nil)
        #expect(try Self.problem((.status, ["code": .integer(503)]), (.bodyNotJSON, [:])) == nil)
        #expect(try Self.problem((.lostAfterRestart, [:]), (.drop, [:])) == nil)
    }

    @Test(arguments: [false, true])
    func `what changes a page changes it wherever it stands`(isFirst: Bool) throws {
        let page = try FaultAction(.status, ["code": .integer(503), "body": .text("html")])
        let body = try FaultAction(.bodyNotJSON)
        let desk = Desk()
        desk.arm(Fault(.each(isFirst ? [page, body] : [body, page])))
        #expect(desk.call().status == 503)
        #expect(desk.call().bodyText == "this is not JSON")
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func `a fault that would be over at once is told`(time: Duration) {
        #expect(Fault(.drop, ttl: time).problem?.field == "ttl")
        #expect(Fault(.drop, window: .init(from: .seconds(-2), to: time)).problem?.field == "window")
    }

    @Test(arguments: [
        (FaultName.closeAfter, "bytes"), (.truncatedBody, "at"), (.stallMidway, "after-bytes"),
        (.reset, "after-bytes"),
    ])
    func `a byte that the answer does not have is never reached, and is no hit`(
        name: FaultName, field: String
    ) throws {
        let desk = Desk()
        desk.arm(Fault(try FaultAction(name, [field: .integer(5000)]), times: 1))
        #expect(desk.call().verdict == "200 -")
        #expect(desk.service.faults.map(\.matched) == [1])
        #expect(desk.service.faults.map(\.hits) == [0])
        #expect(desk.service.journal.map(\.faults) == [[]])
        #expect(!desk.service.sources(of: FakeCredential.defaultNamespace).isEmpty)
        desk.arm(Fault(try FaultAction(.bodyHuge, ["bytes": .integer(9000)])))
        _ = desk.steps(desk.request(.deletePartnerEventSource))
        _ = desk.steps(desk.request(.describePartnerEventSource))
        #expect(desk.service.faults.first?.hits == 1)
    }

    @Test func `what else a fault does is a hit, whatever bytes are there`() throws {
        let desk = Desk()
        desk.arm(Fault(.each([.error("InternalException"), .closeAfter(bytes: 5000)]), times: 1))
        #expect(desk.call().verdict == "500 InternalException")
        #expect(desk.call().verdict == "200 -")
        #expect(desk.service.faults.map(\.hits) == [1])
    }

    @Test func `a fault of the connection may be counted in connections`() {
        let fault = Fault(
            .sequence([[.reset(at: "before-read")], []]), times: 2, after: 1, every: 2, ttl: .seconds(1))
        #expect(fault.problem == nil)
        #expect(fault.isOfConnection)
        #expect(!Fault(.reset).isOfConnection)
    }

    @Test func `a window that ends before it begins is told`() {
        let fault = Fault(.drop, window: .init(from: .seconds(2), to: .seconds(1)))
        #expect(fault.problem?.field == "window")
    }

    @Test func `hits are counted and titles stand in the journal`() {
        let desk = Desk()
        let id = desk.arm(Fault(Self.broken, times: 1, label: "the first fails"))
        _ = desk.call(.deletePartnerEventSource)
        _ = desk.call(.deletePartnerEventSource)
        #expect(desk.service.faults.map(\.id) == [id])
        #expect(desk.service.faults.map(\.matched) == [2])
        #expect(desk.service.faults.map(\.hits) == [1])
        #expect(desk.service.journal.map(\.faults) == [["the first fails"], []])
        #expect(desk.service.disarm(id))
        #expect(!desk.service.disarm(id))
    }

    @Test func `of two answers the one armed first comes first, and none is lost`() {
        let desk = Desk()
        _ = desk.arm(Fault(.error("InternalException"), times: 1))
        _ = desk.arm(Fault(.error("ThrottlingException"), times: 1))
        let verdicts = (0..<3).map { _ in desk.call(.deletePartnerEventSource).verdict }
        #expect(verdicts == ["500 InternalException", "400 ThrottlingException", "200 -"])
    }

    @Test func `faults of different kinds befall one request together`() throws {
        let desk = Desk()
        _ = desk.arm(Fault(.error("ThrottlingException")))
        _ = desk.arm(Fault(try FaultAction(.retryAfter)))
        _ = desk.arm(Fault(.delayFixed(for: .seconds(2))))
        let steps = desk.steps(desk.request())
        #expect(steps.first == .wait(.seconds(2)))
        guard case .response(let answer)? = steps.last else {
            Issue.record("expected an answer, found \(steps)")
            return
        }
        #expect(answer.verdict == "400 ThrottlingException")
        #expect(answer.fields["Retry-After"] == "1")
        #expect(desk.service.journal.first?.faults == ["error", "retry-after", "delay-fixed"])
    }

    @Test func `a scripted error does not hide a wrong signature and is not used up by it`() {
        let desk = Desk()
        _ = desk.arm(Fault(.error("InternalException"), times: 1))
        var deviations = SigningDeviations()
        deviations.isSecretWrong = true
        #expect(desk.answer(desk.request(signing: deviations)).verdict == "400 InvalidSignatureException")
        #expect(desk.call().verdict == "500 InternalException")
    }

    @Test func `a scripted error comes before what is wrong with the input`() {
        let desk = Desk()
        _ = desk.arm(Fault(.error("ThrottlingException")))
        #expect(desk.call(.createPartnerEventSource, "{}").verdict == "400 ThrottlingException")
    }

    @Test func `a pattern that is none is told to whoever arms it`() {
        #expect(Fault(Self.broken, name: .matches(pattern: "(")).problem?.field == "name")
        #expect(Fault(Self.broken, name: .matches(pattern: "a.*")).problem == nil)
    }
}

extension FaultAction {
    /// A reset at a moment of the connection.
    fileprivate static func reset(at moment: String) -> FaultAction {
        (try? FaultAction(.reset, ["at": .text(moment)])) ?? .drop
    }
}
