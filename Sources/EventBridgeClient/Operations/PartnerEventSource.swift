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

    /// Reads an element of a list; null elements are none.
    init?(_ value: JSONValue) {
        guard let members = value.object else { return nil }
        self.init(arn: members["Arn"]?.string, name: members["Name"]?.string)
    }
}
