public import AWSWire
import JSONTree

/// Puts events into customers' partner event buses, up to 20 at a time.
///
/// Called by the partner. Each event succeeds or fails by itself: look at every entry of the output, in the
/// order of the input. Where no event has source, detail type and detail, the whole call fails.
///
/// Shapes and errors:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPartnerEvents.html>.
public enum PutPartnerEvents: ServiceOperation {
    /// What is asked. The service checks it, not the client.
    public struct Input: Hashable, Sendable {
        /// The events: 1 to 20.
        public var entries: [Entry]

        public init(entries: [Entry]) {
            self.entries = entries
        }
    }

    /// What is answered.
    public struct Output: Hashable, Sendable {
        /// How many events failed.
        public let failedEntryCount: Int?
        /// What became of each event, in the order of the input.
        public let entries: [EntryResult]

        public init(failedEntryCount: Int?, entries: [EntryResult]) {
            self.failedEntryCount = failedEntryCount
            self.entries = entries
        }
    }

    /// Why there is no output. The messages are the service's own words, where it sent any.
    public enum Failure: OperationFailure {
        /// `InternalException`. The service failed; the request may be made again. Status 500.
        case internalError(message: String?)
        /// `OperationDisabledException`. The operation is not offered in this region. Status 400.
        case operationDisabled(message: String?)
        /// Any other error of the service, for example `ValidationException` or `ThrottlingException`.
        case service(ServiceError)
        /// No whole answer came.
        case transport(TransportTrouble)
        /// An answer came and cannot be understood; it says where.
        case unreadable(UnreadableAnswer)
    }

    public static let definition = OperationDefinition<Input, Output, Failure>(
        model: .putPartnerEvents,
        members: { input in
            AWSJSON.object(["Entries": .array(input.entries.map { .object($0.members) })])
        },
        output: { members in
            Output(
                failedEntryCount: members["FailedEntryCount"]?.integer,
                entries: members.objects("Entries").map(EntryResult.init))
        },
        errors: [
            .internalError: Failure.internalError(message:),
            .operationDisabled: Failure.operationDisabled(message:),
        ])
}
