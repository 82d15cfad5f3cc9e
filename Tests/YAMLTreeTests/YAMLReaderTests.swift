import Diagnostics
import JSONTree
import Testing
import YAMLTree

struct YAMLReaderTests {
    /// What a YAML text means, as JSON.
    private func json(_ text: String) throws -> JSONValue {
        json(try YAMLReader.read(text, file: "f"))
    }

    private func json(_ node: YAMLNode) -> JSONValue {
        switch node.content {
        case .scalar(let scalar): scalar.value
        case .sequence(let elements): .array(elements.map(json))
        case .mapping(let members):
            .object(JSONObject(members.map { .init(name: $0.name, value: json($0.value)) }))
        }
    }

    @Test func `collections keep their order`() throws {
        let value = try json("b: [1, two, {c: null}]\na:\n  - x\n  - y: 1\n    z: 2\n")
        #expect(value == ["b": [1, "two", ["c": nil]], "a": ["x", ["y": 1, "z": 2]]])
    }

    @Test func `JSON is YAML`() throws {
        let text = #"{"a": [1.5, "\u00e9\n", true], "b": {"c": null}, "": {}}"#
        #expect(try json(text) == JSONReader.read(text))
    }

    @Test(
        arguments: [
            ("\"yes\"", "yes"), ("'it''s'", "it's"), ("|\n  a\n   b\n", "a\n b\n"), (">-\n  a\n  b\n", "a b"),
            ("\"a\\x41\\u00e9\\U0001F600\"", "aAé😀"), ("!!str 12", "12"), ("! 12", "12"), ("a\n b", "a b"),
        ] as [(String, JSONValue)])
    func `quoted, block and tagged texts are texts`(text: String, value: JSONValue) throws {
        #expect(try json(text) == value)
    }

    @Test(
        arguments: [
            (#""\ud83d\ude00""#, "😀"), (#""a\uD83D\uDE00b\ud83d\ude00""#, "a😀b😀"),
            (#"'\ud83d\uDE00'"#, #"\ud83d\uDE00"#),
            (#"\ud83d\ude00*"#, #"\ud83d\ude00*"#), (#""\\ud83d\\ude00""#, #"\ud83d\ude00"#),
            ("|\n  \\uD83D\\ude00 \\ud83d\\ude00\n", "\\uD83D\\ude00 \\ud83d\\ude00\n"),
            (#""\\\ud83d\ude00*""#, #"\😀*"#), (#"'\U0001F600'"#, #"\U0001F600"#),
        ] as [(String, JSONValue)])
    func `a pair of JSON's escapes is one character in double quotes, and itself elsewhere`(
        text: String, value: JSONValue
    ) throws {
        #expect(try json(text) == value)
    }

    @Test func `a pair of escapes moves no column`() throws {
        let text = #"{"a\ud83d\ude00": 1, "b": x}"#
        let root = try YAMLReader.read(text, file: "f")
        #expect(json(root) == ["a😀": 1, "b": "x"])
        #expect(root.mapping?[1].value.range.start.column == 27)
        #expect(throws: InvalidYAML.self) { try json(#""\ud83d""#) }
        #expect(throws: InvalidYAML.self) { try json(#""\ude00\ud83d""#) }
    }

    @Test func `aliases stand for their anchor's value`() throws {
        let value = try json("a: &x {n: 1}\nb: *x\nc: [*x, &y 2, *y]\nd: &x 3\ne: *x\n")
        #expect(value == ["a": ["n": 1], "b": ["n": 1], "c": [["n": 1], 2, 2], "d": 3, "e": 3])
    }

    @Test func `an alias of a scalar may be a key`() throws {
        #expect(try json("- &k name\n- {*k : 1}\n") == ["name", ["name": 1]])
    }

    @Test func `stars stay stars wherever they are no alias`() throws {
        let value = try json("a: \"*x\" # *y\nb: 2*3*4\nc: |\n  *bold*\n\"*\": '*'\nd: \u{E000}\n")
        #expect(value == ["a": "*x", "b": "2*3*4", "c": "*bold*\n", "*": "*", "d": "\u{E000}"])
    }

    @Test func `a byte order mark at the start is skipped`() throws {
        #expect(try json("\u{FEFF}a: 1") == ["a": 1])
        #expect(try YAMLReader.read("\u{FEFF}a: 1", file: "f").range == SourceRange(line: 1, column: 1))
    }

    @Test func `one document may have its marks`() throws {
        #expect(try json("%YAML 1.2\n---\na: 1\n...\n") == ["a": 1])
        #expect(try json("--- # nothing\n") == nil)
    }

    @Test(arguments: ["a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", "a: 1\nb: 2"])
    func `every kind of line end is read`(text: String) throws {
        let node = try YAMLReader.read(text, file: "f")
        #expect(node["b"]?.range == SourceRange(line: 2, column: 4))
    }

    /// Where the value of the key `k` is, as `line:column+length`.
    @Test(
        arguments: [
            ("k: value", "1:4+5"), ("k: 'it''s' # x", "1:4+7"), ("k: \"a\\\"b\"", "1:4+6"),
            ("k:   42  ", "1:6+2"),
            ("k: [a, b]", "1:4+1"), ("k: {a: b}", "1:4+1"), ("k:\n  aa: b", "2:3+2"), ("k:\n  - a", "2:3+1"),
            ("k: |\n  text", "1:4+1"), ("k: &a value", "1:7+5"), ("k: !!str &a 'v'", "1:13+3"),
            ("k: é名😀x", "1:4+4"), ("é: 1\nk: ü", "2:4+1"), ("{é: \"名\", k: ü}", "1:13+1"), ("k:", "1:3+1"),
            ("k: one\n  two", "1:4+3"), ("k: \"one\n  two\"", "1:4+4"), ("k: *s", ""), ("k: a*b", "1:4+3"),
            ("x: \"a\u{2028}b\"\nk: v", "2:4+1"), ("x: \"\u{85}\"\nk: v", "2:4+1"),
            ("{\"x\": \"\u{2029}é\", k: vw}", "1:16+2"),
        ].filter { !$0.1.isEmpty })
    func `a value's place is what stands of it on its first line`(text: String, place: String) throws {
        let range = try #require(try YAMLReader.read(text, file: "f")["k"]).range
        #expect("\(range.start.line):\(range.start.column)+\(range.length)" == place)
    }

    @Test func `a key's place is the key, quotes included`() throws {
        let members = try #require(try YAMLReader.read("plain: 1\n'quoted': 2\n", file: "f").mapping)
        #expect(members[0].key.range == SourceRange(line: 1, column: 1, length: 5))
        #expect(members[1].key.range == SourceRange(line: 2, column: 1, length: 8))
    }

    @Test func `columns are right far along a line that is not ASCII`() throws {
        let text = "[" + (0..<500).map { "é\($0)" }.joined(separator: ", ") + "]"
        let elements = try #require(try YAMLReader.read(text, file: "f").sequence)
        let scalars = Array(text.unicodeScalars)
        for (index, element) in elements.enumerated() {
            let start = element.range.start.column - 1
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<(start + element.range.length)])
            #expect(String(view) == "é\(index)")
        }
    }
}
