import AWSWire
import EventBridgeFake
import FakeControl
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// What the control API tells of the requests that the fake received.
struct ControlRequestTests {
    private static let first = "aws.partner/example.com/orders/1"
    private static let second = "aws.partner/example.com/orders/2"

    @Test func `requests are listed page by page`() {
        let bench = ControlBench()
        for _ in 0..<5 { bench.create(Self.first) }
        let page = bench.ask("GET", "/requests?limit=2").json
        #expect(page["requests"]?.array?.map { $0["sequence"] } == [1, 2])
        #expect(page["next"] == 2)
        #expect(page["more"] == true)
        let rest = bench.ask("GET", "/requests?since=2").json
        #expect(rest["requests"]?.array?.map { $0["sequence"] } == [3, 4, 5])
        #expect(rest["more"] == false)
        #expect(bench.ask("GET", "/requests/4").json["sequence"] == 4)
        #expect(bench.ask("DELETE", "/requests").json == ["removed": 5])
        #expect(bench.ask("GET", "/requests/4").status == 404)
    }

    @Test func `a request that names no operation is unmatched`() {
        let bench = ControlBench()
        bench.create(Self.first)
        bench.send(
            HTTPRequest(
                method: "POST", target: "/", fields: [("Host", "a"), ("X-Amz-Target", "AWSEvents.Nope")]))
        let found = bench.ask("GET", "/requests?unmatched=true").json["requests"]?.array ?? []
        #expect(found.map { $0["sequence"] } == [2])
        #expect(
            found.first?["explanation"]?["sentence"]?.string?.contains("'AWSEvents.Nope'") == true)
    }

    @Test func `no signature and no token is shown`() throws {
        let bench = ControlBench()
        bench.create(Self.first, as: .temporaryExample)
        bench.create(Self.first, as: .temporaryExample, secret: "another+secret")
        let text = JSONWriter.text(bench.ask("GET", "/requests").json)
        for entry in bench.service.journal {
            let header = entry.request.fields["Authorization"] ?? ""
            let signature = try #require(header.split(separator: "Signature=").last)
            #expect(!text.contains(signature))
        }
        #expect(!text.contains("TOKENEXAMPLE"))
        #expect(text.contains("Signature=(redacted)"))
        #expect(text.contains("Credential=ASIDEXAMPLE/"))
        #expect(text.contains("canonical request"))
    }

    @Test func `what is wrong with a session token is told apart`() {
        let bench = ControlBench()
        var permanent = FakeCredential.example
        permanent.sessionToken = "TOKENNEEDLESS"
        var wrong = FakeCredential.temporaryExample
        wrong.sessionToken = "TOKENWRONG"
        var missing = FakeCredential.temporaryExample
        missing.sessionToken = nil
        for credential in [permanent, wrong, missing] { bench.create(Self.first, as: credential) }
        let requests = bench.ask("GET", "/requests").json
        let sentences = (requests["requests"]?.array ?? []).map {
            $0["explanation"]?["sentence"]?.string ?? ""
        }
        let start = "the signature is refused at the check of token: "
        #expect(
            sentences == [
                start + "the key is permanent, and a session token came with it",
                start + "the session token is not the one that belongs to the key",
                start + "the key is temporary, and no session token came with it",
            ])
        #expect(!JSONWriter.text(requests).contains("TOKENWRONG"))
    }

    @Test func `requests are found and counted by how they look`() {
        let bench = ControlBench()
        bench.create(Self.first)
        bench.create(Self.second)
        bench.create(Self.second, secret: "wrong")
        bench.call(.listPartnerEventSources, ["NamePrefix": "aws.partner/example.com/"])
        func count(_ question: String) -> JSONValue? {
            bench.ask("POST", "/requests/count", question).json["count"]
        }
        #expect(count("{}") == 4)
        #expect(count(#"{"call": "CreatePartnerEventSource"}"#) == 3)
        #expect(count(#"{"call": "CreatePartnerEventSource", "signed": "valid"}"#) == 2)
        #expect(count(#"{"body": {"Name": {"ends-with": "/2"}}}"#) == 2)
        #expect(count(#"{"headers": {"X-Amz-Target": {"contains": "List"}}}"#) == 1)
        let found = bench.ask("POST", "/requests/find", #"{"signed": "invalid"}"#).json["requests"]?.array
        #expect(found?.map { $0["sequence"] } == [3])
    }

    @Test func `a verification that holds says so`() {
        let bench = ControlBench()
        bench.create(Self.first)
        bench.create(Self.first)
        let question = #"{"call": "CreatePartnerEventSource", "attempts": 2, "same": ["body"]}"#
        let answer = bench.ask("POST", "/verify", question)
        #expect(answer.status == 200)
        #expect(answer.json["verified"] == true)
        #expect(answer.json["count"] == 2)
        #expect(answer.json["message"] == "2 requests of CreatePartnerEventSource found")
    }

    @Test func `a verification that fails shows the difference and the nearest requests`() {
        let bench = ControlBench()
        bench.create(Self.first)
        for _ in 0..<3 { bench.create(Self.second, secret: "wrong") }
        let answer = bench.ask(
            "POST", "/verify",
            #"{"call": "CreatePartnerEventSource", "signed": "valid", "body": {"Name": "\#(Self.second)"}}"#)
        #expect(answer.status == 406)
        #expect(answer.json["verified"] == false)
        #expect(answer.json["differences"]?[0]?["path"] == "attempts")
        let nearest = answer.json["nearest"]?.array ?? []
        #expect(nearest.map { $0["request"]?["sequence"] } == [4, 3, 2])
        #expect(nearest.first?["differences"]?[0]?["path"] == "signed")
        let text = answer.json["text"]?.string ?? ""
        #expect(
            text.hasPrefix(
                "the requests of CreatePartnerEventSource that were looked for are not as they should be"))
        #expect(text.contains("0 of 4 requests are what was looked for"))
        #expect(text.contains("nearest 1: #4 CreatePartnerEventSource 400 InvalidSignatureException"))
        #expect(text.contains("<<<<< signed: expected valid, found invalid"))
    }

    @Test func `who waits is answered when enough has come`() {
        let bench = ControlBench()
        guard
            case .later(let deferred)? = bench.steps(
                "POST", "/requests/wait", #"{"call": "CreatePartnerEventSource", "attempts": 2}"#
            ).first
        else {
            Issue.record("no answer to wait for")
            return
        }
        bench.create(Self.first)
        #expect(deferred.isOpen)
        bench.call(.listPartnerEventSources, ["NamePrefix": "aws.partner/example.com/"])
        #expect(deferred.isOpen)
        bench.create(Self.first)
        #expect(!deferred.isOpen)
    }

    @Test func `who waits for what has come already is answered at once`() {
        let bench = ControlBench()
        bench.create(Self.first)
        guard case .later(let deferred)? = bench.steps("POST", "/requests/wait", "{}").first else {
            Issue.record("no answer to wait for")
            return
        }
        #expect(!deferred.isOpen)
    }

    @Test(arguments: [#"{"attempts": 0}"#, #"{"attempts": {"at-most": 1}}"#])
    func `who waits for requests not to come waits until too many have`(question: String) {
        let bench = ControlBench()
        guard case .later(let deferred)? = bench.steps("POST", "/requests/wait", question).first else {
            Issue.record("no answer to wait for")
            return
        }
        #expect(deferred.isOpen)
        bench.create(Self.first)
        bench.create(Self.first)
        #expect(!deferred.isOpen)
    }

    @Test func `who waits for fewer requests than have come is answered at once`() {
        let bench = ControlBench()
        bench.create(Self.first)
        bench.create(Self.first)
        guard case .later(let deferred)? = bench.steps("POST", "/requests/wait", #"{"attempts": 1}"#).first
        else {
            Issue.record("no answer to wait for")
            return
        }
        #expect(!deferred.isOpen)
    }

    @Test(arguments: ["/requests/find", "/requests/count"])
    func `what is about all requests together is no question of each`(path: String) {
        let bench = ControlBench()
        for question in [
            #"{"attempts": 1}"#, #"{"same": ["body"]}"#, #"{"gaps": [{"at-least": "1s"}]}"#,
            #"{"timeout": "1s"}"#,
        ] {
            let answer = bench.ask("POST", path, question)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["message"]?.string?.contains("taken together") == true)
        }
    }

    @Test func `too many who wait are refused`() {
        let bench = ControlBench()
        for _ in 0..<256 { _ = bench.steps("POST", "/requests/wait") }
        #expect(bench.ask("POST", "/requests/wait").json["error"]?["code"] == "too-many")
        bench.create(Self.first)
        #expect(bench.steps("POST", "/requests/wait").isEmpty == false)
        #expect(bench.ask("POST", "/requests/wait").status == 0)
    }

    @Test func `coverage tells what was exercised and what was not`() {
        let bench = ControlBench()
        bench.create(Self.first)
        bench.create(Self.first)
        bench.create("nothing")
        _ = bench.ask("POST", "/faults", #"{"answer": "InternalException", "label": "trouble"}"#)
        bench.create(Self.second)
        bench.send(HTTPRequest(method: "POST", target: "/", fields: [("Host", "a")]))
        let coverage = bench.ask("GET", "/coverage").json
        #expect(coverage["requests"] == 5)
        let creates = coverage["operations"]?.array?.first { $0["operation"] == "CreatePartnerEventSource" }
        #expect(creates?["calls"] == 4)
        #expect(creates?["successes"] == 1)
        func count(_ list: String, _ name: String, _ value: JSONValue) -> JSONValue? {
            creates?[list]?.array?.first { $0[name] == value }?["count"]
        }
        #expect(count("errors", "error", "ResourceAlreadyExistsException") == 1)
        #expect(count("errors", "error", "InternalException") == 1)
        #expect(count("errors", "error", "LimitExceededException") == 0)
        #expect(count("common-errors", "error", "ValidationException") == 1)
        #expect(creates?["common-errors"]?.array?.count == 1)
        let violation = creates?["violations"]?.array?.first {
            $0["member"] == "Name" && $0["constraint"] == "pattern"
        }
        #expect(violation?["count"] == 1)
        #expect(coverage["faults"] == [["fault": "trouble", "count": 1]])
        #expect(coverage["other-errors"]?.array?.count == 1)
        // A success, of five errors two, and of six constraints the pattern.
        #expect(creates?["total"]?["exercised"] == 4)
    }
}
