import AWSWire
import JSONTree

/// One event of a PutPartnerEvents call.
struct EventEntry {
    let source: String?
    let detailType: String?
    let detail: String?
    let resources: [String]
    let time: Double?

    init(_ members: JSONObject) {
        func text(_ name: String) -> String? {
            if case .string(let text)? = members[name], !text.isEmpty { text } else { nil }
        }
        source = text("Source")
        detailType = text("DetailType")
        detail = text("Detail")
        if case .array(let values)? = members["Resources"] {
            resources = values.compactMap(\.string)
        } else {
            resources = []
        }
        if case .number(let number)? = members["Time"] { time = number.double } else { time = nil }
    }

    /// The required members that it lacks, in the order in which they are told.
    var missing: [String] {
        [("Source", source), ("DetailType", detailType), ("Detail", detail)].filter { $0.1 == nil }.map(\.0)
    }

    /// The bytes that count towards the limit of a call; 14 for a time, however written.
    var size: Int {
        [source, detailType, detail].compactMap { $0?.utf8.count }.reduce(0, +)
            + resources.reduce(0) { $0 + $1.utf8.count } + (time == nil ? 0 : 14)
    }

    /// What is wrong with it by itself; nil for an event that a source would accept.
    func failure(_ policies: FakePolicies) -> EventFailure? {
        if let name = missing.first {
            return EventFailure(
                code: "InvalidArgument",
                message: "Parameter \(name) is not valid. Reason: \(name) is a required argument.")
        }
        if let detailType, detailType.unicodeScalars.count > Self.maximumDetailType {
            return EventFailure(
                code: "InvalidArgument",
                message: "Parameter DetailType is not valid. Reason: DetailType is longer than "
                    + "\(Self.maximumDetailType) characters.")
        }
        guard let detail, Self.isDetail(detail, policies.eventDetail) else {
            return EventFailure(code: "MalformedDetail", message: "Detail is malformed.")
        }
        return nil
    }

    private static let maximumDetailType = 128

    private static func isDetail(_ text: String, _ policy: FakePolicies.EventDetail) -> Bool {
        guard let value = try? JSONReader.read(Array(text.utf8)) else { return false }
        return switch (policy, value) {
        case (.anyJSON, _), (.object, .object): true
        case (.object, _): false
        }
    }
}

/// Why one event of a call was not accepted.
struct EventFailure {
    let code: String
    let message: String
}
