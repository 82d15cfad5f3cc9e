import AWSWire
import JSONTree

/// A call that passed every check of the wire: what a handler works on.
struct Call {
    let operation: OperationModel
    /// Free of violations.
    let input: JSONObject
    /// The account of the caller.
    let account: String
    /// The domain that the caller is registered with as a partner; nil where that is not known.
    let partner: String?
    let region: String
    let partition: String
    /// By the clock of the lifecycle, since 1970.
    let now: Duration
    let policies: FakePolicies
    let quota: Int?
    let limits: FakeLimits
    /// The id of the request, which the ids of events are made from.
    let requestID: String
    /// How long after its create a name is not yet known to be taken.
    var blindTime = Duration.zero

    /// A text member of the input; the checks made sure of the required ones.
    func text(_ member: String) -> String? {
        if case .string(let text)? = input[member] { text } else { nil }
    }

    /// A whole number of the input.
    func integer(_ member: String) -> Int? {
        if case .number(let number)? = input[member] { number.int } else { nil }
    }

    /// The ARN of a source of this name, as AWS writes it: without an account.
    func arn(of name: String) -> String {
        "arn:\(partition):events:\(region)::event-source/\(name)"
    }

    /// The ARN of the caller's bus of this name.
    func busARN(of name: String) -> String {
        "arn:\(partition):events:\(region):\(account):event-bus/\(name)"
    }

    /// When a source expires unless its customer takes it; nil for one that is not PENDING.
    func expiration(of source: PartnerEventSource) -> Duration? {
        source.pendingSince.map { $0 + policies.pendingExpiry }
    }
}

extension JSONValue {
    /// A time as the service writes it: seconds since 1970, with up to three decimals.
    static func timestamp(_ time: Duration) -> JSONValue {
        let (seconds, attoseconds) = time.components
        let thousandths = attoseconds / 1_000_000_000_000_000
        return .number(JSONNumber(Double(seconds * 1000 + thousandths) / 1000))
    }
}
