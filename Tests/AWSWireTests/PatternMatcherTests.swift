import AWSWire
import JSONTree
import Testing

struct PatternMatcherTests {
    private static let name = PatternMatcher(known: #"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"#)
    private static let account = PatternMatcher(known: #"\d{12}"#)
    private static let prefix = PatternMatcher(known: #"aws\.partner/[\.\-_A-Za-z0-9]+/[/\.\-_A-Za-z0-9]*"#)

    @Test(arguments: [
        "aws.partner/a/b", "aws.partner/example.com/ns/n", "aws.partner/../..", "aws.partner/-/_",
    ])
    func `a source name may be`(value: String) {
        #expect(Self.name.matches(value))
    }

    @Test(arguments: [
        "", "aws.partner", "aws.partner/a", "aws.partner/a/", "aws.partner/a/b/", "aws.partner//a/b",
        "aws.partner/a//b", "AWS.partner/a/b", "aws.partner/a/b c", "aws.partner/a/b:c", "aws.partner/a/é",
        "aws.partner/a/b\n", "\naws.partner/a/b", " aws.partner/a/b", "awsXpartner/a/b", "xaws.partner/a/b",
        "aws.partner/a/\u{661}",
    ])
    func `a source name may not be`(value: String) {
        #expect(!Self.name.matches(value))
    }

    @Test(arguments: [
        ("123456789012", true), ("12345678901", false), ("1234567890123", false), ("12345678901x", false),
        ("١٢٣٤٥٦٧٨٩٠١٢", false), ("", false),
    ])
    func `an account is twelve ASCII digits`(value: String, isMatching: Bool) {
        #expect(Self.account.matches(value) == isMatching)
    }

    @Test(arguments: [
        ("aws.partner/x", false), ("aws.partner/x/", true), ("aws.partner/x/y/z", true),
        ("aws.partner//", false),
    ])
    func `a name prefix needs a slash after the partner's name`(value: String, isMatching: Bool) {
        #expect(Self.prefix.matches(value) == isMatching)
    }

    @Test(arguments: [
        ("a|b|cd", "cd", true), ("a|b|cd", "ab", false), ("(ab)?c{2,3}", "abccc", true),
        ("(ab)?c{2,3}", "c", false), ("[^a-c]+", "xyzé", true), ("[^a-c]+", "xaz", false),
        (".", "\u{1F600}", true),
        (".", "\n", false), (".{2}", "éé", true), (#"\w+\s\D"#, "a_1 x", true), ("^ab$", "ab", true),
        ("a{0,2}", "", true), ("a{0,2}", "aaa", false), ("(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaac", false),
        ("[]a]+", "]a", true), ("[a-]", "-", true), ("", "", true), ("", "a", false),
        ("(?:x|y)z", "yz", true),
    ])
    func `a pattern matches whole values`(pattern: String, value: String, isMatching: Bool) throws {
        #expect(try PatternMatcher(pattern).matches(value) == isMatching)
    }

    @Test(arguments: [
        "(", ")", "[", "[a", "a{", "a{2", "a{3,1}", "*a", "+", "\\", #"\b"#, #"\u0041"#, "(?=a)", "[b-a]",
        "a{100000}",
        "é", "(a{500}b?){500}",
    ])
    func `a malformed or unsupported pattern is refused`(pattern: String) {
        #expect(throws: PatternError.self) { try PatternMatcher(pattern) }
    }

    @Test func `a long hostile value is judged at once`() {
        let value = "aws.partner" + String(repeating: "/a", count: 500_000) + "!"
        #expect(!Self.name.matches(value))
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason))
    func `random values are judged as Python's regular expressions judge them`() throws {
        var random = RandomSource(seed: 7)
        let matchers = [Self.name, Self.account, Self.prefix]
        var values: [String] = []
        for _ in 0..<2000 {
            let isName = Bool.random(using: &random)
            values.append(
                isName
                    ? "aws.partner" + random.text(of: "/aZ0.-_ é\n:", length: 0...8)
                    : random.text(of: "0123456789x٣", length: 11...13))
        }
        let script = """
            import json, re, sys
            given = json.load(sys.stdin)
            json.dump([[bool(re.fullmatch(p, v, re.ASCII)) for v in given['values']] for p in given['patterns']],
                      sys.stdout)
            """
        let theirs = try Botocore.run(
            script,
            input: [
                "patterns": .array(matchers.map { .string($0.text) }),
                "values": .array(values.map { .string($0) }),
            ])
        for (index, matcher) in matchers.enumerated() {
            let expected = try #require(theirs[index]?.array).map(\.bool)
            for (value, expected) in zip(values, expected) {
                #expect(matcher.matches(value) == expected, "\(matcher.text) on \(value.debugDescription)")
            }
        }
    }
}
