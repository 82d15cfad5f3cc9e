import Foundation
import Testing

/// Random interleavings of the twelve operations, on the fake and on the model, without a difference.
///
/// `ASSAY_PROPERTY_SEED` is where the seeds begin, random unless set; `ASSAY_PROPERTY_WALKS` is how many walks are
/// made and `ASSAY_PROPERTY_STEPS` how long each is.
@Suite struct LifecyclePropertyTests {
    private static func setting(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }

    @Test func `fake and model agree on every walk`() {
        let first = Self.setting("ASSAY_PROPERTY_SEED") ?? .random(in: 1...1_000_000_000)
        let walks = Self.setting("ASSAY_PROPERTY_WALKS") ?? 60
        let steps = Self.setting("ASSAY_PROPERTY_STEPS") ?? 150
        for seed in first..<(first + walks) {
            var walk = LifecycleWalk(seed: seed)
            for number in 1...steps {
                guard let difference = walk.step() else { continue }
                let last = walk.history.suffix(25).joined(separator: "\n")
                Issue.record(
                    """
                    \(difference)
                    seed \(seed), step \(number): ASSAY_PROPERTY_SEED=\(seed) ASSAY_PROPERTY_WALKS=1 repeats it
                    \(last)
                    """)
                return
            }
        }
    }

    @Test func `a walk is the same for the same seed`() {
        func history(_ seed: UInt64) -> [String] {
            var walk = LifecycleWalk(seed: seed)
            for _ in 0..<40 { _ = walk.step() }
            return walk.history
        }
        #expect(history(7) == history(7))
        #expect(history(7) != history(8))
    }
}
