import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

@Suite struct FaultEffectTests {
    // MARK: every fault of requests changes something

    @Test(arguments: FaultName.allCases.filter { !$0.isOfConnection(nil) })
    func `each fault of requests makes a difference`(name: FaultName) throws {
        let plain = Desk().steps(Desk().request())
        var values = FaultCatalogueTests.required(of: name)
        switch name {
        case .clockSkew: values["by"] = .duration(.seconds(3600))
        case .limit: values["count"] = .integer(0)
        case .arnWrong, .errorTypeForms: values["form"] = .text(name == .arnWrong ? "region" : "header-only")
        default: break
        }
        let effect = try FaultEffect(name, values)
        switch name {
        case .conflict, .throttleRate, .eventual:
            // These hang on an earlier request.
            #expect(effect.journal?.faults == [name.rawValue])
        case .notAppliedButOK:
            #expect(!effect.exists)
        default:
            #expect(effect.steps != plain)
            #expect(effect.journal?.faults == [name.rawValue])
        }
    }

    // MARK: envelope

    @Test(arguments: ErrorModel.all)
    func `an error has the service's own status unless told`(error: ErrorModel) throws {
        let effect = try FaultEffect(.error, ["code": .text(error.name)])
        #expect(effect.response?.verdict == "\(error.status) \(error.name)")
        #expect(!effect.exists)
        #expect(effect.journal?.answer.errorCode == error.name)
        let told = try FaultEffect(
            .error, ["code": .text(error.name), "status": .integer(418), "message": .text("no")])
        #expect(told.response?.verdict == "418 \(error.name)")
        #expect(told.response?.text("message") == "no")
    }

    @Test func `an error of nobody's is the client's unless told`() throws {
        #expect(try FaultEffect(.unknownErrorCode).response?.verdict == "400 UnheardOfException")
        #expect(
            try FaultEffect(.error, ["code": .text("X"), "fault": .text("server")]).response?.verdict
                == "500 X")
    }

    @Test(
        arguments: [
            ("bare", #"{"__type":"InternalException","#, nil),
            ("header-only", #"{"message":"#, "InternalException"),
            ("namespaced", #"{"__type":"com.amazonaws.events#InternalException","#, nil),
            ("uri", #"{"__type":"InternalException:http://"#, nil),
            ("namespaced-uri", #"{"__type":"com.amazonaws.events#InternalException:http://"#, nil),
            ("conflicting", #"{"__type":"InternalException","#, "ConflictingException"),
            ("code-member", #"{"message":"An internal error occurred.","code":"InternalException"}"#, nil),
            ("none", #"{"message":"An internal error occurred."}"#, nil),
        ] as [(String, String, String?)])
    func `an error names its type in each form`(form: String, start: String, header: String?) throws {
        let effect = try FaultEffect(.errorTypeForms, ["form": .text(form)])
        #expect(effect.response?.status == 500)
        #expect(effect.response?.bodyText.hasPrefix(start) == true, "\(effect.response?.bodyText ?? "")")
        #expect(effect.response?.fields["X-Amzn-ErrorType"] == header)
        #expect(!effect.exists)
    }

    @Test func `an error that is one already keeps its type in another form`() throws {
        let effect = try FaultEffect(.errorTypeForms, ["form": .text("namespaced")]) { desk in _ = desk.call()
        }
        #expect(
            effect.response?.verdict == "400 com.amazonaws.events#ResourceAlreadyExistsException")
    }

    @Test(arguments: [
        ("message", ["__type", "message"]), ("Message", ["__type", "Message"]),
        ("both", ["__type", "message", "Message"]), ("absent", ["__type"]), ("null", ["__type", "message"]),
        ("non-string", ["__type", "message"]),
    ])
    func `a message stands in each member`(form: String, members: [String]) throws {
        let effect = try FaultEffect(
            .errorMessageCase, ["form": .text(form), "code": .text("LimitExceededException")])
        #expect(effect.response?.json.names == members)
        #expect(effect.response?.verdict == "400 LimitExceededException")
    }

    @Test func `status and body may contradict each other`() throws {
        #expect(try FaultEffect(.errorWith200).response?.verdict == "200 InternalException")
        let success = try FaultEffect(.successWith500)
        #expect(success.response?.status == 500)
        #expect(success.response?.bodyText == FaultEffect.plainBody)
        #expect(success.exists)
    }

    @Test(arguments: [
        ("empty", ""), ("text", "503 Service Unavailable\n"), ("html", "<html>\n<head><title>503"),
    ])
    func `a proxy's page has no awsJson in it`(kind: String, start: String) throws {
        let effect = try FaultEffect(.status, ["code": .integer(503), "body": .text(kind)])
        #expect(effect.response?.status == 503)
        #expect(effect.response?.bodyText.hasPrefix(start) == true)
        #expect(effect.response?.fields["x-amzn-RequestId"] == nil)
        #expect(!effect.exists)
    }

    @Test(arguments: [
        ("seconds", "retry-after", "Retry-After", "3"), ("garbage", "retry-after", "Retry-After", "soon"),
        ("date", "retry-after", "Retry-After", "Fri, 15 Jan 2027 08:00:02 GMT"),
        ("seconds", "x-amz-retry-after", "x-amz-retry-after", "2500"),
    ])
    func `an answer asks to come back`(form: String, header: String, name: String, value: String) throws {
        let effect = try FaultEffect(
            .retryAfter,
            ["form": .text(form), "header": .text(header), "after": .duration(.milliseconds(2500))])
        #expect(effect.response?.fields[name] == value)
    }

    @Test func `request ids are absent, twice or under both names`() throws {
        #expect(try FaultEffect(.requestidAbsent).response?.fields["x-amzn-RequestId"] == nil)
        let twice =
            try FaultEffect(.requestidDuplicated).response?.fields.all(named: "x-amzn-RequestId") ?? []
        #expect(Set(twice).count == 2)
        let both = try FaultEffect(.requestidBothSpellings).response
        #expect(both?.fields["x-amz-request-id"] == both?.fields["x-amzn-RequestId"])
    }

    @Test(arguments: [
        ("lower", "x-amzn-errortype"), ("upper", "X-AMZN-ERRORTYPE"), ("canonical", "X-Amzn-Errortype"),
        ("mixed", "x-aMZn-ErrorType"),
    ])
    func `the header of the error's type comes in each case`(form: String, name: String) throws {
        let effect = try FaultEffect(.errortypeCase, ["form": .text(form)])
        let field = effect.response?.fields.first { $0.name == name }
        #expect(field?.value == "InternalException")
    }

    @Test func `beyond a rate calls are throttled until time has passed`() throws {
        let desk = Desk()
        _ = desk.arm(
            Fault(try FaultAction(.throttleRate, ["per-second": .number(2), "burst": .integer(3)])))
        func verdicts(_ count: Int, at time: Duration) -> [String] {
            (0..<count).map { _ in desk.call(.deletePartnerEventSource, at: time).verdict }
        }
        let throttled = "400 ThrottlingException"
        #expect(verdicts(4, at: Desk.start) == ["200 -", "200 -", "200 -", throttled])
        #expect(verdicts(3, at: Desk.start + .seconds(1)) == ["200 -", "200 -", throttled])
    }

    @Test func `calls on one name in quick succession conflict`() throws {
        let desk = Desk()
        _ = desk.arm(Fault(try FaultAction(.conflict, ["within": .duration(.seconds(1))])))
        #expect(desk.create("aws.partner/a/1").status == 200)
        #expect(desk.create("aws.partner/a/2").status == 200)
        #expect(desk.create("aws.partner/a/1").verdict == "400 ConcurrentModificationException")
        let later = Desk.start + .seconds(5)
        #expect(desk.create("aws.partner/a/1", at: later).verdict == "400 ResourceAlreadyExistsException")
    }

    @Test func `a limit holds as long as the fault is armed`() throws {
        let desk = Desk()
        _ = desk.create("aws.partner/a/1")
        let id = desk.arm(Fault(try FaultAction(.limit, ["count": .integer(1)])))
        #expect(desk.create("aws.partner/a/2").verdict == "400 LimitExceededException")
        _ = desk.service.disarm(id)
        #expect(desk.create("aws.partner/a/2").status == 200)
    }

    // MARK: state

    @Test func `applied and errored means that a retry meets its own first attempt`() throws {
        let desk = Desk()
        _ = desk.arm(Fault(.appliedButErrored(), times: 1))
        #expect(desk.call().verdict == "500 InternalException")
        #expect(desk.call().verdict == "400 ResourceAlreadyExistsException")
        let reset = try FaultEffect(.appliedButErrored, ["with": .text("reset")])
        #expect(reset.text == "<reset>")
        #expect(reset.exists)
    }

    @Test func `what did not take effect is not there`() throws {
        let effect = try FaultEffect(.notAppliedButOK)
        #expect(effect.response?.bodyText == FaultEffect.plainBody)
        #expect(!effect.exists)
    }

    @Test func `a duplicate is seen only after a while`() throws {
        let desk = Desk()
        _ = desk.arm(Fault(try FaultAction(.eventual, ["for": .duration(.seconds(5))])))
        #expect(desk.call().status == 200)
        #expect(desk.call(at: Desk.start + .seconds(4)).status == 200)
        #expect(desk.call(at: Desk.start + .seconds(6)).verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.service.sources(of: "default").count == 1)
    }

    @Test func `a restart loses every source of its namespace, and the connection`() throws {
        let desk = Desk {
            $0.sources = [
                .init(name: "aws.partner/a/mine", account: Desk.account),
                .init(name: "aws.partner/a/theirs", account: Desk.account, namespace: "other"),
            ]
        }
        desk.arm(Fault(try FaultAction(.lostAfterRestart), times: 1))
        let steps = desk.steps(desk.request())
        #expect(FaultEffect(steps: steps, exists: false).text.hasSuffix("\(FaultEffect.plainBody)<close>"))
        #expect(desk.service.sources(of: "default").isEmpty)
        #expect(desk.service.sources(of: "other").count == 1)
        #expect(desk.call().status == 200)
    }

    @Test func `a turned clock is for the requests it is armed for`() throws {
        let desk = Desk()
        _ = desk.arm(
            Fault(try FaultAction(.clockSkew, ["by": .duration(.seconds(-1200))]), times: 1))
        #expect(desk.call().verdict == "400 InvalidSignatureException")
        #expect(desk.call().status == 200)
    }

    @Test(arguments: [
        (FaultName.reset, "<reset>"), (.drop, "<close>"), (.hang, "<hang>"),
        (.raw, "raw<close>"),
    ])
    func `a request lost on the way takes no effect`(name: FaultName, text: String) throws {
        let effect = try FaultEffect(name, name == .raw ? ["text": .text("raw")] : [:])
        #expect(effect.text == text)
        #expect(!effect.exists)
        #expect(effect.journal?.answer.status == nil)
    }
}
