import AWSWire
import JSONTree

/// A call that passed every check of the wire: what a handler works on.
struct Call {
    let operation: OperationModel
    /// Free of violations.
    let input: JSONObject
    let region: String
    let partition: String
    /// By the clock of the lifecycle, since 1970.
    let now: Duration
    let policies: FakePolicies
    let quota: Int?
    /// The most sources that the fake keeps, whatever the quota.
    let sourceLimit: Int
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
}
