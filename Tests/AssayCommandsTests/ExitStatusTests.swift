import AssayCommands
import Testing

@Suite struct ExitStatusTests {
    @Test(
        arguments: [
            ([], .passed),
            ([.passed, .nothingRan], .nothingRan),
            ([.nothingRan, .inconclusive], .inconclusive),
            ([.inconclusive, .failed], .failed),
            ([.failed, .invalidScenario], .invalidScenario),
            ([.failed, .worldFailed, .passed], .worldFailed),
            ([.worldFailed, .defect], .defect),
            ([.defect, .interrupted, .failed], .interrupted),
            ([.terminated, .worldFailed], .terminated),
        ] as [([AssayCommands.ExitStatus], AssayCommands.ExitStatus)])
    func `the first of the order stands`(held: [AssayCommands.ExitStatus], expected: AssayCommands.ExitStatus)
    {
        #expect(AssayCommands.ExitStatus.first(of: held) == expected)
    }

    @Test func `every status has its place in the order`() {
        #expect(Set(AssayCommands.ExitStatus.precedence) == Set(AssayCommands.ExitStatus.allCases))
        #expect(AssayCommands.ExitStatus.precedence.count == AssayCommands.ExitStatus.allCases.count)
    }
}
