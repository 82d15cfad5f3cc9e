/// One thing that a run says while it happens; a run log is a list of them.
package enum RunEvent: Hashable, Sendable {
    case runStarted(RunHeader)
    case casePlanned(PlannedCase)
    case caseStarted(CaseStarted)
    case step(StepRecord)
    case exchange(ExchangeRecord)
    case check(CheckRecord)
    case caseFinished(CaseFinished)
    case runFinished(RunFinished)

    /// The word that names the kind of event in the run log, the value of its first member, `event`.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case runStarted = "run-started"
        case casePlanned = "case-planned"
        case caseStarted = "case-started"
        case step
        case exchange
        case check
        case caseFinished = "case-finished"
        case runFinished = "run-finished"
    }

    package var kind: Kind {
        switch self {
        case .runStarted: .runStarted
        case .casePlanned: .casePlanned
        case .caseStarted: .caseStarted
        case .step: .step
        case .exchange: .exchange
        case .check: .check
        case .caseFinished: .caseFinished
        case .runFinished: .runFinished
        }
    }

    /// The case that the event belongs to; none for the start and the end of the run.
    package var caseIndex: Int? {
        switch self {
        case .runStarted, .runFinished: nil
        case .casePlanned(let planned): planned.index
        case .caseStarted(let started): started.index
        case .step(let step): step.caseIndex
        case .exchange(let exchange): exchange.caseIndex
        case .check(let check): check.caseIndex
        case .caseFinished(let finished): finished.index
        }
    }
}
