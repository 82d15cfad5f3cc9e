import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

@Suite struct FaultEffectTests {
    /// What a create comes to under a fault, and whether the source is there afterwards.
    private struct Effect {
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
                }
            }
        }

        var response: HTTPResponse? {
            if case .response(let response)? = steps.last { response } else { nil }
        }
    }

    private func effect(
        _ name: FaultName, _ values: [String: FaultValue] = [:],
        _ prepare: (Desk) -> Void = { _ in }
    ) throws -> Effect {
        let desk = Desk()
        prepare(desk)
        _ = desk.service.arm(Fault(try FaultAction(name, values), seed: 3))
        let steps = desk.steps(desk.request())
        let sources = desk.service.sources(of: "default")
        return Effect(
            steps: steps, exists: sources.contains { $0.name == Desk.name },
            journal: desk.service.journal.last)
    }

    private static let body = #"{"EventSourceArn":"arn:aws:events:us-east-1::event-source/\#(Desk.name)"}"#

    // MARK: every available fault changes something

    @Test(arguments: FaultName.allCases.filter(\.isAvailable))
    func `each available fault makes a difference`(name: FaultName) throws {
        let plain = Desk().steps(Desk().request())
        var values = FaultCatalogueTests.required(of: name)
        switch name {
        case .clockSkew: values["by"] = .duration(.seconds(3600))
        case .limit: values["count"] = .integer(0)
        case .arnWrong, .errorTypeForms: values["form"] = .text(name == .arnWrong ? "region" : "header-only")
        default: break
        }
        let effect = try effect(name, values)
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
        let effect = try effect(.error, ["code": .text(error.name)])
        #expect(effect.response?.verdict == "\(error.status) \(error.name)")
        #expect(!effect.exists)
        #expect(effect.journal?.answer.errorCode == error.name)
        let told = try self.effect(
            .error, ["code": .text(error.name), "status": .integer(418), "message": .text("no")])
        #expect(told.response?.verdict == "418 \(error.name)")
        #expect(told.response?.text("message") == "no")
    }

    @Test func `an error of nobody's is the client's unless told`() throws {
        #expect(try effect(.unknownErrorCode).response?.verdict == "400 UnheardOfException")
        #expect(
            try effect(.error, ["code": .text("X"), "fault": .text("server")]).response?.verdict == "500 X")
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
        let effect = try effect(.errorTypeForms, ["form": .text(form)])
        #expect(effect.response?.status == 500)
        #expect(effect.response?.bodyText.hasPrefix(start) == true, "\(effect.response?.bodyText ?? "")")
        #expect(effect.response?.fields["X-Amzn-ErrorType"] == header)
        #expect(!effect.exists)
    }

    @Test func `an error that is one already keeps its type in another form`() throws {
        let effect = try effect(.errorTypeForms, ["form": .text("namespaced")]) { desk in _ = desk.call() }
        #expect(
            effect.response?.verdict == "400 com.amazonaws.events#ResourceAlreadyExistsException")
    }

    @Test(arguments: [
        ("message", ["__type", "message"]), ("Message", ["__type", "Message"]),
        ("both", ["__type", "message", "Message"]), ("absent", ["__type"]), ("null", ["__type", "message"]),
        ("non-string", ["__type", "message"]),
    ])
    func `a message stands in each member`(form: String, members: [String]) throws {
        let effect = try effect(
            .errorMessageCase, ["form": .text(form), "code": .text("LimitExceededException")])
        #expect(effect.response?.json.names == members)
        #expect(effect.response?.verdict == "400 LimitExceededException")
    }

    @Test func `status and body may contradict each other`() throws {
        #expect(try effect(.errorWith200).response?.verdict == "200 InternalException")
        let success = try effect(.successWith500)
        #expect(success.response?.status == 500)
        #expect(success.response?.bodyText == Self.body)
        #expect(success.exists)
    }

    @Test(arguments: [
        ("empty", ""), ("text", "503 Service Unavailable\n"), ("html", "<html>\n<head><title>503"),
    ])
    func `a proxy's page has no awsJson in it`(kind: String, start: String) throws {
        let effect = try effect(.status, ["code": .integer(503), "body": .text(kind)])
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
        let effect = try effect(
            .retryAfter,
            ["form": .text(form), "header": .text(header), "after": .duration(.milliseconds(2500))])
        #expect(effect.response?.fields[name] == value)
    }

    @Test func `request ids are absent, twice or under both names`() throws {
        #expect(try effect(.requestidAbsent).response?.fields["x-amzn-RequestId"] == nil)
        let twice = try effect(.requestidDuplicated).response?.fields.all(named: "x-amzn-RequestId") ?? []
        #expect(Set(twice).count == 2)
        let both = try effect(.requestidBothSpellings).response
        #expect(both?.fields["x-amz-request-id"] == both?.fields["x-amzn-RequestId"])
    }

    @Test(arguments: [
        ("lower", "x-amzn-errortype"), ("upper", "X-AMZN-ERRORTYPE"), ("canonical", "X-Amzn-Errortype"),
        ("mixed", "x-aMZn-ErrorType"),
    ])
    func `the header of the error's type comes in each case`(form: String, name: String) throws {
        let effect = try effect(.errortypeCase, ["form": .text(form)])
        let field = effect.response?.fields.first { $0.name == name }
        #expect(field?.value == "InternalException")
    }

    @Test func `beyond a rate calls are throttled until time has passed`() throws {
        let desk = Desk()
        _ = desk.service.arm(
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
        _ = desk.service.arm(Fault(try FaultAction(.conflict, ["within": .duration(.seconds(1))])))
        #expect(desk.create("aws.partner/a/1").status == 200)
        #expect(desk.create("aws.partner/a/2").status == 200)
        #expect(desk.create("aws.partner/a/1").verdict == "400 ConcurrentModificationException")
        let later = Desk.start + .seconds(5)
        #expect(desk.create("aws.partner/a/1", at: later).verdict == "400 ResourceAlreadyExistsException")
    }

    @Test func `a limit holds as long as the fault is armed`() throws {
        let desk = Desk()
        _ = desk.create("aws.partner/a/1")
        let id = desk.service.arm(Fault(try FaultAction(.limit, ["count": .integer(1)])))
        #expect(desk.create("aws.partner/a/2").verdict == "400 LimitExceededException")
        _ = desk.service.disarm(id)
        #expect(desk.create("aws.partner/a/2").status == 200)
    }

    // MARK: state

    @Test func `applied and errored means that a retry meets its own first attempt`() throws {
        let desk = Desk()
        _ = desk.service.arm(Fault(.appliedButErrored(), times: 1))
        #expect(desk.call().verdict == "500 InternalException")
        #expect(desk.call().verdict == "400 ResourceAlreadyExistsException")
        let reset = try effect(.appliedButErrored, ["with": .text("reset")])
        #expect(reset.text == "<reset>")
        #expect(reset.exists)
    }

    @Test func `what did not take effect is not there`() throws {
        let effect = try effect(.notAppliedButOK)
        #expect(effect.response?.bodyText == Self.body)
        #expect(!effect.exists)
    }

    @Test func `a duplicate is seen only after a while`() throws {
        let desk = Desk()
        _ = desk.service.arm(Fault(try FaultAction(.eventual, ["for": .duration(.seconds(5))])))
        #expect(desk.call().status == 200)
        #expect(desk.call(at: Desk.start + .seconds(4)).status == 200)
        #expect(desk.call(at: Desk.start + .seconds(6)).verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.service.sources(of: "default").count == 1)
    }

    @Test func `a turned clock is for the requests it is armed for`() throws {
        let desk = Desk()
        _ = desk.service.arm(
            Fault(try FaultAction(.clockSkew, ["by": .duration(.seconds(-1200))]), times: 1))
        #expect(desk.call().verdict == "400 InvalidSignatureException")
        #expect(desk.call().status == 200)
    }

    @Test(arguments: [
        (FaultName.reset, "<reset>"), (.drop, "<close>"), (.hang, "<hang>"),
        (.raw, "raw<close>"),
    ])
    func `a request lost on the way takes no effect`(name: FaultName, text: String) throws {
        let effect = try effect(name, name == .raw ? ["text": .text("raw")] : [:])
        #expect(effect.text == text)
        #expect(!effect.exists)
        #expect(effect.journal?.answer.status == nil)
    }

    // MARK: framing and transport

    @Test(arguments: [
        (FaultName.contentLengthShort, "Content-Length: \(body.utf8.count - 1)\r\n"),
        (.contentLengthLong, "Content-Length: \(body.utf8.count + 1)\r\n"),
        (.contentLengthNonNumeric, "Content-Length: many\r\n"),
        (
            .contentLengthDuplicate,
            "Content-Length: \(body.utf8.count)\r\nContent-Length: \(body.utf8.count + 1)\r\n"
        ),
        (.badStatusLine, "HELLO THERE\r\n"), (.wrongHTTPVersion, "HTTP/9.7 200 OK\r\n"),
        (.headerObsFold, "X-Assay-Folded: one\r\n two\r\n"),
        (.headerMissingColon, "\r\nX-Assay-Without-Colon\r\n"),
        (.headerInvalidByte, "X-Assay-Broken: a\u{0}\u{1}b\r\n"),
        (.informational100, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"),
        (.informational103, "HTTP/1.1 103 Early Hints\r\nLink: </>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n"),
        (.malformedChunk, "Transfer-Encoding: chunked\r\n\r\nthis is no chunk\r\n<close>"),
        (.noKeepalive, "Connection: close\r\n\r\n\(body)<close>"),
        (.halfClose, "\(body)<half-close><hang>"),
    ])
    func `the bytes of an answer go wrong as the name says`(name: FaultName, part: String) throws {
        let effect = try effect(name)
        #expect(effect.text.contains(part), "\(effect.text)")
        #expect(effect.exists)
    }

    @Test func `a chunked body may end without its end`() throws {
        let effect = try effect(.chunkedNoTerminator)
        let size = String(Self.body.utf8.count, radix: 16)
        #expect(effect.text.hasSuffix("\r\n\r\n\(size)\r\n\(Self.body)\r\n<close>"))
    }

    @Test func `without a length the body ends with the connection`() throws {
        let effect = try effect(.contentLengthAbsent)
        #expect(!effect.text.contains("Content-Length"))
        #expect(effect.text.hasSuffix("\(Self.body)<close>"))
    }

    @Test func `an answer is cut where it is told`() throws {
        #expect(try effect(.closeAfter, ["bytes": .integer(8)]).text == "HTTP/1.1<close>")
        #expect(
            try effect(.truncatedBody, ["at": .integer(3)]).text.hasSuffix("\r\n\r\n{\"E<close>"))
        #expect(try effect(.reset, ["after-bytes": .integer(8)]).text == "HTTP/1.1<reset>")
        let middle = try effect(.reset, ["at": .text("mid-body")])
        #expect(middle.text.contains("{\"EventSourceArn\""))
        #expect(middle.text.hasSuffix("<reset>"))
        #expect(middle.exists)
        #expect(try effect(.stallMidway, ["after-bytes": .integer(4)]).text == "HTTP<hang>")
    }

    @Test func `an idle connection is closed without a word`() throws {
        let effect = try effect(.closeIdle, ["after": .duration(.seconds(3))])
        #expect(effect.text.hasSuffix("\(Self.body)<wait 3.0 seconds><close>"))
        #expect(!effect.text.contains("Connection"))
    }

    @Test func `garbage is as long as told and never looks like HTTP`() throws {
        let effect = try effect(.garbage, ["bytes": .integer(100)])
        guard case .bytes(let bytes)? = effect.steps.first else {
            Issue.record("expected bytes")
            return
        }
        #expect(bytes.count == 100)
        #expect(bytes.allSatisfy { $0 >= 0x80 })
        #expect(effect.steps.last == .close)
    }

    @Test func `a redirect has its place and no body`() throws {
        let response = try effect(
            .redirect, ["status": .integer(302), "location": .text("http://localhost:1/")]
        ).response
        #expect(response?.status == 302)
        #expect(response?.fields["Location"] == "http://localhost:1/")
        #expect(response?.body == [])
    }

    @Test func `a large header is as large as told`() throws {
        #expect(try effect(.headerOversize, ["bytes": .integer(70_000)]).text.utf8.count > 70_000)
    }

    @Test(arguments: ["valid", "lying", "corrupt"])
    func `gzip is named, and is or is not`(form: String) throws {
        let response = try effect(.contentEncodingGzip, ["form": .text(form)]).response
        #expect(response?.fields["Content-Encoding"] == "gzip")
        let isWrapped = response?.body.starts(with: [0x1F, 0x8B]) == true
        #expect(isWrapped == (form != "lying"))
    }

    // MARK: time

    @Test(arguments: [
        (FaultName.delayFixed, ["for": FaultValue.duration(.seconds(2))], 2.0...2.0),
        (.delayFirstByte, ["for": .duration(.seconds(2))], 2.0...2.0),
        (.delayUniform, ["lower": .duration(.seconds(1)), "upper": .duration(.seconds(2))], 1.0...2.0),
        (.delayJitter, ["base": .duration(.seconds(3)), "plus-minus": .duration(.seconds(1))], 2.0...4.0),
        (.delayNormal, ["mean": .duration(.seconds(5)), "stddev": .duration(.seconds(1))], 0.0...15.0),
        (
            .delayLognormal,
            ["median": .duration(.seconds(1)), "sigma": .number(1), "max": .duration(.seconds(2))], 0.0...2.0
        ),
    ])
    func `an answer comes later`(name: FaultName, values: [String: FaultValue], range: ClosedRange<Double>)
        throws
    {
        let effect = try effect(name, values)
        guard case .wait(let time)? = effect.steps.first else {
            Issue.record("expected a wait, found \(effect.text)")
            return
        }
        #expect(range.contains(time / .seconds(1)))
        #expect(effect.response?.status == 200)
    }

    @Test func `a delay bites where it is told`() throws {
        let time = FaultValue.duration(.seconds(2))
        #expect(
            try effect(.delayHeaders, ["for": time]).text.hasPrefix(
                "HTTP/1.1 200 OK\r\n<wait 2.0 seconds>x-amzn"))
        #expect(
            try effect(.delayBody, ["for": time]).text.contains(
                "\r\n\r\n<wait 2.0 seconds>{\"EventSourceArn\""))
    }

    @Test func `pieces put together are the answer`() throws {
        let slow: [(FaultName, [String: FaultValue])] = [
            (.dribble, ["chunks": .integer(7), "over": .duration(.seconds(7))]),
            (.bandwidth, ["kilobytes-per-second": .number(1)]),
            (
                .slicer,
                ["average": .integer(20), "variation": .integer(10), "delay": .duration(.milliseconds(1))]
            ),
        ]
        for (name, values) in slow {
            let effect = try effect(name, values)
            let sent = effect.steps.reduce(into: [UInt8]()) { all, step in
                if case .bytes(let bytes) = step { all += bytes }
            }
            let text = String(decoding: sent, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(text.hasSuffix(Self.body))
            #expect(effect.steps.count > 10)
        }
        let dribble = try effect(.dribble, ["chunks": .integer(7), "over": .duration(.seconds(7))])
        let waited = dribble.steps.reduce(Duration.zero) { sum, step in
            if case .wait(let time) = step { sum + time } else { sum }
        }
        #expect(waited >= .seconds(7))
    }
}
