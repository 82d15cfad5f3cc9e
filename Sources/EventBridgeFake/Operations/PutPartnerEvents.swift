import AWSWire
import JSONTree

/// Takes a partner's events, each by itself: what fails for one says nothing of the others.
@Sendable
func putPartnerEvents(_ call: Call, _ region: inout RegionState) -> Outcome {
    var entries: [EventEntry] = []
    if case .array(let values)? = call.input["Entries"] {
        entries = values.compactMap(\.object).map(EventEntry.init)
    }
    if let refusal = refusal(of: entries, call) { return .refusal(refusal) }
    // FNV-1a: the ids differ from request to request and are the same when a seeded run is repeated.
    let seed = call.requestID.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    var random = SplitMix(seed: seed)
    var results: [JSONValue] = []
    var failures = 0
    for entry in entries {
        let id = random.uuid()
        if let failure = accept(entry, id: id, call, &region) {
            failures += 1
            results.append(
                .object(["ErrorCode": .string(failure.code), "ErrorMessage": .string(failure.message)]))
        } else {
            results.append(.object(["EventId": .string(id)]))
        }
    }
    return .success([
        "FailedEntryCount": .number(JSONNumber(failures)), "Entries": .array(results),
    ])
}

/// What is wrong with all of them together.
private func refusal(of entries: [EventEntry], _ call: Call) -> Refusal? {
    let size = entries.reduce(0) { $0 + $1.size }
    if size > call.policies.eventBytes {
        return Refusal(
            .validation, message: "Total size of the entries in the request is over the limit.",
            explanation: "the events are too large\n\(size) bytes of \(call.policies.eventBytes)")
    }
    guard call.policies.incompleteEvents == .refused, entries.allSatisfy({ !$0.missing.isEmpty }) else {
        return nil
    }
    return Refusal(
        .validation, message: "None of the entries has Source, DetailType and Detail.",
        explanation: "no event is complete\nthe first lacks "
            + (entries.first?.missing ?? []).joined(separator: ", "))
}

/// Accepts an event where its source is there: it reaches the bus of an ACTIVE one, and is dropped by a PENDING one.
private func accept(
    _ entry: EventEntry, id: String, _ call: Call, _ region: inout RegionState
) -> EventFailure? {
    if let failure = entry.failure(call.policies) { return failure }
    guard let name = entry.source, let detailType = entry.detailType, let detail = entry.detail else {
        return nil
    }
    if call.policies.otherPartner == .accessDenied, let partner = call.partner,
        !name.hasPrefix("aws.partner/\(partner)/")
    {
        return EventFailure(
            code: "NotAuthorizedForSourceException", message: "Not authorized for the source.")
    }
    let sources = region.sources.sources(named: name)
    guard !sources.isEmpty else {
        return EventFailure(
            code: call.policies.unknownEventSource.code, message: "Event source \(name) does not exist.")
    }
    for source in sources {
        let isDelivered = source.state == .active
        if isDelivered { region.buses.receive(name, account: source.account) }
        region.events.append(
            PartnerEvent(
                id: id, source: name, account: source.account, region: call.region, detailType: detailType,
                detail: detail, resources: entry.resources, time: entry.time, receivedAt: call.now,
                isDelivered: isDelivered), limits: call.limits)
    }
    return nil
}

extension FakePolicies.UnknownEventSource {
    fileprivate var code: String {
        switch self {
        case .resourceNotFound: "ResourceNotFoundException"
        case .invalidArgument: "InvalidArgument"
        }
    }
}
