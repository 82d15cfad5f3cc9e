import JSONTree
import Testing

struct JSONReaderErrorTests {
    /// A text that must be refused, why, and at which byte.
    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let kind: JSONError.Kind
        let offset: Int

        init(_ text: String, _ kind: JSONError.Kind, _ offset: Int) {
            self.text = text
            self.kind = kind
            self.offset = offset
        }

        var testDescription: String { text.debugDescription }
    }

    static let refused: [Refused] = [
        Refused("", .empty, 0), Refused(" \n ", .empty, 3), Refused("nul", .endOfText, 3),
        Refused("nulL", .unexpectedByte, 3), Refused("True", .unexpectedByte, 0),
        Refused("nan", .unexpectedByte, 1),
        Refused("NaN", .unexpectedByte, 0), Refused("Infinity", .unexpectedByte, 0),
        Refused("-Infinity", .invalidNumber, 1), Refused("01", .invalidNumber, 0),
        Refused("-01", .invalidNumber, 1),
        Refused("00", .invalidNumber, 0), Refused("-", .invalidNumber, 1), Refused("+1", .unexpectedByte, 0),
        Refused("1.", .invalidNumber, 2), Refused(".5", .unexpectedByte, 0),
        Refused("1.e1", .invalidNumber, 2),
        Refused("1e", .invalidNumber, 2), Refused("1e+", .invalidNumber, 3),
        Refused("1.0.0", .trailingBytes, 3),
        Refused("0x1F", .trailingBytes, 1), Refused("1_000", .trailingBytes, 1),
        Refused("--1", .invalidNumber, 1),
        Refused("1 2", .trailingBytes, 2), Refused("{}}", .trailingBytes, 2),
        Refused("[]x", .trailingBytes, 2),
        Refused("null\u{0}", .trailingBytes, 4), Refused("[1,]", .unexpectedByte, 3),
        Refused("[,1]", .unexpectedByte, 1), Refused("[1,,2]", .unexpectedByte, 3),
        Refused("[1 2]", .unexpectedByte, 3),
        Refused("[", .endOfText, 1), Refused("[1", .endOfText, 2), Refused("[1,", .endOfText, 3),
        Refused("]", .unexpectedByte, 0), Refused("[}", .unexpectedByte, 1),
        Refused("[1}", .unexpectedByte, 2),
        Refused("{", .endOfText, 1), Refused("{\"a\"", .endOfText, 4), Refused("{\"a\":", .endOfText, 5),
        Refused("{\"a\":1", .endOfText, 6), Refused("{\"a\" 1}", .unexpectedByte, 5),
        Refused("{\"a\":1,}", .unexpectedByte, 7), Refused("{,}", .unexpectedByte, 1),
        Refused("{a:1}", .unexpectedByte, 1), Refused("{'a':1}", .unexpectedByte, 1),
        Refused("{1:1}", .unexpectedByte, 1),
        Refused("{\"a\":1 \"b\":2}", .unexpectedByte, 7), Refused("{\"a\":1]", .unexpectedByte, 6),
        Refused("{\"a\"::1}", .unexpectedByte, 5), Refused("{\"a\"}", .unexpectedByte, 4),
        Refused("\"", .endOfText, 1), Refused("\"a", .endOfText, 2), Refused("\"a\\", .endOfText, 3),
        Refused("\"\\u00", .endOfText, 5), Refused("'a'", .unexpectedByte, 0),
        Refused("\"\\x\"", .invalidEscape, 2),
        Refused("\"\\'\"", .invalidEscape, 2), Refused("\"\\u00G0\"", .invalidEscape, 5),
        Refused("\"\\u-123\"", .invalidEscape, 3), Refused("\"\\U0041\"", .invalidEscape, 2),
        Refused("\"\\é\"", .invalidEscape, 2), Refused("\"a\nb\"", .controlCharacter, 2),
        Refused("\"\t\"", .controlCharacter, 1), Refused("\"\u{0}\"", .controlCharacter, 1),
        Refused("\"\\n\u{1F}\"", .controlCharacter, 3), Refused("\"\\uD800\"", .loneSurrogate, 1),
        Refused("\"ab\\uDC00\"", .loneSurrogate, 3), Refused("\"\\uD800\\uD800\"", .loneSurrogate, 1),
        Refused("\"\\uDC00\\uD800\"", .loneSurrogate, 1), Refused("\"\\uD800\\n\"", .loneSurrogate, 1),
        Refused("\"\\uD83D\\u0041\"", .loneSurrogate, 1), Refused("\u{FEFF}{}", .byteOrderMark, 0),
        Refused("{} \u{FEFF}", .trailingBytes, 3), Refused("\u{A0}1", .unexpectedByte, 0),
        Refused("[1]\u{C}", .trailingBytes, 3), Refused("/* */ 1", .unexpectedByte, 0),
        Refused("// a\n1", .unexpectedByte, 0), Refused("[1 // a\n]", .unexpectedByte, 3),
        Refused("<html>", .unexpectedByte, 0), Refused("é", .unexpectedByte, 0),
    ]

    @Test(arguments: refused)
    func `what RFC 8259 forbids is refused at its place`(_ refused: Refused) {
        let error = #expect(throws: JSONError.self) { try JSONReader.read(refused.text) }
        #expect(error?.kind == refused.kind)
        #expect(error?.offset == refused.offset)
    }

    @Test(
        arguments: [
            ([0x22, 0xFF, 0x22], 1), ([0x22, 0x61, 0xC3, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 1),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
            ([0x22, 0xC3, 0xA9, 0x80, 0x22], 3), ([0x22, 0x5C, 0x6E, 0x80, 0x22], 3),
            ([0x7B, 0x22, 0xE9, 0x22, 0x3A, 0x31, 0x7D], 2),
        ] as [([UInt8], Int)])
    func `bytes that are not UTF-8 are refused at the first of them`(bytes: [UInt8], offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
        #expect(error?.kind == .invalidUTF8)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [[0xFE, 0xFF, 0x00, 0x5B], [0xFF, 0xFE, 0x5B, 0x00], [0x5B, 0x00, 0x5D, 0x00]] as [[UInt8]]
    )
    func `UTF-16 is refused`(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
    }

    @Test func `an error has a line and a column in scalars, and a sentence`() {
        let error = #expect(throws: JSONError.self) { try JSONReader.read("{\n  \"名é\": tru }") }
        #expect(error?.description == "line 2, column 12: unexpected space where 'true' is expected")
        let end = #expect(throws: JSONError.self) { try JSONReader.read("[1,\n2") }
        #expect(
            end?.description
                == "line 2, column 2: the text ends where ',' or ']' after an element is expected")
        let half = #expect(throws: JSONError.self) { try JSONReader.read(#""\uD83D""#) }
        #expect(half?.message == "\\uD83D is half of a surrogate pair without its other half")
    }

    @Test func `cutting or changing any byte of a text never crashes the reader`() {
        let text = Array(#"{"a":[1.5e3,-0,true,null,"\u00e9\uD83D\uDE00é"],"b":{"c":{}}}"#.utf8)
        for index in text.indices {
            _ = try? JSONReader.read(Array(text[..<index]))
            for byte: UInt8 in [0x00, 0x22, 0x2C, 0x5C, 0x5D, 0x7B, 0x80, 0xFF] {
                var changed = text
                changed[index] = byte
                if let value = try? JSONReader.read(changed) {
                    #expect((try? JSONReader.read(JSONWriter.bytes(value))) == value)
                }
            }
        }
    }
}
