import AWSWire
import EventBridgeFake
import FakeControl
import HTTPMessages
import HTTPWire
import JSONTree
import Synchronization

/// A fake's service without sockets, with its control API before it and a caller who signs.
final class ControlBench: Sendable {
    static let token = "a-token-for-tests"
    static let start = Duration.seconds(1_795_000_000)

    let api: ControlAPI
    let service: FakeService

    init(_ configuration: FakeConfiguration = FakeConfiguration(region: "us-east-1")) {
        let api = ControlAPI(token: Self.token, version: "1.2.3")
        self.api = api
        service = FakeService(
            configuration, cache: SigningKeyCache(), now: Self.start, witness: { api.note($0) })
    }

    /// Calls an operation with a good signature; the status.
    @discardableResult
    func call(
        _ operation: OperationModel, _ input: JSONValue, as credential: FakeCredential = .example,
        secret: String? = nil
    ) -> Int {
        var request = AWSJSON.request(operation, body: JSONWriter.bytes(input))
        request.fields.append("Host", "127.0.0.1:4000")
        var credential = credential
        if let secret { credential.secretAccessKey = secret }
        let signer = Signer(
            credentials: credential.credentials, region: "us-east-1", service: "events",
            cache: SigningKeyCache())
        signer.sign(&request, at: SigningTime(secondsSince1970: Int(Self.start.components.seconds)))
        return send(request)
    }

    /// Makes a source of this name; the status.
    @discardableResult
    func create(_ name: String, as credential: FakeCredential = .example, secret: String? = nil) -> Int {
        call(
            .createPartnerEventSource, ["Name": .string(name), "Account": "210987654321"], as: credential,
            secret: secret)
    }

    /// Sends a request to the service; the status.
    @discardableResult
    func send(_ request: HTTPRequest) -> Int {
        let answer = service.answer(to: Arrival(request: request), at: Self.start)
        if case .response(let response)? = answer.steps.first { return response.status }
        return 0
    }

    /// Asks the control API; what the server does about it.
    func steps(
        _ method: String, _ path: String, _ body: String = "", token: String? = ControlBench.token
    ) -> [AnswerStep] {
        var fields: HTTPFields = [("Host", "fake")]
        if let token { fields.append("Authorization", "Bearer \(token)") }
        let request = HTTPRequest(
            method: method, target: ControlAPI.prefix + path, fields: fields, body: Array(body.utf8))
        return api.answer(to: request, of: service, at: Self.start).steps
    }

    /// Asks the control API for an answer at once: its status and its JSON.
    func ask(
        _ method: String, _ path: String, _ body: String = "", token: String? = ControlBench.token
    ) -> (status: Int, json: JSONValue) {
        guard case .response(let response)? = steps(method, path, body, token: token).first else {
            return (0, .null)
        }
        return (response.status, (try? JSONReader.read(response.body)) ?? .null)
    }
}
