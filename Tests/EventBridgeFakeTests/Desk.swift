import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// A service without sockets, and a caller who signs for it; the time stands still.
struct Desk {
    static let start = Duration.seconds(1_800_000_000)
    static let name = "aws.partner/example.com/orders/1"
    static let account = "210987654321"
    static let valid = #"{"Name":"\#(name)","Account":"\#(account)"}"#

    let service: FakeService
    let region: String

    init(region: String = "us-east-1") {
        self.init(region: region) { _ in }
    }

    init(
        region: String = "us-east-1", _ change: (inout FakeConfiguration) throws -> Void
    ) rethrows {
        var configuration = FakeConfiguration(region: region)
        configuration.seed = 1
        try change(&configuration)
        self.region = region
        service = FakeService(configuration, cache: SigningKeyCache(), now: Self.start)
    }

    /// A request, signed rightly unless told otherwise.
    func request(
        _ operation: OperationModel = .createPartnerEventSource, _ body: String = valid,
        by credential: FakeCredential = .example, at time: Duration = start,
        signing deviations: SigningDeviations = .none, change: (inout HTTPRequest) -> Void = { _ in }
    ) -> HTTPRequest {
        var request = AWSJSON.request(operation, body: Array(body.utf8))
        request.fields.append("Host", "127.0.0.1:4000")
        change(&request)
        let signer = Signer(
            credentials: credential.credentials, region: region, service: "events", cache: SigningKeyCache())
        signer.sign(
            &request, at: SigningTime(secondsSince1970: Int(time.components.seconds)), options: deviations)
        return request
    }

    /// Arms a fault at this time.
    @discardableResult
    func arm(_ fault: Fault, at time: Duration = start) -> Int {
        service.arm(fault, at: time)
    }

    /// What the server does about a request.
    func steps(_ request: HTTPRequest, at time: Duration = start) -> [AnswerStep] {
        service.answer(to: Arrival(request: request), at: time).steps
    }

    /// The answer to a request that is answered in one piece.
    func answer(
        _ request: HTTPRequest, at time: Duration = start, sourceLocation: SourceLocation = #_sourceLocation
    ) -> HTTPResponse {
        let steps = steps(request, at: time)
        guard steps.count == 1, case .response(let response) = steps[0] else {
            Issue.record("expected one plain answer, found \(steps)", sourceLocation: sourceLocation)
            return HTTPResponse(status: 0)
        }
        return response
    }

    /// The answer to a right request.
    func call(
        _ operation: OperationModel = .createPartnerEventSource, _ body: String = valid,
        by credential: FakeCredential = .example, at time: Duration = start,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> HTTPResponse {
        answer(
            request(operation, body, by: credential, at: time), at: time, sourceLocation: sourceLocation)
    }

    /// A create of this name for this account.
    func create(_ name: String, _ account: String = account, at time: Duration = start) -> HTTPResponse {
        call(.createPartnerEventSource, #"{"Name":"\#(name)","Account":"\#(account)"}"#, at: time)
    }
}

extension HTTPResponse {
    /// The body as a JSON object; empty where it is none.
    var json: JSONObject {
        guard case .object(let object)? = try? JSONReader.read(body) else { return [:] }
        return object
    }

    /// The error's name in the body.
    var errorType: String? { text("__type") }

    /// A text member of the body.
    func text(_ member: String) -> String? {
        if case .string(let text)? = json[member] { text } else { nil }
    }

    /// Status and error name, for comparing many at once.
    var verdict: String { "\(status) \(errorType ?? "-")" }
}
