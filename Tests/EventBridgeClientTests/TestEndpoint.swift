import AWSWire
import EventBridgeClient
import HTTPMessages
import HTTPWire
import Synchronization

/// 2027-01-15T08:00:00Z, for signatures that are always the same.
let fixedTime = 1_800_000_000.0

/// Settings for an endpoint on this machine, with the example credentials.
func configuration(
    _ endpoint: String, timeout: Duration = .seconds(5), retry: RetryPolicy = .none,
    now: @escaping @Sendable () -> Double = { fixedTime }
) throws -> ClientConfiguration {
    var configuration = try ClientConfiguration(
        endpoint: endpoint, region: "us-east-1", credentials: .example, timeout: timeout, now: now)
    configuration.retry = retry
    return configuration
}

/// The input of the calls.
let input = CreatePartnerEventSource.Input(name: "aws.partner/example.com/orders", account: "123456789012")

/// An endpoint that answers one request after the other as told, the last answer for all further ones.
func withEndpoint<R>(
    _ answers: [ServerAnswer], timeout: Duration = .seconds(5), retry: RetryPolicy = .none,
    now: @escaping @Sendable () -> Double = { fixedTime },
    body: (ClientContext, Received) async throws -> R
) async throws -> R {
    let received = Received()
    return try await withSocketThreads(count: 1) { threads in
        try await withHTTPServer(.init(), threads: threads) { request in
            let number = received.requests.withLock { requests in
                requests.append(request.request)
                return requests.count - 1
            }
            return answers[min(number, answers.count - 1)]
        } _: { server in
            let configuration = try configuration(
                "\(server.origin)", timeout: timeout, retry: retry, now: now)
            return try await withClient(configuration) { context in
                try await body(context, received)
            }
        }
    }
}

/// What an endpoint received, in order.
final class Received: Sendable {
    let requests = Mutex<[HTTPRequest]>([])

    var all: [HTTPRequest] { requests.withLock { $0 } }
}

/// An answer in the protocol's content type.
func answer(_ status: Int, _ body: String, _ fields: HTTPFields = []) -> ServerAnswer {
    var fields = fields
    fields.append("Content-Type", "application/x-amz-json-1.1")
    return ServerAnswer(HTTPResponse(status: status, fields: fields, body: Array(body.utf8)))
}
