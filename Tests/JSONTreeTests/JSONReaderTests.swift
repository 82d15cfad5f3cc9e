import JSONTree
import Testing

struct JSONReaderTests {
    /// Texts of RFC 8259, each with the value it means.
    static let valid: [(text: String, value: JSONValue)] = [
        ("null", nil), ("true", true), ("false", false), ("0", 0), ("-0", .number(lexeme("-0"))),
        ("42", 42), ("-7", -7), ("1.50", .number(lexeme("1.50"))), ("1e5", .number(lexeme("1e5"))),
        ("1E+2", .number(lexeme("1E+2"))), ("1e-2", .number(lexeme("1e-2"))), ("0.0", .number(lexeme("0.0"))),
        ("0e1", .number(lexeme("0e1"))), ("-0.1e-07", .number(lexeme("-0.1e-07"))),
        ("123456789012345678901234567890", .number(lexeme("123456789012345678901234567890"))),
        ("1e400", .number(lexeme("1e400"))),
        ("\"\"", ""), ("\"a\"", "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041""#, "A"), (#""\u00e9\u00E9""#, "éé"), (#""\uD83D\uDE00""#, "😀"), (#""\u0000""#, "\u{0}"),
        (#""\uFFFE""#, "\u{FFFE}"), (#""a\u0062c""#, "abc"), ("\"é名😀\"", "é名😀"), ("\"\u{7F}\"", "\u{7F}"),
        (#""é\n""#, "é\n"), ("\"\u{2028}\"", "\u{2028}"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
        ("[]", []), ("[ ]", []), ("[1,2]", [1, 2]), (" [ 1 , 2 ] ", [1, 2]), ("[[],[[]]]", [[], [[]]]),
        ("[null]", [nil]), ("\t\r\n[\n]\r\t", []),
        ("{}", [:]), ("{ }", [:]), (#"{"a":1}"#, ["a": 1]), (#" { "a" : { "b" : [ ] } } "#, ["a": ["b": []]]),
        (#"{"":0}"#, ["": 0]), (#"{"b":1,"a":2}"#, ["b": 1, "a": 2]), (#"{"a":1,"a":2}"#, ["a": 1, "a": 2]),
        (#"{"\u0061":1}"#, ["a": 1]),
    ]

    private static func lexeme(_ text: String) -> JSONNumber {
        JSONNumber(lexeme: text) ?? JSONNumber(0)
    }

    @Test(arguments: valid)
    func `what RFC 8259 allows is read as it is written`(text: String, value: JSONValue) throws {
        #expect(try JSONReader.read(text) == value)
    }

    @Test func `order and duplicates are kept, and the last one is found`() throws {
        let object = try #require(try JSONReader.read(#"{"b":1,"a":2,"b":3,"a":4,"c":5,"a":6}"#).object)
        #expect(object.names == ["b", "a", "b", "a", "c", "a"])
        #expect(object.duplicateNames == ["b", "a"])
        #expect(object["a"] == 6)
        #expect(object["b"] == 3)
        #expect(object["d"] == nil)
    }

    @Test func `names that differ only in their composition are different names`() throws {
        let object = try #require(try JSONReader.read("{\"\u{E9}\":1,\"e\u{301}\":2}").object)
        #expect(object.duplicateNames == [])
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
    }

    @Test func `depth and size are bounded`() throws {
        let limits = JSONLimits(maximumBytes: 10, maximumDepth: 3)
        #expect(try JSONReader.read("[[[1]]]", limits: limits) == [[[1]]])
        #expect(try JSONReader.read("[[],[],[]]", limits: limits) == [[], [], []])
        #expect(throws: JSONError.self) { try JSONReader.read("[[[[]]]]", limits: limits) }
        #expect(throws: JSONError.self) { try JSONReader.read("[1,2,3,4,5]", limits: limits) }
    }

    @Test func `a hundred thousand brackets are refused, not followed`() {
        let text = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(error?.kind == .tooDeep)
        #expect(error?.offset == 256)
    }

    @Test(
        arguments: [
            ([], 0, 1, 1), ([.member("a")], 6, 1, 7), ([.member("a"), .element(1)], 13, 1, 14),
            ([.member("a"), .element(1), .member("b")], 29, 2, 6), ([.member("é")], 41, 2, 17),
        ] as [([JSONPathStep], Int, Int, Int)])
    func `the place of a path is found, of duplicates the last`(
        path: [JSONPathStep], offset: Int, line: Int, column: Int
    ) {
        let bytes = Array("{\"a\": [1.00, {\"b\": [2],\n\"b\": {}}], \"é\": true}".utf8)
        let place = JSONReader.place(of: path, in: bytes)
        #expect(place == JSONPlace(offset: offset, in: bytes))
        #expect(place?.line == line && place?.column == column)
    }

    @Test(
        arguments: [
            [.member("b")], [.element(0)], [.member("a"), .element(2)], [.member("a"), .member("x")],
            [.member("a"), .element(0), .element(0)],
        ] as [[JSONPathStep]])
    func `a path that leads nowhere has no place`(path: [JSONPathStep]) {
        #expect(JSONReader.place(of: path, in: Array(#"{"a": [1, {}]}"#.utf8)) == nil)
        #expect(JSONReader.place(of: path, in: Array(#"{"a": ["#.utf8)) == nil)
    }
}
