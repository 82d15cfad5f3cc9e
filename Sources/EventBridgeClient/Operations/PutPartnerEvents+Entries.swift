import AWSWire
import JSONTree

extension PutPartnerEvents {
    /// An event. What it lacks makes it fail, by itself.
    public struct Entry: Hashable, Sendable {
        /// When it happened, since 1970; nil for the time at which the service gets it.
        public var time: Duration?
        /// The name of the partner event source; needed.
        public var source: String?
        /// The resources that it is about, each up to 2048 characters.
        public var resources: [String]
        /// What the members of the detail are to be taken for, up to 128 characters; needed.
        public var detailType: String?
        /// The event itself as JSON; needed.
        public var detail: String?

        public init(
            source: String?, detailType: String?, detail: String?, time: Duration? = nil,
            resources: [String] = []
        ) {
            self.time = time
            self.source = source
            self.resources = resources
            self.detailType = detailType
            self.detail = detail
        }

        var members: JSONObject {
            AWSJSON.object([
                "Time": time.map(JSONValue.init(timestamp:)), "Source": source.map { .string($0) },
                "Resources": resources.isEmpty ? nil : .array(resources.map { .string($0) }),
                "DetailType": detailType.map { .string($0) }, "Detail": detail.map { .string($0) },
            ])
        }
    }

    /// What became of an event.
    public struct EntryResult: Hashable, Sendable {
        /// The id of an event that was accepted.
        public let eventID: String?
        /// Why it failed, in a word; nil for an event that was accepted.
        public let errorCode: String?
        public let errorMessage: String?

        public init(eventID: String? = nil, errorCode: String? = nil, errorMessage: String? = nil) {
            self.eventID = eventID
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        init(_ members: JSONObject) {
            self.init(
                eventID: members["EventId"]?.string, errorCode: members["ErrorCode"]?.string,
                errorMessage: members["ErrorMessage"]?.string)
        }
    }
}
