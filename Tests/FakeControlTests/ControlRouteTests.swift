import EventBridgeFake
import FakeControl
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// What all routes have in common.
struct ControlRouteTests {
    @Test(arguments: ["/health", "/ready", "/version", "/openapi.json"])
    func `what says nothing about anyone needs no token`(path: String) {
        #expect(ControlBench().ask("GET", path, token: nil).status == 200)
    }

    @Test(arguments: [nil, "", "wrong", ControlBench.token + "x"])
    func `everything else is refused without the token`(token: String?) {
        let (status, json) = ControlBench().ask("GET", "/requests", token: token)
        #expect(status == 401)
        #expect(json["error"]?["code"] == "wrong-token")
    }

    @Test(arguments: [
        ("GET", "/nowhere", "", 404, "unknown-route"), ("GET", "", "", 404, "unknown-route"),
        ("PATCH", "/faults", "", 405, "wrong-method"), ("GET", "/requests?limt=1", "", 400, "bad-parameter"),
        ("GET", "/requests?limit=0", "", 400, "bad-parameter"),
        ("GET", "/requests?unmatched=maybe", "", 400, "bad-parameter"),
        ("GET", "/requests", "{}", 400, "bad-body"), ("POST", "/sources", "{", 400, "bad-json"),
        ("POST", "/sources", "[]", 400, "bad-body"), ("POST", "/sources", "", 400, "bad-body"),
        ("POST", "/sources", #"{"name": 1}"#, 400, "bad-body"),
        ("POST", "/sources", #"{"nam": "x"}"#, 400, "bad-body"),
        ("POST", "/sources?namespace=all", #"{"name": "x"}"#, 400, "bad-parameter"),
        ("POST", "/faults", #"{"on": "Nope", "answer": "InternalException"}"#, 400, "bad-body"),
        ("POST", "/faults?namespace=one", #"{"do": {"accept-delay": {"for": "1s"}}}"#, 400, "bad-parameter"),
        ("GET", "/faults/17", "", 404, "not-found"), ("DELETE", "/faults/x", "", 404, "not-found"),
        ("PUT", "/clock", #"{"time": "soon"}"#, 400, "bad-body"), ("PUT", "/clock", "{}", 400, "bad-body"),
        ("POST", "/clock/advance", #"{"by": "1 week"}"#, 400, "bad-body"),
        ("PUT", "/credentials/AKID", "{}", 400, "bad-body"),
        ("POST", "/sources", #"{"name": "x", "bus": "yes"}"#, 400, "bad-body"),
        ("POST", "/sources", #"{"name": "x", "region": "eu-west-9"}"#, 400, "bad-body"),
        ("POST", "/credentials", #"{"denied-operations": ["CreatPartnerEventSource"]}"#, 400, "bad-body"),
        ("POST", "/credentials", #"{"partner": "https://example.com"}"#, 400, "bad-body"),
        ("POST", "/credentials", #"{"partner": "example"}"#, 400, "bad-body"),
        ("PUT", "/credentials/AK-ID", #"{"secret-access-key": "s"}"#, 400, "bad-parameter"),
        ("DELETE", "/credentials/NOBODY", "", 404, "not-found"),
        ("POST", "/verify", #"{"heders": {}}"#, 400, "bad-body"),
        ("POST", "/requests/wait", #"{"timeout": "1d"}"#, 400, "bad-body"),
        ("POST", "/reset", #"{"parts": ["everything"]}"#, 400, "bad-body"),
        ("GET", "/requests/9", "", 404, "not-found"),
    ])
    func `a mistake is told with its status, a code and a sentence`(
        method: String, path: String, body: String, status: Int, code: String
    ) {
        let answer = ControlBench().ask(method, path, body)
        #expect(answer.status == status)
        #expect(answer.json["error"]?["code"]?.string == code)
        #expect(answer.json["error"]?["message"]?.string?.isEmpty == false)
    }

    @Test func `a mistake in a body is told with its place`() {
        let answer = ControlBench().ask(
            "POST", "/faults",
            "{\n  \"on\": \"CreatePartnerEventSource\",\n  \"answer\": \"InternalException\", \"evry\": 1\n}")
        #expect(answer.status == 400)
        let place = answer.json["error"]?["places"]?[0]
        #expect(place?["line"] == 3)
        #expect(place?["column"] == 34)
        #expect(place?["code"] == "scenario.unknown-key")
        #expect(place?["message"]?.string?.contains("did you mean 'every'") == true)
    }

    @Test func `a route that was misspelt is suggested`() {
        let message = ControlBench().ask("GET", "/request").json["error"]?["message"]?.string
        #expect(message == "there is no route '/request'; did you mean '/requests'?")
    }

    @Test func `the methods that a route has are told`() {
        guard case .response(let response)? = ControlBench().steps("PUT", "/faults").first else {
            Issue.record("no answer")
            return
        }
        #expect(response.status == 405)
        #expect(response.fields["Allow"] == "GET, POST, DELETE")
    }

    @Test func `HEAD is answered as GET is`() {
        #expect(ControlBench().ask("HEAD", "/health", token: nil).status == 200)
    }

    @Test func `the control API is not in the journal`() {
        let bench = ControlBench()
        _ = bench.ask("GET", "/sources")
        #expect(bench.service.journal.isEmpty)
    }
}
