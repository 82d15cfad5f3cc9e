import JSONTree
import Testing
import YAMLTree

struct YAMLScalarTests {
    private func value(_ text: String) -> JSONValue {
        YAMLScalar(text: text, isPlain: true).value
    }

    @Test(
        arguments: [
            ("", nil), ("~", nil), ("null", nil), ("Null", nil), ("NULL", nil), ("true", true),
            ("True", true),
            ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
        ] as [(String, JSONValue)])
    func `nulls and booleans are those of the core schema`(text: String, expected: JSONValue) {
        #expect(value(text) == expected)
    }

    @Test(arguments: [
        ("0", "0"), ("42", "42"), ("-7", "-7"), ("+7", "7"), ("007", "7"), ("-00.50", "-0.50"),
        ("1.50", "1.50"),
        (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5.0"), ("5.e3", "5.0e3"), ("1e3", "1e3"), ("1E+3", "1E+3"),
        ("0o17", "15"), ("0x1F", "31"), ("0xff", "255"), ("000", "0"),
        ("12345678901234567890", "12345678901234567890"),
    ])
    func `numbers keep their digits as far as JSON has them`(text: String, lexeme: String) {
        #expect(value(text).number?.lexeme == lexeme)
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "n", "nULL", "tRUE", "1:30", "1_000", "0b1", "0o8", "0o", "0x", "0x-1",
        "0o+1",
        "2001-01-01", ".", "-", "+", "e3", "1e", "1.2.3", "0x1G", ".inf", "-.inf", ".NaN", "1 2", "١", "=",
        "<<",
        "123456789012a", "1e+", "+.e1", "-0x1F", "0xFFFFFFFFFFFFFFFFFF",
    ])
    func `everything else is text`(text: String) {
        #expect(value(text) == .string(text))
    }

    @Test(arguments: ["", "null", "true", "1", "~"])
    func `what is not plain is text`(text: String) {
        #expect(YAMLScalar(text: text, isPlain: false).value == .string(text))
    }
}
