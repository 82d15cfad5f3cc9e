import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree
import Testing

/// A walk of random calls through the fake and through the model at the same time, until they differ.
struct LifecycleWalk {
    private static let names = [
        "aws.partner/example.com/a", "aws.partner/example.com/a/b", "aws.partner/example.com/b",
        "aws.partner/other.example/a",
    ]
    private static let prefixes = [
        "aws.partner/example.com/", "aws.partner/example.com/a", "aws.partner/other.example/",
        "aws.partner/no/",
    ]
    private static let regions = ["us-east-1", "eu-west-1"]
    private static let callers = [
        FakeCredential.example,
        FakeCredential(accessKeyID: "AKIDONE", secretAccessKey: "one", account: "111122223333"),
        FakeCredential(accessKeyID: "AKIDTWO", secretAccessKey: "two", account: "444455556666"),
    ]

    private var random: SeededRandom
    private let desk: Desk
    private var model: LifecycleModel
    /// The clock of the machine, as the fake is told it.
    private var clock = Desk.start
    private var tokens: [Token] = []
    /// What was done, for whoever has to find out why.
    private(set) var history: [String] = []

    /// A token of a page, and what it leads to.
    private struct Token {
        let text: String
        let list: [String]
        let last: String
        let made: Int
    }

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var rules = LifecycleModel.Rules()
        rules.quota = random.pick([nil, 2, 5])
        rules.busQuota = random.pick([100, 1])
        rules.expiry = random.pick([7, 14]) * 86_400
        rules.sharesNames = random.pick([false, true])
        rules.repeats = random.pick([false, true])
        desk = Desk {
            $0.otherRegions = [Self.regions[1]]
            $0.credentials = Self.callers
            $0.quota = rules.quota
            $0.policies.busQuota = rules.busQuota
            $0.policies.pendingExpiry = .seconds(rules.expiry)
            $0.policies.secondAccount = rules.sharesNames ? .accepted : .refused
            $0.policies.repeatedActivation = rules.repeats ? .succeeds : .invalidState
        }
        model = LifecycleModel(rules: rules, now: Int(Desk.start.components.seconds))
        self.random = random
    }

    /// Makes one more call; returns how fake and model differ, nil where they agree.
    mutating func step() -> String? {
        if random.chance(0.3) { pass(random.pick([1, 3600, 86_400, 86_400, 3 * 86_400, 8 * 86_400])) }
        model.settle()
        let place = place()
        let region = place.region
        let caller = Self.callers.first { $0.account == place.account } ?? .example
        var offered = place
        if random.chance(0.3) { offered.account = random.pick(Self.callers).account }
        let name: JSONObject = ["Name": .string(place.name)]
        let both: JSONObject = ["Name": .string(place.name), "Account": .string(offered.account)]
        switch random.pick(OperationModel.all).name {
        case "CreatePartnerEventSource":
            return compare(.createPartnerEventSource, both, caller, region) { $0.create(offered) }
        case "DeletePartnerEventSource":
            return compare(.deletePartnerEventSource, both, caller, region) { $0.delete(offered) }
        case "DescribePartnerEventSource":
            return compare(.describePartnerEventSource, name, caller, region) {
                $0.describeOffer(place.name, region)
            }
        case "ListPartnerEventSources": return listOffers(caller, region)
        case "ListPartnerEventSourceAccounts": return listAccounts(place.name, caller, region)
        case "PutPartnerEvents": return put(place.name, caller, region)
        case "DescribeEventSource":
            return compare(.describeEventSource, name, caller, region) { $0.describe(place) }
        case "ListEventSources": return list(caller, region)
        case "ActivateEventSource":
            return compare(.activateEventSource, name, caller, region) { $0.turn(place, to: "ACTIVE") }
        case "DeactivateEventSource":
            return compare(.deactivateEventSource, name, caller, region) { $0.turn(place, to: "PENDING") }
        case "CreateEventBus": return createBus(place, caller)
        case "DeleteEventBus":
            var bus = place
            if random.chance(0.2) { bus.name = random.pick(["mine", "default"]) }
            return compare(.deleteEventBus, ["Name": .string(bus.name)], caller, region) {
                $0.deleteBus(bus)
            }
        case let other: return "the walk does not know \(other)"
        }
    }

    /// Any place, more often one where something is: there the rules are.
    private mutating func place() -> LifecycleModel.Place {
        let known = Set(model.sources.keys).union(model.buses.keys.filter { $0.name.hasPrefix("aws.") })
        if random.chance(0.7), !known.isEmpty { return random.pick(known.sorted()) }
        return LifecycleModel.Place(
            region: random.pick(Self.regions), name: random.pick(Self.names),
            account: random.pick(Self.callers).account)
    }

    /// Lets time pass, by the machine's clock or by the lifecycle's alone.
    private mutating func pass(_ seconds: Int) {
        model.now += seconds
        history.append("\(seconds) seconds pass")
        if random.chance(0.5) {
            clock += .seconds(seconds)
        } else {
            desk.service.moveLifecycle(of: "default", by: .seconds(seconds), now: clock)
        }
    }

    // MARK: calls with more to them

    private mutating func createBus(_ place: LifecycleModel.Place, _ caller: FakeCredential) -> String? {
        var bus = place
        var source: String? = place.name
        switch random.pick([0, 0, 0, 0, 1, 2, 3, 4]) {
        case 1: source = nil
        case 2: source = random.pick(Self.names)
        case 3:
            bus.name = "mine"
            source = nil
        case 4:
            bus.name = "default"
            source = nil
        default: break
        }
        var input: JSONObject = ["Name": .string(bus.name)]
        if let source { input.append("EventSourceName", .string(source)) }
        return compare(.createEventBus, input, caller, place.region) { $0.createBus(bus, for: source) }
    }

    private mutating func put(_ name: String, _ caller: FakeCredential, _ region: String) -> String? {
        let events = (0..<random.pick([1, 2, 4])).map { _ in
            var event = LifecycleModel.Event(
                source: random.chance(0.7) ? name : random.pick(Self.names), detailType: "t", detail: "{}")
            switch random.pick([0, 0, 0, 1, 2, 3, 4, 5]) {
            case 1: event.source = nil
            case 2: event.detailType = nil
            case 3: event.detail = nil
            case 4:
                event.detail = random.pick(["{", "", "[]"])
                if event.detail == "" { event.detail = nil } else { event.isSound = false }
            case 5:
                event.detailType = String(repeating: "t", count: 129)
                event.isSound = false
            default: break
            }
            return event
        }
        let entries = events.map { event -> JSONValue in
            .object(
                AWSJSON.object([
                    "Source": event.source.map { .string($0) },
                    "DetailType": event.detailType.map { .string($0) },
                    "Detail": event.detail.map { .string($0) },
                ]))
        }
        let accepted = model.put(events, region)
        let answer = call(.putPartnerEvents, ["Entries": .array(entries)], caller, region)
        let wanted = accepted.map { accepted in
            "200 - failed \(accepted.count { !$0 }) "
                + accepted.map { $0 ? "id" : "error" }.joined(separator: " ")
        }
        var found = answer.verdict
        if answer.status == 200 {
            let results = (answer.json["Entries"]?.array ?? []).map { result in
                result["EventId"] != nil && result["ErrorCode"] == nil
                    ? "id" : result["ErrorCode"] != nil && result["EventId"] == nil ? "error" : "both"
            }
            found +=
                " failed \(JSONWriter.text(answer.json["FailedEntryCount"] ?? .null)) "
                + results.joined(separator: " ")
        }
        return difference(wanted ?? "400 ValidationException", found)
    }

    private mutating func listOffers(_ caller: FakeCredential, _ region: String) -> String? {
        let prefix = random.pick(Self.prefixes)
        return page(
            .listPartnerEventSources, "PartnerEventSources", ["NamePrefix": .string(prefix)],
            of: model.listOffers(prefix, region), list: ["offers", prefix], caller, region)
    }

    private mutating func list(_ caller: FakeCredential, _ region: String) -> String? {
        let prefix = random.pick(Self.prefixes + [""])
        return page(
            .listEventSources, "EventSources", prefix.isEmpty ? [:] : ["NamePrefix": .string(prefix)],
            of: model.list(prefix, region, caller.account), list: ["sources", caller.account, prefix], caller,
            region)
    }

    private mutating func listAccounts(
        _ name: String, _ caller: FakeCredential, _ region: String
    ) -> String? {
        page(
            .listPartnerEventSourceAccounts, "PartnerEventSourceAccounts", ["EventSourceName": .string(name)],
            of: model.listAccounts(name, region), list: ["accounts", name], caller, region)
    }

    /// Asks for a page with a token or without; `elements` is nil where what is listed does not exist.
    private mutating func page(
        _ operation: OperationModel, _ member: String, _ input: JSONObject,
        of elements: [(String, JSONValue)]?, list: [String], _ caller: FakeCredential, _ region: String
    ) -> String? {
        var input = input
        let token = random.chance(0.4) && !tokens.isEmpty ? random.pick(tokens) : nil
        let limit = random.pick([1, 2, 100])
        if random.chance(0.8) || limit < 100 { input.append("Limit", .number(JSONNumber(limit))) }
        if let token { input.append("NextToken", .string(token.text)) }
        let answer = call(operation, input, caller, region)
        guard let elements else { return difference("400 ResourceNotFoundException", answer.verdict) }
        if let token, token.list != list || model.now - token.made > 86_400 {
            return difference("400 InvalidToken", answer.verdict)
        }
        let left = token.map { token in elements.filter { $0.0 > token.last } } ?? elements
        let page = Array(left.prefix(limit))
        var body: JSONObject = [:]
        body.append(member, .array(page.map(\.1)))
        var found = answer.json
        if left.count > limit, let text = answer.text("NextToken"), let last = page.last {
            tokens = tokens.suffix(20) + [Token(text: text, list: list, last: last.0, made: model.now)]
            // What stands in a token is the fake's own affair.
            body.append("NextToken", .string(text))
        } else if left.count > limit {
            found.append("NextToken", "missing")
        }
        return difference(
            "200 - \(JSONWriter.text(.object(body)))", answer.verdict + " " + JSONWriter.text(.object(found)))
    }

    // MARK: comparing

    private mutating func compare(
        _ operation: OperationModel, _ input: JSONObject, _ caller: FakeCredential, _ region: String,
        _ run: (inout LifecycleModel) -> LifecycleModel.Result
    ) -> String? {
        let wanted = run(&model)
        let answer = call(operation, input, caller, region)
        let found: LifecycleModel.Result =
            if let error = answer.errorType {
                .error(error)
            } else if answer.body.isEmpty {
                .nothing
            } else {
                .success(.object(answer.json))
            }
        return difference("\(wanted)", "\(found)")
    }

    private mutating func call(
        _ operation: OperationModel, _ input: JSONObject, _ caller: FakeCredential, _ region: String
    ) -> HTTPResponse {
        let body = JSONWriter.text(.object(input))
        history.append("\(caller.account) \(operation.name) in \(region) \(body)")
        var deviations = SigningDeviations()
        deviations.region = region
        return desk.answer(
            desk.request(operation, body, by: caller, at: clock, signing: deviations), at: clock)
    }

    /// How the answers differ, or what is held afterwards.
    private func difference(_ wanted: String, _ found: String) -> String? {
        guard wanted == found else { return "the model says \(wanted)\nthe fake says  \(found)" }
        desk.service.settle("default", now: clock)
        let sources = desk.service.sources(of: "default").map {
            "\($0.name) \($0.region) \($0.account) \($0.state.rawValue) \($0.pendingSince?.components.seconds ?? 0)"
        }
        let wantedSources = model.sources.map { place, source in
            "\(place.name) \(place.region) \(place.account) \(source.state) \(source.waiting ?? 0)"
        }
        guard sources.sorted() == wantedSources.sorted() else {
            return "the model holds \(wantedSources.sorted())\nthe fake holds  \(sources.sorted())"
        }
        let buses = desk.service.buses(of: "default").map {
            "\($0.name) \($0.region) \($0.account) \($0.receivedEvents)"
        }
        let wantedBuses = model.buses.map { place, events in
            "\(place.name) \(place.region) \(place.account) \(events)"
        }
        guard buses.sorted() == wantedBuses.sorted() else {
            return "the model's buses are \(wantedBuses.sorted())\nthe fake's buses are  \(buses.sorted())"
        }
        return nil
    }
}
