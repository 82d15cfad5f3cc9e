import ScenarioLanguage
import Testing

struct TextPatternTests {
    @Test(arguments: [
        ("", "", true), ("a|", "", true), ("a*", "aaa", true), ("a+", "", false), ("a?b", "b", true),
        ("a{2}", "aaa", false),
        ("a{2,}", "aaaa", true), ("a{0,2}", "aaa", false), ("(?:ab)+", "abab", true), ("[^]]", "x", true),
        ("[]]", "]", true),
        ("[a-]", "-", true), (#"\d\w\s"#, "1_ ", true), (#"\D"#, "é", true), (#"[\d.]+"#, "1.2", true),
        (".", "\n", false),
        (".", "😀", true), ("^a$", "a", true), ("a^", "a", false), ("(^a|b)c", "ac", true),
        (#"\."#, "x", false),
        (#"[^\s]"#, "x", true), (#"[\D]"#, "1", false), (#"a\n"#, "a\n", true),
    ])
    func `an expression matches whole texts`(_ pattern: String, _ text: String, _ matches: Bool) throws {
        #expect(try TextPattern(pattern).matches(text) == matches)
    }

    @Test func `an expression that is hard for others takes no longer`() throws {
        let text = String(repeating: "a", count: 20_000)
        #expect(try !TextPattern("(a*)*b").matches(text))
        #expect(try !TextPattern("(a|aa)+$b").matches(text))
    }

    @Test(arguments: [
        "(", ")", "[", "[a", "a{", "a{1", "a{2,1}", "*", "a**", #"\"#, #"\q"#, "(?=a)", "[b-a]",
        "((a{1000}){1000}){1000}",
    ])
    func `what is no expression is refused`(_ pattern: String) {
        #expect(throws: InvalidPattern.self) { try TextPattern(pattern) }
    }

    @Test func `an escaped text matches itself alone`() throws {
        let text = #"a.b*c(d)[e]{f}\^$|+?"#
        #expect(try TextPattern(TextPattern.escaped(text)).matches(text))
        #expect(try !TextPattern(TextPattern.escaped("a.b")).matches("axb"))
    }
}
