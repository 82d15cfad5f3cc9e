import AWSWire
package import ScenarioLanguage
package import ScenarioRunner
import Synchronization

/// Stands between the runner and a target that is not on this machine: nothing unforeseen gets through.
///
/// Accounts and regions must be allowed, creates are counted, and each is in the ledger before it is sent. What was
/// there before the run is not deleted, even where a scenario's `finally` would.
package final class LiveGuard: Caller {
    private let caller: any Caller
    private let accounts: Set<String>
    private let regions: Set<String>
    private let maximumCreates: Int
    private let ledger: LedgerFile
    private let clock: RunClock
    private let known = Mutex(Known())

    /// What the creates of this run say about who a source or a bus belongs to.
    private struct Known {
        var creates = 0
        /// Created by us, or perhaps.
        var own: Set<LedgerItem> = []
        /// There before any create of ours.
        var foreign: Set<LedgerItem> = []
    }

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
        let foreign = intent.accounts.first { CallIntent.isAccount($0) && !accounts.contains($0) }
        if let account = foreign {
            return .refused(because: "the account \(account) is not allowed (--allow-account)")
        }
        switch intent.effect {
        case .none:
            return await caller.call(order)
        case .create(let kind):
            return await create(order, intent, kind)
        case .delete(let kind):
            return await delete(order, intent, kind)
        case .change:
            return await change(order, intent)
        }
    }

    private func create(
        _ order: CallOrder, _ intent: CallIntent, _ kind: LedgerKind
    ) async -> CallReport {
        let isWithinBudget = known.withLock { known in
            guard known.creates < maximumCreates else { return false }
            known.creates += 1
            return true
        }
        guard isWithinBudget else {
            return .refused(because: "the budget of \(maximumCreates) creates is used up (--max-creates)")
        }
        let number = ledger.takeNumber()
        do throws(LedgerFailure) {
            try ledger.append(entry(.create, kind, number: number, order, intent))
        } catch {
            return .refused(because: error.message)
        }
        let report = await caller.call(order)
        note(report, of: item(kind, order, intent))
        // The line of the create stands already: without this one, cleanup takes the source for possibly there.
        switch report.answer.outcome {
        case .success:
            try? ledger.append(entry(.created, kind, number: number, order, intent))
        case .error:
            // An attempt before may have taken effect, and be what this one was refused for.
            if let status = report.answer.status, (400..<500).contains(status), !Self.mayHaveCreated(report) {
                try? ledger.append(entry(.refused, kind, number: number, order, intent))
            }
        case .failure:
            if !report.wasTargetReached, !Self.mayHaveCreated(report) {
                try? ledger.append(entry(.refused, kind, number: number, order, intent))
            }
        }
        return report
    }

    /// Whether an attempt that the caller repeated could have taken effect.
    private static func mayHaveCreated(_ report: CallReport) -> Bool {
        report.earlier.contains { earlier in
            guard earlier.wasTargetReached else { return false }
            return earlier.answer.status.map { !(400..<500).contains($0) } ?? true
        }
    }

    /// Notes whose it is after a create of ours.
    private func note(_ report: CallReport, of item: LedgerItem) {
        known.withLock { known in
            switch report.answer.outcome {
            case .error where Self.mayHaveCreated(report):
                known.own.insert(item)
            case .error(let error) where error.name == ErrorModel.resourceAlreadyExists.name:
                known.foreign.insert(item)
            case .error where report.answer.status.map((400..<500).contains) == true:
                break
            case .success, .error, .failure:
                if report.wasTargetReached { known.own.insert(item) }
            }
        }
    }

    private func delete(
        _ order: CallOrder, _ intent: CallIntent, _ kind: LedgerKind
    ) async -> CallReport {
        let item = item(kind, order, intent)
        guard !isForeign(item) else {
            return .refused(
                because: "the \(kind.rawValue) \(item.name) was there before this run, and is not deleted")
        }
        let report = await caller.call(order)
        if case .success = report.answer.outcome {
            try? ledger.append(entry(.deleted, kind, number: nil, order, intent))
        }
        return report
    }

    /// Lets something happen to sources, unless one was there before.
    private func change(_ order: CallOrder, _ intent: CallIntent) async -> CallReport {
        let others = known.withLock { $0.foreign.subtracting($0.own) }.subtracting(ledger.inherited)
        let touched = others.first { other in
            other.endpoint == order.endpoint.description && other.region == order.region
                && intent.changed.contains(other.name)
        }
        guard let touched else { return await caller.call(order) }
        return .refused(
            because:
                "the \(touched.kind.rawValue) \(touched.name) was there before this run, and is left alone")
    }

    /// Whether a create of ours was refused because of it.
    private func isForeign(_ item: LedgerItem) -> Bool {
        known.withLock { $0.foreign.contains(item) && !$0.own.contains(item) }
            && !ledger.inherited.contains(item)
    }

    private func item(_ kind: LedgerKind, _ order: CallOrder, _ intent: CallIntent) -> LedgerItem {
        LedgerItem(
            kind: kind, endpoint: order.endpoint.description, region: order.region, name: intent.name ?? "",
            account: kind == .source ? intent.account ?? "" : "")
    }

    private func entry(
        _ event: LedgerEntry.Event, _ kind: LedgerKind, number: Int?, _ order: CallOrder, _ intent: CallIntent
    ) -> LedgerEntry {
        let item = item(kind, order, intent)
        return LedgerEntry(
            event: event, kind: kind, number: number, endpoint: item.endpoint, region: item.region,
            name: item.name, account: item.account, time: clock.secondsSince1970())
    }
}
