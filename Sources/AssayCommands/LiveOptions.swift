import ArgumentParser

/// What must be said before anything is sent to a target that is not on this machine.
struct LiveOptions: ParsableArguments {
    @Flag(
        name: .customLong("live"),
        help: ArgumentHelp(
            "Allow a target that is not on this machine.",
            discussion:
                "Needs --allow-account, --allow-region and --ledger beside it: real sources are created."))
    var isLive = false

    @Option(
        name: .customLong("allow-account"),
        help: ArgumentHelp(
            "An account that sources may be created for; repeatable. The first one is ${account}.",
            valueName: "account"))
    var accounts: [String] = []

    @Option(
        name: .customLong("allow-region"),
        help: ArgumentHelp("A region that may be called; repeatable.", valueName: "region"))
    var regions: [String] = []

    @Option(
        name: .customLong("max-creates"),
        help: ArgumentHelp("How many creates may be sent to a live target.", valueName: "number"))
    var maximumCreates = 20

    @Option(
        name: .customLong("ledger"),
        help: ArgumentHelp(
            "Where each create is written down before it is sent, for 'assay cleanup'.", valueName: "file"))
    var ledger: String?

    func validate() throws {
        guard maximumCreates >= 0 else { throw ValidationError("--max-creates cannot be negative") }
        for account in accounts
        where account.utf8.count != 12 || !account.utf8.allSatisfy({ (48...57).contains($0) }) {
            throw ValidationError("--allow-account '\(account)' is not an account: twelve digits are")
        }
    }
}
