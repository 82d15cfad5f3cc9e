import AWSWire
import EventBridgeClient
import Foundation

/// A client under test: Assay's own Swift client, with its standard retries.
@main struct SwiftClient {
    static func main() async throws {
        let variables = ProcessInfo.processInfo.environment
        var configuration = try ClientConfiguration(
            endpoint: variables["AWS_ENDPOINT_URL"], region: variables["AWS_REGION"] ?? "",
            credentials: Credentials(
                accessKeyID: variables["AWS_ACCESS_KEY_ID"] ?? "",
                secretAccessKey: variables["AWS_SECRET_ACCESS_KEY"] ?? "",
                sessionToken: variables["AWS_SESSION_TOKEN"]),
            now: { Date().timeIntervalSince1970 })
        configuration.retry = .standard(
            maximumAttempts: variables["AWS_MAX_ATTEMPTS"].flatMap { Int($0) } ?? 3,
            random: { UInt64.random(in: .min ... .max) }, pause: { try? await Task.sleep(for: $0) })
        if let file = variables["AWS_CA_BUNDLE"] { configuration.trust = .bundle(path: file) }
        let answer = await withClient(configuration) { context in
            await CreatePartnerEventSource.requestWithMetadata(
                context, .init(name: variables["ASSAY_NAME"] ?? "", account: variables["ASSAY_ACCOUNT"] ?? "")
            )
        }
        var members = ["\"v\":1", "\"attempts\":\(answer.attempts)"]
        switch answer.result {
        case .success(let output):
            members.append("\"outcome\":\"success\"")
            if let arn = output.eventSourceARN { members.append("\"eventSourceArn\":\(quoted(arn))") }
        case .failure(let failure):
            members.append(report(of: failure))
        }
        let file = URL(filePath: variables["ASSAY_RESULT_FILE"] ?? "result.json")
        try Data("{\(members.joined(separator: ","))}\n".utf8).write(to: file, options: .atomic)
    }

    static func report(of failure: CreatePartnerEventSource.Failure) -> String {
        switch failure {
        case .concurrentModification(let message): error("ConcurrentModificationException", message)
        case .internalError(let message): error("InternalException", message)
        case .limitExceeded(let message): error("LimitExceededException", message)
        case .operationDisabled(let message): error("OperationDisabledException", message)
        case .resourceAlreadyExists(let message): error("ResourceAlreadyExistsException", message)
        case .service(let service): error(service.name, service.message)
        case .transport(let trouble): outcome("transport_error", ["message": "\(trouble)"])
        case .unreadable(let answer): outcome("malformed_response", ["message": "\(answer)"])
        }
    }

    static func error(_ code: String, _ message: String?) -> String {
        outcome("service_error", message.map { ["code": code, "message": $0] } ?? ["code": code])
    }

    static func outcome(_ outcome: String, _ error: [String: String]) -> String {
        let members = error.map { "\"\($0)\":\(quoted($1))" }.joined(separator: ",")
        return "\"outcome\":\"\(outcome)\",\"error\":{\(members)}"
    }

    /// A text as JSON writes it.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\0"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(scalars.joined())\""
    }
}
