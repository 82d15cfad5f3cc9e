import RunEvents
import ScenarioRunner
import Testing

@Suite struct CaseTallyTests {
    enum Finding: Sendable { case pass, fail, doubt, warn, observe }

    static let problem = Problem(
        kind: "status", message: "wrong", place: "a.yaml:1:1", requirement: nil, text: "wrong")

    @Test(
        arguments: [
            ([], Verdict.inconclusive, "nothing was checked"),
            ([.pass], .passed, nil),
            ([.pass, .fail], .failed, nil),
            ([.fail], .failed, nil),
            ([.pass, .doubt], .inconclusive, "no witness"),
            ([.doubt, .fail], .failed, nil),
            ([.warn], .inconclusive, "nothing was checked"),
            ([.pass, .warn, .observe], .passed, nil),
            ([.observe], .inconclusive, "nothing was checked"),
        ] as [([Finding], Verdict, String?)])
    func `the worst finding is the verdict`(findings: [Finding], verdict: Verdict, reason: String?) {
        var tally = CaseTally()
        for finding in findings {
            switch finding {
            case .pass: tally.pass()
            case .fail: tally.fail(Self.problem)
            case .doubt: tally.doubt("no witness")
            case .warn: tally.warn("slow")
            case .observe: tally.observe("status 200")
            }
        }
        #expect(tally.verdict == verdict)
        #expect(tally.reason == reason)
    }
}
