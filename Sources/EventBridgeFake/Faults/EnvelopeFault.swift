import AWSWire
import HTTPMessages
import JSONTree

/// The faults that change how awsJson 1.1 wraps an answer.
enum EnvelopeFault {
    static func apply(_ action: FaultAction, to response: inout HTTPResponse, at now: Duration) {
        switch action.name {
        case .status: proxyPage(action, &response)
        case .errorWith200:
            response.status = 200
            response.reason = "OK"
        case .successWith500:
            let status = action.integer("status") ?? 500
            response.status = status
            response.reason = AnswerWriter.reason(of: status)
        case .errorTypeForms: typeForm(action.text("form") ?? "bare", &response)
        case .errorMessageCase: messageForm(action.text("form") ?? "message", &response)
        case .retryAfter: retryAfter(action, &response, at: now)
        case .errortypeCase:
            let name =
                switch action.text("form") {
                case "upper": "X-AMZN-ERRORTYPE"
                case "canonical": "X-Amzn-Errortype"
                case "mixed": "x-aMZn-ErrorType"
                default: "x-amzn-errortype"
                }
            if let code = code(of: response) { response.fields.append(name, code) }
        case .requestidAbsent: response.fields.remove(AWSJSON.requestIDHeader)
        case .requestidDuplicated:
            response.fields.append(AWSJSON.requestIDHeader, "00000000-0000-4000-8000-000000000000")
        case .requestidBothSpellings:
            let id = response.fields[AWSJSON.requestIDHeader] ?? ""
            response.fields.append("x-amz-request-id", id)
        default: break
        }
    }

    /// The error code in the body of an answer; nil where there is none.
    static func code(of response: HTTPResponse) -> String? {
        guard let body = AWSJSON.input(from: response.body), case .string(let type)? = body["__type"] else {
            return nil
        }
        return type.split(separator: "#").last.map(String.init)
    }

    private static func proxyPage(_ action: FaultAction, _ response: inout HTTPResponse) {
        let status = action.integer("code") ?? 503
        let reason = AnswerWriter.reason(of: status)
        response.status = status
        response.reason = reason
        response.fields.remove(AWSJSON.requestIDHeader)
        switch action.text("body") {
        case "text":
            response.fields.set("Content-Type", to: "text/plain")
            response.body = Array("\(status) \(reason)\n".utf8)
        case "html":
            response.fields.set("Content-Type", to: "text/html")
            response.body = Array(
                "<html>\n<head><title>\(status) \(reason)</title></head>\n<body>\(reason)</body>\n</html>\n"
                    .utf8)
        default:
            response.fields.remove("Content-Type")
            response.body = []
        }
    }

    private static func typeForm(_ form: String, _ response: inout HTTPResponse) {
        guard var body = AWSJSON.input(from: response.body), let code = code(of: response) else { return }
        let shape = "\(AnswerWriter.namespace)#\(code)"
        let uri = "http://internal.amazon.com/coral/com.amazonaws.events/"
        switch form {
        case "header-only":
            body["__type"] = nil
            response.fields.append(AWSJSON.errorTypeHeader, code)
        case "namespaced": body["__type"] = .string(shape)
        case "uri": body["__type"] = .string("\(code):\(uri)")
        case "namespaced-uri": body["__type"] = .string("\(shape):\(uri)")
        case "conflicting": response.fields.append(AWSJSON.errorTypeHeader, "ConflictingException")
        case "code-member":
            body["__type"] = nil
            body.append("code", .string(code))
        case "none": body["__type"] = nil
        default: body["__type"] = .string(code)
        }
        response.body = JSONWriter.bytes(.object(body))
    }

    private static func messageForm(_ form: String, _ response: inout HTTPResponse) {
        guard var body = AWSJSON.input(from: response.body) else { return }
        let message = body["message"] ?? body["Message"] ?? .string("An error occurred.")
        body["message"] = nil
        body["Message"] = nil
        switch form {
        case "Message": body.append("Message", message)
        case "both":
            body.append("message", message)
            body.append("Message", message)
        case "absent": break
        case "null": body.append("message", .null)
        case "non-string": body.append("message", .object(["text": message]))
        default: body.append("message", message)
        }
        response.body = JSONWriter.bytes(.object(body))
    }

    private static func retryAfter(_ action: FaultAction, _ response: inout HTTPResponse, at now: Duration) {
        let time = action.duration("after")
        let isAmazons = action.text("header") == "x-amz-retry-after"
        let value =
            switch action.text("form") {
            case "garbage": "soon"
            case "date": SigningTime(now + time).httpDate
            // The service's own header counts milliseconds.
            default: String(isAmazons ? Int(time.inSeconds * 1000) : Int(time.inSeconds.rounded(.up)))
            }
        response.fields.append(isAmazons ? "x-amz-retry-after" : "Retry-After", value)
    }
}
