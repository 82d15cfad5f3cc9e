import Diagnostics
import Testing
import YAMLTree

struct InvalidYAMLTests {
    /// The diagnostics of a text, one line each, without the file's name.
    private func diagnostics(
        _ text: String, limits: YAMLLimits = .standard, sourceLocation: SourceLocation = #_sourceLocation
    ) -> [String] {
        diagnostics(Array(text.utf8), limits: limits, sourceLocation: sourceLocation)
    }

    private func diagnostics(
        _ bytes: [UInt8], limits: YAMLLimits = .standard, sourceLocation: SourceLocation = #_sourceLocation
    ) -> [String] {
        let error = #expect(throws: InvalidYAML.self, sourceLocation: sourceLocation) {
            try YAMLReader.read(bytes, file: "f", limits: limits)
        }
        return error?.diagnostics.map { String($0.description.dropFirst(2)) } ?? []
    }

    @Test func `each duplicate is told at its own place, all at once`() {
        #expect(
            diagnostics("a: 1\nb:\n  x: 1\n  y: 2\n  x: 3\n'a': 2\n\"b\": 3\nc: {d: 1, d: 2, d: 3}\na: 4\n")
                == [
                    "5:3: error: the key 'x' stands here again; it is already at 3:3 [yaml.duplicate-key]",
                    "6:1: error: the key 'a' stands here again; it is already at 1:1 [yaml.duplicate-key]",
                    "7:1: error: the key 'b' stands here again; it is already at 2:1 [yaml.duplicate-key]",
                    "8:11: error: the key 'd' stands here again; it is already at 8:5 [yaml.duplicate-key]",
                    "8:17: error: the key 'd' stands here again; it is already at 8:5 [yaml.duplicate-key]",
                    "9:1: error: the key 'a' stands here again; it is already at 1:1 [yaml.duplicate-key]",
                ])
    }

    @Test func `a key is the same key in any quotes`() {
        #expect(
            diagnostics("1: a\n\"1\": b\n") == [
                "2:1: error: the key '1' stands here again; it is already at 1:1 [yaml.duplicate-key]"
            ])
        #expect(
            diagnostics("- &k a\n- {*k : 1, a: 2, *k : 3}\n") == [
                "2:12: error: the key 'a' stands here again; it is already at 2:4 [yaml.duplicate-key]",
                "2:18: error: the key 'a' stands here again; it is already at 2:4 [yaml.duplicate-key]",
            ])
    }

    @Test func `duplicates that cannot be told apart are told at the first`() {
        #expect(
            diagnostics("\"\": 1\n\"\": 2\n") == [
                "1:1: error: the key '' stands more than once in this mapping [yaml.duplicate-key]"
            ])
    }

    @Test func `a duplicate before a syntax error is told with it`() {
        #expect(
            diagnostics("a: {b: 1, b: 2}\nc: ]\n") == [
                "1:5: error: the key 'b' stands more than once in this mapping [yaml.duplicate-key]",
                "2:4: error: did not find expected node content while parsing a block node [yaml.syntax]",
            ])
    }

    @Test func `different faults are told together, in order`() {
        #expect(
            diagnostics("? [a]\n: 1\n<<: {b: 1}\nc: !foo d\ne: *nowhere\n?\n: f\n{g: h}: i\n---\nj\n") == [
                "1:3: error: a key must be a text, not a sequence; put it in quotes [yaml.key]",
                """
                3:1: error: merge keys are not understood here; write the members out, or use an alias as a value \
                [yaml.merge-key]
                """,
                "4:9: error: the tag '!foo' does not fit the text 'd' [yaml.tag]",
                "5:4: error: there is no anchor '&nowhere' before this alias [yaml.alias]",
                "6:2: error: a key is missing before the ':' [yaml.key]",
                "8:1: error: a key must be a text, not a mapping; put it in quotes [yaml.key]",
                "10:1: error: a second document starts here; a file holds only one [yaml.several-documents]",
            ])
    }

    @Test(arguments: [
        ("", "1:1: error: the file is empty; a YAML document is expected [yaml.empty]"),
        ("# only a comment\n", "1:1: error: the file is empty; a YAML document is expected [yaml.empty]"),
        ("a:\n\tb: 1\n", "2:1: error: a tab must not indent YAML; use spaces [yaml.tab]"),
        (
            "a: @b",
            "1:4: error: a text without quotes must not start with '@'; put it in quotes [yaml.syntax]"
        ),
        (
            "a: `b`",
            "1:4: error: a text without quotes must not start with '`'; put it in quotes [yaml.syntax]"
        ),
        (
            "a: *.txt",
            "1:4: error: a text without quotes must not start with '*'; put it in quotes [yaml.alias]"
        ),
        (
            "a: ** b",
            "1:4: error: a text without quotes must not start with '*'; put it in quotes [yaml.alias]"
        ),
        (
            "a: *x y",
            "1:4: error: a text without quotes must not start with '*'; put it in quotes [yaml.alias]"
        ),
        ("- &x 1\n- &y *x", "2:6: error: an alias must not have an anchor or a tag of its own [yaml.alias]"),
        ("a: &x [1, *x]", "1:11: error: there is no anchor '&x' before this alias [yaml.alias]"),
        (
            "a: &name 1\nb: *nme",
            "2:4: error: there is no anchor '&nme' before this alias; did you mean 'name'? [yaml.alias]"
        ),
        (
            "- &k [1]\n- *k : 1\n",
            "2:3: error: a key must be a text, which this alias does not stand for [yaml.key]"
        ),
        ("a: !!int x", "1:10: error: the tag '!!int' does not fit the text 'x' [yaml.tag]"),
        ("a: !!binary aGk=", "1:13: error: the tag '!!binary' does not fit the text 'aGk=' [yaml.tag]"),
        ("a: !!set {b}", "1:10: error: the tag '!!set' does not fit a mapping [yaml.tag]"),
        ("a: !x [b]", "1:7: error: the tag '!x' does not fit a sequence [yaml.tag]"),
        (
            "a: b: c",
            "1:5: error: mapping values are not allowed in this context; put a text that contains ': ' in quotes [yaml.syntax]"
        ),
        (
            "a: {n: ${x}}",
            "1:9: error: did not find expected ',' or '}' while parsing a flow mapping that starts at 1:4; inside [ ] and { } put a text with ${…} in quotes [yaml.syntax]"
        ),
        (
            "a: \"b",
            "1:6: error: found unexpected end of stream while scanning a quoted scalar that starts at 1:4 [yaml.syntax]"
        ),
        (
            "a: \u{1}",
            "1:4: error: U+0001 must not stand in YAML; write it as an escape in double quotes [yaml.character]"
        ),
    ])
    func `a single fault is told at its place`(text: String, expected: String) {
        #expect(diagnostics(text) == [expected])
    }

    @Test func `every forbidden character is told, and bytes that are not UTF-8`() {
        #expect(
            diagnostics([0x61, 0x3A, 0x20, 0xC3, 0xA9, 0xFF, 0x0A, 0x07, 0x0A, 0xEF, 0xBF, 0xBE]) == [
                "1:5: error: the file is not UTF-8 here; save it in that encoding [yaml.encoding]",
                "2:1: error: U+0007 must not stand in YAML; write it as an escape in double quotes [yaml.character]",
                "3:1: error: U+FFFE must not stand in YAML; write it as an escape in double quotes [yaml.character]",
            ])
    }

    @Test func `values inside each other are bounded`() {
        let limits = YAMLLimits(maximumBytes: 1000, maximumDepth: 2, maximumNodes: 100)
        #expect(throws: Never.self) { try YAMLReader.read("a: [1]\n", file: "f", limits: limits) }
        #expect(
            diagnostics("a: [[1]]\n", limits: limits) == [
                "1:5: error: there are more than 2 sequences and mappings inside each other [yaml.too-deep]"
            ])
        #expect(
            diagnostics("a: &x [1]\nb: {c: *x}\n", limits: limits) == [
                "2:8: error: with this alias there are more than 2 sequences and mappings inside each other [yaml.too-deep]"
            ])
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
            let text = String(repeating: open, count: 20_000) + "x" + String(repeating: close, count: 20_000)
            let told = diagnostics(text)
            #expect(told.count == 1 && told.allSatisfy { $0.hasSuffix("inside each other [yaml.too-deep]") })
        }
    }

    @Test func `the size of a file is bounded`() {
        let limits = YAMLLimits(maximumBytes: 5, maximumDepth: 2, maximumNodes: 3)
        #expect(
            diagnostics("a: bcd\n", limits: limits) == [
                "1:1: error: the file is 7 bytes long, more than the 5 allowed [yaml.too-large]"
            ])
        #expect(
            diagnostics("[a,b]", limits: YAMLLimits(maximumBytes: 5, maximumDepth: 2, maximumNodes: 2)) == [
                "1:4: error: the file comes to more than 2 values [yaml.too-many-values]"
            ])
    }

    @Test(arguments: ["*a19", "{*a19 : 1, *a19 : 2}", "{? *a19 : 1, ? [*a19] : 2}", "{*a19, [*a19], {*a19}}"])
    func `a file that grows without end through aliases is refused at once`(last: String) {
        var text = "- &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<20 {
            let use = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "- &a\(level) [\(use)]\n"
        }
        let told = diagnostics(text + "- \(last)\n")
        #expect(
            told == [
                "7:8: error: with this alias the file comes to more than 2000000 values [yaml.too-many-values]"
            ])
    }

    @Test func `cutting a file anywhere never crashes the reader`() {
        let text =
            "%TAG ! tag:x,2000:\n--- &r !!map\na: [1, 'b', \"c\\n\", *r, {d: |\n  e\n}, é]\n? f\n: - *g\n<<: !x {}\n"
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            _ = try? YAMLReader.read(Array(bytes[..<index]), file: "f")
            for byte: UInt8 in [0x00, 0x09, 0x0A, 0x22, 0x2A, 0x3A, 0x5D, 0x7B, 0x85, 0xFF] {
                var changed = bytes
                changed[index] = byte
                _ = try? YAMLReader.read(changed, file: "f")
            }
        }
    }
}
