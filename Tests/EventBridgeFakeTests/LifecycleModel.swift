import JSONTree

/// What the lifecycle is, written a second time and plainly: the tests compare the fake with it.
///
/// Times are whole seconds since 1970, by the clock of the lifecycle.
struct LifecycleModel {
    struct Place: Hashable, Comparable {
        var region: String
        var name: String
        var account: String

        static func < (left: Place, right: Place) -> Bool {
            (left.name, left.region, left.account) < (right.name, right.region, right.account)
        }
    }

    struct Source: Hashable {
        var state = "PENDING"
        var created: Int
        /// Since when it waits for its customer; nil while it does not.
        var waiting: Int?
    }

    /// The rules that are choices.
    struct Rules {
        var expiry = 7 * 86_400
        var quota: Int?
        var busQuota = 100
        var sharesNames = false
        var repeats = false
    }

    var rules: Rules
    var now: Int
    var sources: [Place: Source] = [:]
    /// The events that each bus received.
    var buses: [Place: Int] = [:]

    /// What a call comes to: an error's name, or the members of the answer.
    enum Result: Equatable {
        case error(String)
        case success(JSONValue)

        static let nothing = Result.success(.null)
    }

    // MARK: time

    /// Lets happen what is due.
    mutating func settle() {
        for (place, source) in sources {
            guard let since = source.waiting, now - since > rules.expiry else { continue }
            end(place)
        }
    }

    /// The partner's delete, or the end of waiting.
    private mutating func end(_ place: Place) {
        if buses[place] == nil {
            sources[place] = nil
        } else {
            sources[place]?.state = "DELETED"
            sources[place]?.waiting = nil
        }
    }

    // MARK: the partner

    /// The places of a name that the partner sees.
    private func offers(_ name: String, _ region: String) -> [Place] {
        sources.filter { $0.key.name == name && $0.key.region == region && $0.value.state != "DELETED" }
            .keys.sorted { $0.account < $1.account }
    }

    mutating func create(_ place: Place) -> Result {
        let taken = offers(place.name, place.region)
        if rules.sharesNames ? taken.contains(place) : !taken.isEmpty {
            return .error("ResourceAlreadyExistsException")
        }
        let count = sources.count { $0.key.region == place.region && $0.value.state != "DELETED" }
        if let quota = rules.quota, count >= quota { return .error("LimitExceededException") }
        sources[place] = Source(created: now, waiting: now)
        return .success(["EventSourceArn": .string(arn(place))])
    }

    mutating func delete(_ place: Place) -> Result {
        if offers(place.name, place.region).contains(place) { end(place) }
        return .nothing
    }

    func describeOffer(_ name: String, _ region: String) -> Result {
        guard let place = offers(name, region).first else { return .error("ResourceNotFoundException") }
        return .success(["Arn": .string(arn(place)), "Name": .string(name)])
    }

    /// The elements of the partner's list by their names.
    func listOffers(_ prefix: String, _ region: String) -> [(String, JSONValue)] {
        let names = Set(
            sources.filter { $0.key.region == region && $0.value.state != "DELETED" }.map(\.key.name))
        return names.filter { $0.hasPrefix(prefix) }.sorted().map { name in
            let place = Place(region: region, name: name, account: "")
            return (name, ["Arn": .string(arn(place)), "Name": .string(name)])
        }
    }

    /// The elements of a name's list of accounts; nil where there is no such name.
    func listAccounts(_ name: String, _ region: String) -> [(String, JSONValue)]? {
        let places = offers(name, region)
        guard !places.isEmpty else { return nil }
        return places.compactMap { place in
            sources[place].map { source in
                var element: JSONObject = ["Account": .string(place.account)]
                for member in times(source) { element.append(member.0, member.1) }
                element.append("State", .string(source.state))
                return (place.account, .object(element))
            }
        }
    }

    /// Whether each event is accepted; nil where the whole request is refused.
    mutating func put(_ events: [Event], _ region: String) -> [Bool]? {
        guard events.contains(where: \.isComplete) else { return nil }
        return events.map { event in
            guard event.isComplete, event.isSound, let name = event.source else { return false }
            let places = offers(name, region)
            for place in places where sources[place]?.state == "ACTIVE" { buses[place]? += 1 }
            return !places.isEmpty
        }
    }

    struct Event {
        var source: String?
        var detailType: String?
        var detail: String?
        /// Whether what is there is as it should be.
        var isSound = true

        var isComplete: Bool { source != nil && detailType != nil && detail != nil }
    }

    // MARK: the customer

    func describe(_ place: Place) -> Result {
        guard let source = sources[place] else { return .error("ResourceNotFoundException") }
        return .success(view(place, source))
    }

    /// The elements of a customer's list by their names.
    func list(_ prefix: String, _ region: String, _ account: String) -> [(String, JSONValue)] {
        sources.filter { place, _ in
            place.region == region && place.account == account && place.name.hasPrefix(prefix)
        }
        .sorted { $0.key < $1.key }.map { ($0.key.name, view($0.key, $0.value)) }
    }

    mutating func turn(_ place: Place, to wanted: String) -> Result {
        guard let source = sources[place], buses[place] != nil else {
            return .error("ResourceNotFoundException")
        }
        if source.state == "DELETED" || (source.state == wanted && !rules.repeats) {
            return .error("InvalidStateException")
        }
        if source.state != wanted {
            sources[place]?.state = wanted
            sources[place]?.waiting = wanted == "PENDING" ? now : nil
        }
        return .nothing
    }

    mutating func createBus(_ place: Place, for source: String?) -> Result {
        let isPartners = place.name.hasPrefix("aws.")
        if source.map({ $0 != place.name }) ?? isPartners { return .error("ValidationException") }
        if place.name == "default" || buses[place] != nil { return .error("ResourceAlreadyExistsException") }
        if source != nil {
            guard let found = sources[place] else { return .error("ResourceNotFoundException") }
            guard found.state == "PENDING" else { return .error("InvalidStateException") }
        }
        let own = buses.keys.count { $0.account == place.account && $0.region == place.region }
        if own >= rules.busQuota { return .error("LimitExceededException") }
        buses[place] = 0
        if source != nil {
            sources[place]?.state = "ACTIVE"
            sources[place]?.waiting = nil
        }
        return .success([
            "EventBusArn": .string("arn:aws:events:\(place.region):\(place.account):event-bus/\(place.name)")
        ])
    }

    mutating func deleteBus(_ place: Place) -> Result {
        if place.name == "default" { return .error("ValidationException") }
        guard buses.removeValue(forKey: place) != nil else { return .nothing }
        switch sources[place]?.state {
        case "DELETED": sources[place] = nil
        case "ACTIVE":
            sources[place]?.state = "PENDING"
            sources[place]?.waiting = now
        default: break
        }
        return .nothing
    }

    // MARK: how it looks

    private func arn(_ place: Place) -> String {
        "arn:aws:events:\(place.region)::event-source/\(place.name)"
    }

    private func times(_ source: Source) -> [(String, JSONValue)] {
        let created = [("CreationTime", JSONValue.number(JSONNumber(source.created)))]
        let ends = source.waiting.map {
            ("ExpirationTime", JSONValue.number(JSONNumber($0 + rules.expiry)))
        }
        return created + (ends.map { [$0] } ?? [])
    }

    private func view(_ place: Place, _ source: Source) -> JSONValue {
        let partner = place.name.split(separator: "/").prefix(2).joined(separator: "/")
        var object: JSONObject = ["Arn": .string(arn(place)), "CreatedBy": .string(partner)]
        for member in times(source) { object.append(member.0, member.1) }
        object.append("Name", .string(place.name))
        object.append("State", .string(source.state))
        return .object(object)
    }
}
