import HTTPMessages
import JSONTree

/// What the control API says: a status and JSON.
struct ControlAnswer: Sendable {
    var status: Int
    var body: JSONValue
    var fields: HTTPFields = []

    var response: HTTPResponse {
        var fields: HTTPFields = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
        for field in self.fields { fields.append(field) }
        return HTTPResponse(
            status: status, reason: Self.reason(of: status), fields: fields,
            body: JSONWriter.bytes(body) + [UInt8(ascii: "\n")])
    }

    static func reason(of status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 409: "Conflict"
        case 429: "Too Many Requests"
        default: ""
        }
    }
}
