import AWSWire
package import ScenarioLanguage
package import ScenarioRunner
import Synchronization

/// Stands between the runner and a target that is not on this machine: nothing unforeseen gets through.
///
/// Accounts and regions must be allowed, creates are counted, and each is in the ledger before it is sent.
package final class LiveGuard: Caller {
    private let caller: any Caller
    private let accounts: Set<String>
    private let regions: Set<String>
    private let maximumCreates: Int
    private let ledger: LedgerFile
    private let clock: RunClock
    private let creates = Mutex(0)

    package init(
        _ caller: any Caller, accounts: Set<String>, regions: Set<String>, maximumCreates: Int,
        ledger: LedgerFile,
        clock: RunClock
    ) {
        self.caller = caller
        self.accounts = accounts
        self.regions = regions
        self.maximumCreates = maximumCreates
        self.ledger = ledger
        self.clock = clock
    }

    package var kind: CallerKind { caller.kind }

    package func call(_ order: CallOrder) async -> CallReport {
        guard regions.contains(order.region) else {
            return .refused(because: "the region \(order.region) is not allowed (--allow-region)")
        }
        let intent = CallIntent(order)
        // A text that is no account at all cannot be somebody's.
        if let account = intent.account, CallIntent.isAccount(account), !accounts.contains(account) {
            return .refused(because: "the account \(account) is not allowed (--allow-account)")
        }
        switch intent.effect {
        case .none:
            return await caller.call(order)
        case .create:
            return await create(order, intent)
        case .delete:
            return await delete(order, intent)
        }
    }

    private func create(_ order: CallOrder, _ intent: CallIntent) async -> CallReport {
        let isWithinBudget = creates.withLock { count in
            guard count < maximumCreates else { return false }
            count += 1
            return true
        }
        guard isWithinBudget else {
            return .refused(because: "the budget of \(maximumCreates) creates is used up (--max-creates)")
        }
        let number = ledger.takeNumber()
        do throws(LedgerFailure) {
            try ledger.append(entry(.create, number: number, order, intent))
        } catch {
            return .refused(because: error.message)
        }
        let report = await caller.call(order)
        // The line of the create stands already: without this one, cleanup takes the source for possibly there.
        switch report.answer.outcome {
        case .success:
            try? ledger.append(entry(.created, number: number, order, intent))
        case .error:
            if let status = report.answer.status, (400..<500).contains(status) {
                try? ledger.append(entry(.refused, number: number, order, intent))
            }
        case .failure:
            if !report.wasTargetReached { try? ledger.append(entry(.refused, number: number, order, intent)) }
        }
        return report
    }

    private func delete(_ order: CallOrder, _ intent: CallIntent) async -> CallReport {
        let report = await caller.call(order)
        if case .success = report.answer.outcome {
            try? ledger.append(entry(.deleted, number: nil, order, intent))
        }
        return report
    }

    private func entry(
        _ event: LedgerEntry.Event, number: Int?, _ order: CallOrder, _ intent: CallIntent
    ) -> LedgerEntry {
        LedgerEntry(
            event: event, number: number, endpoint: order.endpoint.description, region: order.region,
            name: intent.name ?? "", account: intent.account ?? "", time: clock.secondsSince1970())
    }
}
