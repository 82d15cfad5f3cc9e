import Diagnostics
import Testing

struct VisibleTests {
    @Test(arguments: [
        "", "plain text", "two\nlines\tand a tab", "äöü 名前 🎉", "\u{E000}", "\u{10FFFF}", "<&\"']]>",
    ])
    func `what can be shown stays`(text: String) {
        #expect(visible(text) == text)
    }

    @Test(arguments: [
        ("\u{1B}[31m", "\\u{1B}[31m"), ("a\r\nb", "a\\u{0D}\nb"), ("\u{0}", "\\u{00}"), ("\u{7F}", "\\u{7F}"),
        ("\u{85}", "\\u{85}"), ("\u{FFFE}x\u{FFFF}", "\\u{FFFE}x\\u{FFFF}"), ("\u{202E}", "\\u{202E}"),
        ("\u{2028}", "\\u{2028}"), ("\u{2066}", "\\u{2066}"),
    ])
    func `controls and what XML forbids become escapes`(text: String, shown: String) {
        #expect(visible(text) == shown)
    }
}
