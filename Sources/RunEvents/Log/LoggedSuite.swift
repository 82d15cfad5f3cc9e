/// One scenario file of a run log: how many of its cases ended how, and where they stand.
package struct LoggedSuite: Hashable, Sendable {
    /// So many requirements of a file are named; a file that has more is not written by hand.
    private static let requirementLimit = 256

    package let file: String
    package internal(set) var counts = VerdictCounts()
    /// What its cases took together.
    package internal(set) var elapsed = Duration.zero
    /// The requirements that its cases are tied to, each once, in the order of the plan.
    package private(set) var requirements: [String] = []
    /// The places of its cases in the order of reports.
    private(set) var range: Range<Int>
    private var latestRequirements: [String] = []

    init(file: String, firstPlace: Int) {
        self.file = file
        range = firstPlace..<firstPlace
    }

    package var caseCount: Int { range.count }

    mutating func take(_ planned: PlannedCase) {
        takeLikeLatest()
        guard planned.requirements != latestRequirements else { return }
        latestRequirements = planned.requirements
        for requirement in planned.requirements
        where requirements.count < LoggedSuite.requirementLimit && !requirements.contains(requirement) {
            requirements.append(requirement)
        }
    }

    /// Takes a case with the requirements of the one before it.
    mutating func takeLikeLatest() {
        range = range.lowerBound..<range.upperBound + 1
    }

    /// Counts a case that passed.
    mutating func takePassed(_ elapsed: Duration) {
        counts.passed += 1
        self.elapsed += elapsed
    }

    mutating func move(to place: Int) {
        range = place..<place + range.count
    }
}
