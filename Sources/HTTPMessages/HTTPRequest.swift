/// A request as a value: nothing is added to it and nothing is checked here.
public struct HTTPRequest: Hashable, Sendable {
    public var method: String
    /// The target exactly as on the request line, query included.
    public var target: String
    public var fields: HTTPFields
    public var body: [UInt8]

    public init(method: String, target: String, fields: HTTPFields = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// The body as text; broken UTF-8 is repaired.
    public var bodyText: String { String(decoding: body, as: UTF8.self) }
}
