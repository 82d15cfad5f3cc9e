/// What holds for every operation of the service.
package struct ServiceModel: Hashable, Sendable {
    /// The name that settings know the service by: environment variables and config files.
    package let settingsID: String
    /// What stands before the operation's name in the target header.
    package let targetPrefix: String
    /// The service's part of a signature's scope.
    package let signingName: String
    /// What stands before the region in the service's host names.
    package let endpointPrefix: String
    package let version: String

    package static let eventBridge = ServiceModel(
        settingsID: "eventbridge", targetPrefix: "AWSEvents", signingName: "events", endpointPrefix: "events",
        version: "2015-10-07")
}
