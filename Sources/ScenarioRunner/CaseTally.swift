package import RunEvents

/// What a case has come to so far: its checks counted, and what they found.
package struct CaseTally: Hashable, Sendable {
    /// Checks that came to a result, whatever it was.
    package private(set) var checkCount = 0
    package private(set) var problems: [Problem] = []
    /// Why something could not be judged, in the order it turned out.
    package private(set) var doubts: [String] = []
    package private(set) var warnings: [String] = []
    package private(set) var observations: [String] = []

    package init() {}

    /// Counts checks that found what they expected.
    package mutating func pass(_ count: Int = 1) {
        checkCount += count
    }

    /// Counts a check that found the contract broken.
    package mutating func fail(_ problem: Problem) {
        checkCount += 1
        problems.append(problem)
    }

    /// Notes that something could not be judged.
    package mutating func doubt(_ reason: String) {
        if !doubts.contains(reason) { doubts.append(reason) }
    }

    package mutating func warn(_ text: String) {
        warnings.append(text)
    }

    package mutating func observe(_ text: String) {
        observations.append(text)
    }

    /// The worst of what was found. Without a single check there is nothing to go by.
    package var verdict: Verdict {
        if !problems.isEmpty { return .failed }
        if !doubts.isEmpty || checkCount == 0 { return .inconclusive }
        return .passed
    }

    /// Why the verdict is not simply a yes or a no.
    package var reason: String? {
        guard verdict == .inconclusive else { return nil }
        return doubts.isEmpty ? "nothing was checked" : doubts.joined(separator: "; ")
    }
}
