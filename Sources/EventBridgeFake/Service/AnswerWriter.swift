import AWSWire
import HTTPMessages
import JSONTree

/// Writes outcomes as the service does.
enum AnswerWriter {
    /// The answer to a call: status, body and the headers that every answer has.
    static func response(
        _ outcome: Outcome, operation: OperationModel?, requestID: String, date: String,
        errorType: FakePolicies.ErrorType
    ) -> HTTPResponse {
        switch outcome {
        case .success(let output):
            let isBodiless = operation?.output.isEmpty ?? false
            var body: [UInt8] = []
            if !isBodiless {
                body.reserveCapacity(160)
                JSONWriter.append(output, to: &body)
            }
            return response(200, body, type: AWSJSON.contentType, requestID, date)
        case .refusal(let refusal):
            return response(refusal, requestID: requestID, date: date, errorType: errorType)
        }
    }

    /// The answer that says an error.
    static func response(
        _ refusal: Refusal, requestID: String, date: String, errorType: FakePolicies.ErrorType
    ) -> HTTPResponse {
        switch refusal.form {
        case .xml:
            let message = refusal.message.map { "\n  <Message>\($0)</Message>\n" } ?? ""
            let body = "<\(refusal.code)>\(message)</\(refusal.code)>\n"
            return response(refusal.status, Array(body.utf8), type: "application/xml", requestID, date)
        case .json:
            let type = errorType == .namespaced ? "\(namespace)#\(refusal.code)" : refusal.code
            var body: [UInt8] = []
            body.reserveCapacity(200)
            body.append(contentsOf: "{\"__type\":".utf8)
            JSONWriter.appendString(type, to: &body)
            if let message = refusal.message {
                body.append(UInt8(ascii: ","))
                JSONWriter.appendString(refusal.messageMember, to: &body)
                body.append(UInt8(ascii: ":"))
                JSONWriter.appendString(message, to: &body)
            }
            body.append(UInt8(ascii: "}"))
            var answer = response(refusal.status, body, type: AWSJSON.contentType, requestID, date)
            if errorType == .headerToo { answer.fields.append(AWSJSON.errorTypeHeader, refusal.code) }
            return answer
        }
    }

    /// What stands before an error's name where it is written with its namespace.
    static let namespace = "com.amazonaws.events"

    private static func response(
        _ status: Int, _ body: [UInt8], type: String, _ requestID: String, _ date: String
    ) -> HTTPResponse {
        HTTPResponse(
            status: status, reason: reason(of: status),
            fields: HTTPFields([
                HTTPField(name: AWSJSON.requestIDHeader, value: requestID),
                HTTPField(name: "Content-Type", value: type), HTTPField(name: "Date", value: date),
            ]),
            body: body)
    }

    /// The phrase that goes with a status; empty for one that has none.
    static func reason(of status: Int) -> String {
        switch status {
        case 200: "OK"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 408: "Request Timeout"
        case 413: "Content Too Large"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: ""
        }
    }
}
