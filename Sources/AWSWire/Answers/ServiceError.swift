/// An error that the service answered with, as it stood on the wire.
public struct ServiceError: Error, Hashable, Sendable {
    /// What stood before `#` in the name; nil where the name came bare.
    public let namespace: String?
    /// The name without namespace and address, for example `ValidationException`.
    public let name: String
    public let message: String?
    public let status: Int

    public init(namespace: String? = nil, name: String, message: String?, status: Int) {
        self.namespace = namespace
        self.name = name
        self.message = message
        self.status = status
    }
}

extension ServiceError: CustomStringConvertible {
    public var description: String {
        "\(name) (status \(status))" + (message.map { ": \($0)" } ?? "")
    }
}
