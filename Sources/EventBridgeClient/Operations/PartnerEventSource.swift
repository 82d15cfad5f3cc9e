import JSONTree

/// A partner event source in a list.
public struct PartnerEventSource: Hashable, Sendable {
    /// The ARN of the source, if the service sent it.
    public let arn: String?
    /// The name of the source, if the service sent it.
    public let name: String?

    public init(arn: String?, name: String?) {
        self.arn = arn
        self.name = name
    }

    init(_ members: JSONObject) {
        self.init(arn: members["Arn"]?.string, name: members["Name"]?.string)
    }
}

extension JSONObject {
    /// The objects of a list member; null elements are none.
    func objects(_ name: String) -> [JSONObject] {
        (self[name]?.array ?? []).compactMap(\.object)
    }
}
