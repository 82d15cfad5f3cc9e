/// Cuts a message's clauses apart.
struct ViolationReader {
    private let bytes: [UInt8]
    /// Where a clause may begin: at the first, and after each separator that a clause's first word follows.
    let clauseStarts: [Int]
    private var clauses: [Range<Int>: ViolationClause?] = [:]
    private var attempts = 0

    /// How many cuts are looked at before the best one so far is taken.
    private static let maximumAttempts = 1000
    private static let maximumStarts = 40

    init(bytes: [UInt8], start: Int) {
        self.bytes = bytes
        let marks = ["; Value '", "; Value null at '"].flatMap {
            bytes.positions(of: Array($0.utf8), from: start)
        }
        clauseStarts = [start] + marks.sorted().prefix(Self.maximumStarts).map { $0 + 2 }
    }

    /// The most sensible cut into so many clauses; nil when there is none.
    mutating func read(clauses count: Int) -> [ConstraintViolation]? {
        guard (1...clauseStarts.count).contains(count) else { return nil }
        attempts = 0
        var best: (score: Int, clauses: [ViolationClause])?
        search(from: 0, remaining: count, chosen: [], best: &best)
        return best?.clauses.map(\.violation)
    }

    private mutating func search(
        from index: Int, remaining: Int, chosen: [ViolationClause],
        best: inout (score: Int, clauses: [ViolationClause])?
    ) {
        guard attempts < Self.maximumAttempts else { return }
        guard remaining > 1 else {
            attempts += 1
            guard let last = clause(clauseStarts[index]..<bytes.count) else { return }
            let all = chosen + [last]
            let score = Self.score(all)
            if score > best?.score ?? Int.min { best = (score, all) }
            return
        }
        let lastStart = clauseStarts.count - remaining + 1
        guard index < lastStart else { return }
        for next in (index + 1)...lastStart {
            guard let first = clause(clauseStarts[index]..<(clauseStarts[next] - 2)) else { continue }
            search(from: next, remaining: remaining - 1, chosen: chosen + [first], best: &best)
        }
    }

    private mutating func clause(_ range: Range<Int>) -> ViolationClause? {
        if let known = clauses[range] { return known }
        let clause = ViolationClause(bytes[range])
        clauses[range] = .some(clause)
        return clause
    }

    private static func score(_ clauses: [ViolationClause]) -> Int {
        var score = 2 * clauses.filter(\.isPlausible).count
        var values: [String: String?] = [:]
        var seen: Set<ConstraintViolation> = []
        for violation in clauses.map(\.violation) {
            if let value = values[violation.member], value != violation.value { score -= 3 }
            values[violation.member] = .some(violation.value)
            if !seen.insert(violation).inserted { score -= 3 }
        }
        return score
    }
}

extension [UInt8] {
    /// Where a non-empty pattern begins, overlapping places too.
    func positions(of pattern: [UInt8], from start: Int) -> [Int] {
        guard let first = pattern.first, count >= start + pattern.count else { return [] }
        var found: [Int] = []
        for index in start...(count - pattern.count) where self[index] == first {
            if self[index...].starts(with: pattern) { found.append(index) }
        }
        return found
    }
}
