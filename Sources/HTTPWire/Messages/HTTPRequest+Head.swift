package import HTTPMessages

extension HTTPRequest {
    /// Reads a request again from the bytes of its head, as the server read it; nil for what is no head.
    package init?(rawHead: [UInt8], body: [UInt8]) {
        var parser = HeadParser(rawHead)
        guard let line = try? parser.requestLine(), let fields = try? parser.fields(unfolds: false) else {
            return nil
        }
        self.init(method: line.method, target: line.target, fields: HTTPFields(fields), body: body)
    }
}
