/// A deterministic automaton over ASCII and "anything else": one table look-up a character.
struct PatternAutomaton: Sendable {
    /// Next state by `state * 129 + class`; the class is the ASCII code, or 128 for all other characters.
    private let transitions: [UInt16]
    private let isAccepting: [Bool]

    private static let classes = 129
    private static let dead: UInt16 = 0

    /// How many states an automaton may have: patterns of service models need a few dozen.
    private static let maximumStates = 4096

    init(_ node: PatternNode) throws(PatternError) {
        var builder = Builder()
        let start = builder.state()
        let end = builder.add(node, from: start)
        (transitions, isAccepting) = try builder.determinized(start: start, end: end)
    }

    func matches(_ value: String.UTF8View) -> Bool {
        var state: UInt16 = 1
        for byte in value {
            // The lead byte stands for its character, so that "." takes one character, not one byte.
            guard byte < 128 || byte >= 0xC0 else { continue }
            state = transitions[Int(state) * Self.classes + min(Int(byte), 128)]
            if state == Self.dead { return false }
        }
        return isAccepting[Int(state)]
    }

    /// A nondeterministic automaton under construction, after Thompson.
    private struct Builder {
        var empty: [[Int]] = []
        var moves: [[(CharacterSet128, Int)]] = []

        mutating func state() -> Int {
            empty.append([])
            moves.append([])
            return empty.count - 1
        }

        /// Adds a node that begins at a state; returns the state that it ends in.
        mutating func add(_ node: PatternNode, from start: Int) -> Int {
            switch node {
            case .empty:
                return start
            case .characters(let set):
                let end = state()
                moves[start].append((set, end))
                return end
            case .sequence(let parts):
                return parts.reduce(start) { add($1, from: $0) }
            case .choice(let branches):
                let end = state()
                for branch in branches {
                    let first = state()
                    empty[start].append(first)
                    let last = add(branch, from: first)
                    empty[last].append(end)
                }
                return end
            case .repeated(let part, let minimum, let maximum):
                var position = start
                for _ in 0..<minimum { position = add(part, from: position) }
                guard let maximum else { return addLoop(part, from: position) }
                let end = state()
                for _ in minimum..<maximum {
                    empty[position].append(end)
                    let first = state()
                    empty[position].append(first)
                    position = add(part, from: first)
                }
                empty[position].append(end)
                return end
            }
        }

        private mutating func addLoop(_ part: PatternNode, from start: Int) -> Int {
            let head = state()
            empty[start].append(head)
            let first = state()
            let end = state()
            empty[head].append(first)
            empty[head].append(end)
            let last = add(part, from: first)
            empty[last].append(head)
            return end
        }

        func determinized(
            start: Int, end: Int
        ) throws(PatternError) -> (transitions: [UInt16], isAccepting: [Bool]) {
            let first = closure([start])
            var numbers: [Set<Int>: UInt16] = [[]: dead, first: 1]
            var pending = [first]
            var transitions = [UInt16](repeating: dead, count: 2 * classes)
            var isAccepting = [false, first.contains(end)]
            while let states = pending.popLast() {
                let row = Int(numbers[states] ?? dead) * classes
                for character in 0..<classes {
                    let next = closure(reached(from: states, by: character))
                    if numbers[next] == nil {
                        guard numbers.count < maximumStates else {
                            throw PatternError(message: "the pattern is too large")
                        }
                        numbers[next] = UInt16(numbers.count)
                        transitions += [UInt16](repeating: dead, count: classes)
                        isAccepting.append(next.contains(end))
                        pending.append(next)
                    }
                    transitions[row + character] = numbers[next] ?? dead
                }
            }
            return (transitions, isAccepting)
        }

        private func reached(from states: Set<Int>, by character: Int) -> Set<Int> {
            var result: Set<Int> = []
            for state in states {
                for (set, next) in moves[state] {
                    let isMember = character == 128 ? set.includesOther : set.contains(UInt8(character))
                    if isMember { result.insert(next) }
                }
            }
            return result
        }

        private func closure(_ states: Set<Int>) -> Set<Int> {
            var result = states
            var pending = Array(states)
            while let state = pending.popLast() {
                for next in empty[state] where result.insert(next).inserted { pending.append(next) }
            }
            return result
        }
    }
}
