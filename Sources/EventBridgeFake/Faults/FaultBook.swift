public import AWSWire

/// The faults armed on a fake, with what they remember of the requests so far.
struct FaultBook {
    private var armed: [ArmedFault] = []

    var isEmpty: Bool { armed.isEmpty }

    /// Whether some fault must be known before a request's signature is looked at.
    private(set) var hasClockSkew = false
    /// Whether some fault befalls connections, before there is a request.
    private(set) var hasConnectionFaults = false

    /// Arms a fault behind those that are armed, by an id that no other fault of the fake has.
    ///
    /// Those whose time is over are taken away first, so that faults of a while never pile up.
    mutating func arm(_ fault: Fault, id: Int, at now: Duration) {
        armed.removeAll { $0.isOver(at: now) }
        armed.append(ArmedFault(id: id, fault: fault, at: now))
        note()
    }

    /// Takes a fault away; tells whether it was armed.
    mutating func disarm(_ id: Int) -> Bool {
        guard let index = armed.firstIndex(where: { $0.id == id }) else { return false }
        armed.remove(at: index)
        note()
        return true
    }

    mutating func disarmAll() {
        armed = []
        note()
    }

    /// Takes back the hits of faults that turned out to have befallen nothing.
    mutating func takeBackHits(of ids: Set<Int>) {
        for index in armed.indices where ids.contains(armed[index].id) { armed[index].takeBack() }
    }

    private mutating func note() {
        hasClockSkew = armed.contains { $0.fault.setsClock }
        hasConnectionFaults = armed.contains { $0.fault.isOfConnection }
    }

    var standings: [FaultStanding] {
        armed.map { FaultStanding(id: $0.id, fault: $0.fault, matched: $0.matched, hits: $0.hits) }
    }

    /// Draws the faults that befall a request, in the order they were armed.
    ///
    /// Two that would each replace the answer, or each break its way to the client, never meet in one request:
    /// the one armed first comes first, the other one waits for the next request.
    mutating func draw(_ request: FaultFacts, _ phase: FaultPhase) -> DrawnFaults {
        var drawn = DrawnFaults()
        for index in armed.indices where phase.includes(armed[index].fault, request) {
            guard armed[index].matches(request) else { continue }
            guard drawn.exclusiveStages.isDisjoint(with: armed[index].nextStages) else { continue }
            guard let actions = armed[index].take(at: request.now, name: request.name) else { continue }
            drawn.faults.append(DrawnFaults.Origin(id: armed[index].id, title: armed[index].fault.title))
            drawn.actions += actions.map { action in
                var action = action
                action.fault = armed[index].id
                return action
            }
            drawn.exclusiveStages.formUnion(actions.compactMap(\.action.name.exclusiveStage))
        }
        return drawn
    }
}

extension FaultBook {
    /// Draws the faults that befall a connection, in the order they were armed.
    mutating func drawForConnection(at now: Duration) -> [FaultAction] {
        var drawn: [FaultAction] = []
        for index in armed.indices where armed[index].fault.isOfConnection && armed[index].isOpen(at: now) {
            drawn += armed[index].take(at: now, name: nil)?.map(\.action) ?? []
        }
        return drawn
    }

    /// Until when nothing is to listen; nil where no fault says so.
    var refusedUntil: Duration? { armed.compactMap(\.refusedUntil).max() }
}

/// What the choice of faults looks at.
struct FaultFacts {
    let operation: String?
    let name: String?
    let key: String?
    let now: Duration
    /// Whether the request passed every check up to the signature.
    let isSound: Bool
}

/// When faults are drawn: those that turn the clock before the signature is looked at, all others after.
enum FaultPhase {
    case beforeSignature
    case afterSignature

    fileprivate func includes(_ fault: Fault, _ request: FaultFacts) -> Bool {
        switch self {
        case .beforeSignature: fault.setsClock
        case .afterSignature:
            !fault.setsClock && !fault.isOfConnection && (request.isSound || !fault.decidesCalls)
        }
    }
}

/// The faults that befall one request.
struct DrawnFaults {
    /// One fault that befalls it.
    struct Origin {
        let id: Int
        let title: String
    }

    var faults: [Origin] = []
    var actions: [DrawnAction] = []
    var exclusiveStages: Set<FaultStage> = []

    /// Those of which nothing happened, where these of their actions did not.
    func spared(missed: [DrawnAction]) -> Set<Int> {
        let missing = Set(missed.map(\.fault))
        return missing.filter { id in
            actions.count { $0.fault == id } == missed.count { $0.fault == id }
        }
    }
}

/// One action with its share of chance.
struct DrawnAction {
    let action: FaultAction
    var random: SplitMix
    /// The id of the fault that says so.
    var fault = 0
    /// Whether an action that depends on what came before (a rate, a recent call) is due.
    var isDue = true
}

/// How an armed fault stands.
public struct FaultStanding: Hashable, Sendable {
    public let id: Int
    public let fault: Fault
    /// How many requests were of the kind that it waits for.
    public let matched: Int
    /// How many of them it befell.
    public let hits: Int
}
