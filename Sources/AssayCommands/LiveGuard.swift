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
    private let sources = Mutex(Sources())

    /// What the creates of this run say about who a source belongs to.
    private struct Sources {
        var creates = 0
        /// Created by us, or perhaps.
        var own: Set<LedgerSource> = []
        /// There before any create of ours.
        var foreign: Set<LedgerSource> = []
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
        case .create:
            return await create(order, intent)
        case .delete:
            return await delete(order, intent)
        }
    }

    private func create(_ order: CallOrder, _ intent: CallIntent) async -> CallReport {
        let isWithinBudget = sources.withLock { sources in
            guard sources.creates < maximumCreates else { return false }
            sources.creates += 1
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
        note(report, of: source(order, intent))
        // The line of the create stands already: without this one, cleanup takes the source for possibly there.
        switch report.answer.outcome {
        case .success:
            try? ledger.append(entry(.created, number: number, order, intent))
        case .error:
            // An attempt before may have taken effect, and be what this one was refused for.
            if let status = report.answer.status, (400..<500).contains(status), !Self.mayHaveCreated(report) {
                try? ledger.append(entry(.refused, number: number, order, intent))
            }
        case .failure:
            if !report.wasTargetReached, !Self.mayHaveCreated(report) {
                try? ledger.append(entry(.refused, number: number, order, intent))
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

    /// Notes whose the source is after a create of ours.
    private func note(_ report: CallReport, of source: LedgerSource) {
        sources.withLock { sources in
            switch report.answer.outcome {
            case .error where Self.mayHaveCreated(report):
                sources.own.insert(source)
            case .error(let error) where error.name == ErrorModel.resourceAlreadyExists.name:
                sources.foreign.insert(source)
            case .error where report.answer.status.map((400..<500).contains) == true:
                break
            case .success, .error, .failure:
                if report.wasTargetReached { sources.own.insert(source) }
            }
        }
    }

    private func delete(_ order: CallOrder, _ intent: CallIntent) async -> CallReport {
        let source = source(order, intent)
        let isForeign = sources.withLock { $0.foreign.contains(source) && !$0.own.contains(source) }
        guard !isForeign || ledger.inherited.contains(source) else {
            return .refused(
                because: "the source \(source.name) was there before this run, and is not deleted")
        }
        let report = await caller.call(order)
        if case .success = report.answer.outcome {
            try? ledger.append(entry(.deleted, number: nil, order, intent))
        }
        return report
    }

    private func source(_ order: CallOrder, _ intent: CallIntent) -> LedgerSource {
        LedgerSource(
            endpoint: order.endpoint.description, region: order.region, name: intent.name ?? "",
            account: intent.account ?? "")
    }

    private func entry(
        _ event: LedgerEntry.Event, number: Int?, _ order: CallOrder, _ intent: CallIntent
    ) -> LedgerEntry {
        LedgerEntry(
            event: event, number: number, endpoint: order.endpoint.description, region: order.region,
            name: intent.name ?? "", account: intent.account ?? "", time: clock.secondsSince1970())
    }
}
