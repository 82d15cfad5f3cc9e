package import HTTPMessages
package import JSONTree

/// The protocol awsJson 1.1: one POST, a target header, JSON both ways.
package enum AWSJSON {
    package static let contentType = "application/x-amz-json-1.1"
    package static let targetHeader = "X-Amz-Target"
    package static let errorTypeHeader = "X-Amzn-Errortype"
    package static let requestIDHeader = "x-amzn-RequestId"

    /// The request of an operation, input as given; without host, length and authentication.
    ///
    /// `target` is the request line's: the path of an endpoint that has one.
    package static func request(
        _ operation: OperationModel, input: JSONObject, target: String = "/"
    ) -> HTTPRequest {
        request(operation, body: JSONWriter.bytes(.object(input)), target: target)
    }

    /// The request of an operation with these very bytes as its body.
    package static func request(
        _ operation: OperationModel, body: [UInt8], target: String = "/"
    ) -> HTTPRequest {
        HTTPRequest(
            method: "POST", target: target,
            fields: [("Content-Type", contentType), (targetHeader, operation.target)], body: body)
    }

    /// An object of the members that have a value: a client leaves out what is absent, it never sends null.
    package static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONObject {
        var object: JSONObject = [:]
        for (name, value) in members {
            if let value, value != .null { object.append(name, value) }
        }
        return object
    }

    /// The id that the service gave the exchange.
    package static func requestID(of response: HTTPResponse) -> String? {
        response.fields[requestIDHeader] ?? response.fields["x-amz-request-id"]
    }
}
