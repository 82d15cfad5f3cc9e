import AssayCommands
import Testing

@Suite struct GlobPatternTests {
    @Test(arguments: [
        ("*.yaml", "names.yaml", true), ("*.yaml", "names.yml", false), ("*", "names", true),
        ("*", ".hidden", false),
        (".*", ".hidden", true), ("n?mes", "names", true), ("n?mes", "nmes", false), ("[a-c]x", "bx", true),
        ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[^a]x", "ax", false), ("a*b*c", "a-b-b-c", true),
        ("a*b*c", "a-b-b-d", false), ("**", "anything", true), ("[", "[", true), ("", "", true),
        ("", "a", false),
        ("*é*", "créer", true), ("[a", "[a", true), ("[]", "x", false),
    ])
    func `a pattern covers whole names`(pattern: String, name: String, isCovered: Bool) {
        #expect(GlobPattern(pattern).covers(name) == isCovered)
    }

    @Test func `a pattern of many stars ends`() {
        let pattern = GlobPattern(String(repeating: "*a", count: 40) + "b")
        #expect(!pattern.covers(String(repeating: "a", count: 2000)))
    }
}
