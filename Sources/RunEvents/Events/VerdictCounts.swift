/// How many cases ended how; every case counts once.
package struct VerdictCounts: Hashable, Sendable {
    package var passed: Int
    package var failed: Int
    package var inconclusive: Int
    /// Without the known failures.
    package var skipped: Int
    package var knownFailures: Int

    package init(
        passed: Int = 0, failed: Int = 0, inconclusive: Int = 0, skipped: Int = 0, knownFailures: Int = 0
    ) {
        self.passed = passed
        self.failed = failed
        self.inconclusive = inconclusive
        self.skipped = skipped
        self.knownFailures = knownFailures
    }

    package var total: Int { passed + failed + inconclusive + skipped + knownFailures }

    /// The cases that ran to a judgement or should have.
    package var ran: Int { total - skipped }

    package mutating func count(_ verdict: Verdict, isKnownFailure: Bool) {
        if isKnownFailure {
            knownFailures += 1
            return
        }
        switch verdict {
        case .passed: passed += 1
        case .failed: failed += 1
        case .inconclusive: inconclusive += 1
        case .skipped: skipped += 1
        }
    }

    package mutating func count(_ finished: CaseFinished) {
        count(finished.verdict, isKnownFailure: finished.isKnownFailure)
    }

    package mutating func add(_ other: VerdictCounts) {
        passed += other.passed
        failed += other.failed
        inconclusive += other.inconclusive
        skipped += other.skipped
        knownFailures += other.knownFailures
    }
}
