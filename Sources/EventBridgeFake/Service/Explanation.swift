/// Why a request was refused: one sentence, lower case and without a full stop, then the evidence in further lines.
///
/// What a busy fake says most often is kept as its parts and put into words only when somebody reads it.
enum Explanation: Hashable, Sendable {
    case text(String)
    /// A name is in use by an account since a time before the call.
    case nameTaken(String, account: String, age: Duration)

    var text: String {
        switch self {
        case .text(let text): text
        case .nameTaken(let name, let account, let age):
            "the name is taken\n'\(name)' has been there for account \(account) for \(age.inWords)"
        }
    }

    /// The bytes that keeping it costs, roughly.
    var weight: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .nameTaken: 64
        }
    }
}

extension Duration {
    /// Seconds with three decimals.
    fileprivate var inWords: String {
        let (seconds, attoseconds) = components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        return
            "\(seconds).\(String(repeating: "0", count: 3 - min(3, thousandths.utf8.count)))\(thousandths) s"
    }
}
