import ArgumentParser

/// One part of a suite that is split over several machines.
package struct ShardArgument: Hashable, Sendable, ExpressibleByArgument {
    /// Which part, from 1.
    package let index: Int
    package let count: Int

    package init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, count: count)
    }

    package init?(index: Int, count: Int) {
        guard count >= 1, (1...count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// The part that a continuous integration service tells this machine to take, if it tells one.
    package static func told(by environment: [String: String]) -> ShardArgument? {
        func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
        // GitLab counts from 1, the others from 0.
        if let index = number("CI_NODE_INDEX"), let count = number("CI_NODE_TOTAL") {
            return ShardArgument(index: index, count: count)
        }
        let counted = [
            ("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL"),
            ("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
            ("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS"),
        ]
        for (index, count) in counted {
            if let index = number(index), let count = number(count) {
                return ShardArgument(index: index + 1, count: count)
            }
        }
        return nil
    }
}
