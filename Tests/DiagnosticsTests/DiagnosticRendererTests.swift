import Diagnostics
import Testing

struct DiagnosticRendererTests {
    /// Renders one error about a range of a text.
    private func render(_ text: String, line: Int, column: Int, length: Int, color: Bool = false) -> String {
        let place = Place(file: "f", line: line, column: column, length: length)
        let renderer = DiagnosticRenderer(sources: ["f": text], color: color)
        return renderer.render(Diagnostic(place: place, code: "x.y", message: "wrong"))
    }

    @Test func `the line and a caret under the range follow the sentence`() {
        #expect(
            render("a: 1\n    equls: 200\n", line: 2, column: 5, length: 5) == """
                f:2:5: error: wrong [x.y]
                2 |     equls: 200
                  |     ^~~~~
                """)
    }

    @Test func `the margin is as wide as the line's number`() {
        let text = String(repeating: "x\n", count: 99) + "equls"
        #expect(
            render(text, line: 100, column: 1, length: 1) == """
                f:100:1: error: wrong [x.y]
                100 | equls
                    | ^
                """)
    }

    @Test func `a tab stays a tab, so that the caret stands below`() {
        #expect(
            render("\tkey:\tvalue", line: 1, column: 7, length: 5)
                == "f:1:7: error: wrong [x.y]\n1 | \tkey:\tvalue\n  | \t    \t^~~~~")
    }

    @Test func `wide characters take two columns and combining ones none`() {
        #expect(
            render("名前: x", line: 1, column: 5, length: 1)
                == "f:1:5: error: wrong [x.y]\n1 | 名前: x\n  |       ^")
        #expect(
            render("名前: x", line: 1, column: 1, length: 2)
                == "f:1:1: error: wrong [x.y]\n1 | 名前: x\n  | ^~~~")
        #expect(
            render("e\u{301}: x", line: 1, column: 5, length: 1)
                == "f:1:5: error: wrong [x.y]\n1 | e\u{301}: x\n  |    ^")
    }

    @Test func `control characters are shown as escapes and counted as shown`() {
        #expect(
            render("\u{1B}[31m x", line: 1, column: 7, length: 1)
                == "f:1:7: error: wrong [x.y]\n1 | \\u{1B}[31m x\n  |            ^")
    }

    @Test(arguments: ["one\ntwo", "one\r\ntwo", "one\rtwo"])
    func `every kind of line end counts`(text: String) {
        #expect(
            render(text, line: 2, column: 1, length: 3) == "f:2:1: error: wrong [x.y]\n2 | two\n  | ^~~")
    }

    @Test func `a range beyond the end of the line is cut there`() {
        #expect(render("ab", line: 1, column: 2, length: 9) == "f:1:2: error: wrong [x.y]\n1 | ab\n  |  ^")
        #expect(render("ab", line: 1, column: 3, length: 1) == "f:1:3: error: wrong [x.y]\n1 | ab\n  |   ^")
        #expect(render("ab", line: 1, column: 99, length: 1) == "f:1:99: error: wrong [x.y]\n1 | ab\n  |   ^")
    }

    @Test func `a line that is not there, or a file that is not there, leaves the sentence alone`() {
        #expect(render("ab", line: 7, column: 1, length: 1) == "f:7:1: error: wrong [x.y]")
        let diagnostic = Diagnostic(
            place: Place(file: "g", line: 1, column: 1), code: "x.y", message: "wrong")
        #expect(
            DiagnosticRenderer(sources: [:], color: false).render(diagnostic) == "g:1:1: error: wrong [x.y]")
    }

    @Test func `of a very long line a window around the range is shown`() {
        let text = String(repeating: "a", count: 500) + "here" + String(repeating: "b", count: 500)
        let lines = render(text, line: 1, column: 501, length: 4).split(separator: "\n")
        #expect(lines[1].hasPrefix("1 | …aaa") && lines[1].hasSuffix("bbb…"))
        #expect(lines[1].unicodeScalars.count < 180)
        let caret = lines[2].prefix { $0 != "^" }.count
        #expect(lines[1].dropFirst(caret).hasPrefix("here"))
        #expect(lines[2].hasSuffix("^~~~"))
    }

    @Test func `all diagnostics follow each other, one block each`() {
        let renderer = DiagnosticRenderer(sources: ["f": "ab\ncd\n"], color: false)
        let all = [1, 2].map {
            Diagnostic(place: Place(file: "f", line: $0, column: 1), code: "x.y", message: "wrong")
        }
        #expect(
            renderer.render(all) == """
                f:1:1: error: wrong [x.y]
                1 | ab
                  | ^
                f:2:1: error: wrong [x.y]
                2 | cd
                  | ^

                """)
    }

    @Test func `color marks place, severity and caret`() {
        #expect(
            render("ab", line: 1, column: 1, length: 2, color: true)
                == "\u{1B}[1mf:1:1:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m wrong [x.y]\n1 | ab\n"
                + "  | \u{1B}[1;32m^~\u{1B}[0m")
    }
}
