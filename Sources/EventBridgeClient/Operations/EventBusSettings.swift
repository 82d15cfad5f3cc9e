import AWSWire
import JSONTree

/// Where events go that could not be delivered.
public struct DeadLetterConfiguration: Hashable, Sendable {
    /// The ARN of a queue, 1 to 1600 characters.
    public var arn: String?

    public init(arn: String?) {
        self.arn = arn
    }

    init(_ members: JSONObject) {
        self.init(arn: members["Arn"]?.string)
    }

    var members: JSONObject { AWSJSON.object(["Arn": arn.map { .string($0) }]) }
}

/// What a bus logs.
public struct LogConfiguration: Hashable, Sendable {
    /// `OFF`, `ERROR`, `INFO` or `TRACE`.
    public var level: String?
    /// Whether details are logged too: `NONE` or `FULL`.
    public var includeDetail: String?

    public init(level: String? = nil, includeDetail: String? = nil) {
        self.level = level
        self.includeDetail = includeDetail
    }

    init(_ members: JSONObject) {
        self.init(level: members["Level"]?.string, includeDetail: members["IncludeDetail"]?.string)
    }

    var members: JSONObject {
        AWSJSON.object([
            "Level": level.map { .string($0) }, "IncludeDetail": includeDetail.map { .string($0) },
        ])
    }
}

/// A key and a value that a resource is marked with.
public struct Tag: Hashable, Sendable {
    /// 1 to 128 characters.
    public var key: String
    /// Up to 256 characters.
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }

    var members: JSONObject { ["Key": .string(key), "Value": .string(value)] }
}
