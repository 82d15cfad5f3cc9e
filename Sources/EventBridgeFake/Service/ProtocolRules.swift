import AWSWire
import Diagnostics
import HTTPMessages
import JSONTree

/// The checks that come before anyone is known: method, body, content type, JSON, operation.
enum ProtocolRules {
    /// The first rule that the request breaks; nil for none.
    static func refusal(
        of request: HTTPRequest, _ reading: CallReading, _ policies: FakePolicies
    ) -> Refusal? {
        if request.method != "POST" { return otherMethod(request.method, policies) }
        if reading.json == nil, policies.emptyBody == .refused {
            // An unknown operation is told before a body that it would not have had.
            return reading.handler == nil
                ? unknownOperation(request)
                : Refusal(
                    .serialization, message: nil, explanation: "the body is empty\nexpected a JSON object")
        }
        return contentType(request, policies) ?? json(reading) ?? operation(request, reading, policies)
    }

    private static func otherMethod(_ method: String, _ policies: FakePolicies) -> Refusal {
        let explanation = "the method is \(method)\nevery operation is a POST"
        switch policies.otherMethod {
        case .accessDenied:
            var refusal = Refusal(
                code: ErrorModel.accessDenied.name, status: 403,
                message: "Unable to determine service/operation name to be authorized",
                explanation: explanation)
            refusal.form = .xml
            return refusal
        case .unknownOperation:
            return Refusal(.unknownOperation, message: nil, explanation: explanation)
        }
    }

    private static func contentType(_ request: HTTPRequest, _ policies: FakePolicies) -> Refusal? {
        guard policies.contentType != .ignored else { return nil }
        let type = request.fields["Content-Type"]
        if let type, type == AWSJSON.contentType || AWSJSON.isContentType(type) { return nil }
        let found = type.map { "is '\($0)'" } ?? "is missing"
        var refusal = Refusal(
            .unknownOperation, message: nil,
            explanation: "the content type \(found)\nexpected '\(AWSJSON.contentType)'")
        if policies.contentType == .notFound {
            refusal.status = 404
            refusal.form = .xml
        }
        return refusal
    }

    private static func json(_ reading: CallReading) -> Refusal? {
        switch reading.json {
        case nil, .success(.object): nil
        case .success(let value):
            Refusal(
                .serialization, message: nil,
                explanation: "the body is not a JSON object\nfound \(value.kind.phrase)")
        case .failure(let error):
            Refusal(
                .serialization, message: nil,
                explanation:
                    "the body is not JSON\nline \(error.line), column \(error.column): \(error.message)")
        }
    }

    private static func operation(
        _ request: HTTPRequest, _ reading: CallReading, _ policies: FakePolicies
    ) -> Refusal? {
        guard reading.handler != nil else { return unknownOperation(request) }
        guard policies.path == .unknownOperation else { return nil }
        let path = request.target.prefix { $0 != "?" }
        guard path != "/" else { return nil }
        return Refusal(
            .unknownOperation, message: nil, explanation: "the path is '\(path)'\nevery operation is at '/'")
    }

    private static func unknownOperation(_ request: HTTPRequest) -> Refusal {
        let known = OperationHandler.all.map(\.operation.target)
        let found =
            request.fields[AWSJSON.targetHeader].map { target in
                let near = nearest(to: target, among: known).map { "; did you mean '\($0)'?" } ?? ""
                return "names '\(target)'" + near
            } ?? "is missing"
        return Refusal(
            .unknownOperation, message: nil,
            explanation:
                "the header \(AWSJSON.targetHeader) \(found)\nknown are \(known.joined(separator: ", "))")
    }
}
