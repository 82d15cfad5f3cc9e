import Diagnostics
import Testing

struct NearestTests {
    private let keys = [
        "call", "send", "input", "expect", "signing", "starts-with", "ends-with", "equals", "as",
    ]

    @Test(arguments: [
        ("equls", "equals"), ("equlas", "equals"), ("expct", "expect"), ("Expect", "expect"),
        ("singing", "signing"), ("start-with", "starts-with"), ("startswith", "starts-with"),
        ("calls", "call"), ("sned", "send"), ("inputs", "input"), ("ass", "as"),
    ])
    func `a slip of the fingers is understood`(word: String, meant: String) {
        #expect(nearest(to: word, among: keys) == meant)
    }

    @Test(arguments: ["", "x", "banana", "zz", "response", "q", "expectation-of-something"])
    func `another word is not`(word: String) {
        #expect(nearest(to: word, among: keys) == nil)
    }

    @Test func `the word itself is no suggestion`() {
        #expect(nearest(to: "call", among: ["call"]) == nil)
    }

    @Test func `the nearest wins, and the first of equals`() {
        #expect(nearest(to: "matche", among: ["match", "matches"]) == "match")
        #expect(nearest(to: "status", among: ["statusx", "state", "statu"]) == "statusx")
    }
}
