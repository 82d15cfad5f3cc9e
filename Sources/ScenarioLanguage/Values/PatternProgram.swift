/// A regular expression as a nondeterministic automaton, run on all its states at once.
struct PatternProgram: Sendable {
    private enum Instruction {
        case take(ScalarSet, next: Int)
        case jump(Int, Int?)
        case atStart(next: Int)
        case atEnd(next: Int)
        case accept
    }

    /// Bounds the work for each character of a text.
    private static let maximumStates = 50_000

    private var instructions: [Instruction] = [.accept]
    private var first = 0

    init(_ syntax: PatternSyntax) throws(InvalidPattern) {
        first = try add(syntax, next: 0)
    }

    func matches(_ text: String.UnicodeScalarView) -> Bool {
        var current = StateSet(count: instructions.count)
        var following = StateSet(count: instructions.count)
        var position = text.startIndex
        follow(first, into: &current, isAtStart: true, isAtEnd: position == text.endIndex)
        while position < text.endIndex {
            let scalar = text[position]
            position = text.index(after: position)
            let isAtEnd = position == text.endIndex
            following.removeAll()
            for state in current.members {
                guard case .take(let set, let next) = instructions[state], set.contains(scalar) else {
                    continue
                }
                follow(next, into: &following, isAtStart: false, isAtEnd: isAtEnd)
            }
            if following.members.isEmpty { return false }
            swap(&current, &following)
        }
        return current.contains(0)
    }

    /// Adds a state, and all that it leads to without taking a character.
    private func follow(_ start: Int, into set: inout StateSet, isAtStart: Bool, isAtEnd: Bool) {
        var pending = [start]
        while let state = pending.popLast() {
            guard set.insert(state) else { continue }
            switch instructions[state] {
            case .take, .accept: break
            case .jump(let one, let other):
                if let other { pending.append(other) }
                pending.append(one)
            case .atStart(let next): if isAtStart { pending.append(next) }
            case .atEnd(let next): if isAtEnd { pending.append(next) }
            }
        }
    }

    /// Adds the instructions for a node that is followed by `next`; returns where it begins.
    private mutating func add(_ syntax: PatternSyntax, next: Int) throws(InvalidPattern) -> Int {
        guard instructions.count <= Self.maximumStates else {
            throw InvalidPattern(message: "it is too large")
        }
        switch syntax {
        case .empty: return next
        case .scalars(let set): return append(.take(set, next: next))
        case .start: return append(.atStart(next: next))
        case .end: return append(.atEnd(next: next))
        case .sequence(let parts):
            var following = next
            for part in parts.reversed() { following = try add(part, next: following) }
            return following
        case .choice(let branches):
            var start: Int?
            for branch in branches.reversed() {
                let begin = try add(branch, next: next)
                start = start.map { append(.jump(begin, $0)) } ?? begin
            }
            return start ?? next
        case .repeated(let part, let minimum, let maximum):
            var following = next
            if let maximum {
                for _ in minimum..<maximum {
                    let begin = try add(part, next: following)
                    following = append(.jump(begin, next))
                }
            } else {
                let loop = append(.jump(next, nil))
                let begin = try add(part, next: loop)
                instructions[loop] = .jump(begin, next)
                following = loop
            }
            for _ in 0..<minimum { following = try add(part, next: following) }
            return following
        }
    }

    private mutating func append(_ instruction: Instruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }
}

/// A set of small numbers that is emptied without touching what was not in it.
private struct StateSet {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(count: Int) {
        isMember = [Bool](repeating: false, count: count)
    }

    func contains(_ state: Int) -> Bool { isMember[state] }

    /// Tells whether the state was not there yet.
    mutating func insert(_ state: Int) -> Bool {
        guard !isMember[state] else { return false }
        isMember[state] = true
        members.append(state)
        return true
    }

    mutating func removeAll() {
        for state in members { isMember[state] = false }
        members.removeAll(keepingCapacity: true)
    }
}
