/// An answer as a value: nothing is added to it and nothing is checked here.
public struct HTTPResponse: Hashable, Sendable {
    public var status: Int
    /// The reason phrase as sent; often empty.
    public var reason: String
    public var fields: HTTPFields
    public var body: [UInt8]

    public init(status: Int, reason: String = "", fields: HTTPFields = [], body: [UInt8] = []) {
        self.status = status
        self.reason = reason
        self.fields = fields
        self.body = body
    }

    /// The body as text; broken UTF-8 is repaired.
    public var bodyText: String { String(decoding: body, as: UTF8.self) }
}
