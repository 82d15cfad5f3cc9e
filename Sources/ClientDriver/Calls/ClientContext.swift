import JSONTree

/// A call as the client reads it: the same JSON in the context file, on standard input and in a trigger's body.
struct ClientContext {
    static let version = 1

    let call: ClientCall
    /// Where the client may write its result; nil where it answers on the line that asked.
    let resultFile: String?

    var json: JSONObject {
        var json: JSONObject = [
            "v": .number(JSONNumber(Self.version)), "scenario": .string(call.scenario),
            "operation": .string(call.operation), "input": call.input,
            "endpoint": .string(call.endpoint), "host": .string(call.host),
            "port": .number(JSONNumber(call.port)), "region": .string(call.region),
        ]
        if let name = call.name { json.append("name", .string(name)) }
        if let account = call.account { json.append("account", .string(account)) }
        var credential: JSONObject = [
            "accessKeyId": .string(call.credential.accessKey),
            "secretAccessKey": .string(call.credential.secretKey),
        ]
        if let token = call.credential.sessionToken { credential.append("sessionToken", .string(token)) }
        json.append("credentials", .object(credential))
        if let mode = call.retryMode { json.append("retryMode", .string(mode)) }
        if let attempts = call.maxAttempts { json.append("maxAttempts", .number(JSONNumber(attempts))) }
        if let file = call.certificateFile { json.append("certificateFile", .string(file)) }
        json.append("timeoutSeconds", .number(JSONNumber(call.timeout.inSeconds)))
        if let resultFile { json.append("resultFile", .string(resultFile)) }
        return json
    }

    /// The context without what is secret, to be kept after a failure.
    var redacted: JSONObject {
        var json = json
        json["credentials"] = ["accessKeyId": .string(call.credential.accessKey)]
        return json
    }
}
