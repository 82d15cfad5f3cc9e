import JSONTree
import Testing

struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber {
        try #require(JSONNumber(lexeme: text))
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("-0.0e9", 0), ("1", 1), ("1.0", 1), ("1e2", 100), ("1.50e1", 15),
        ("-100e-2", -1),
        ("9223372036854775807", .max), ("-9223372036854775808", .min), ("0.5e1", 5), ("0e999999999999", 0),
    ])
    func `whole numbers are integers however they are written`(text: String, value: Int) throws {
        #expect(try number(text).int == value)
    }

    @Test(arguments: ["0.5", "9223372036854775808", "1e30", "1e-1", "1e999999999999999999999", "1.000001"])
    func `fractions and large numbers are not`(text: String) throws {
        #expect(try number(text).int == nil)
    }

    @Test(arguments: [
        ("1", "1.0"), ("1", "10e-1"), ("0", "-0"), ("0.00", "0e5"), ("1200", "1.2E+3"), ("0.001", "1e-3"),
        ("123456789012345678901234567890", "1.23456789012345678901234567890e29"), ("1e400", "10e399"),
    ])
    func `equal values are equal whatever the digits`(left: String, right: String) throws {
        #expect(try number(left).isEqualInValue(to: number(right)))
        #expect(try number(right).isEqualInValue(to: number(left)))
        #expect(try number(left) != number(right))
    }

    @Test(arguments: [
        ("1", "2"), ("1", "-1"), ("0.1", "0.10000000000000000001"), ("1e400", "1e401"),
        ("9007199254740993", "9007199254740992"),
    ])
    func `different values are not, even where a double would not tell`(left: String, right: String) throws {
        #expect(try !number(left).isEqualInValue(to: number(right)))
    }

    @Test(arguments: ["", " 1", "1 ", "01", "1.", ".1", "+1", "1e", "0x1", "one", "--1", "1\u{0}", "١"])
    func `only JSON's grammar makes a number`(text: String) {
        #expect(JSONNumber(lexeme: text) == nil)
    }

    @Test func `doubles are written short and read back`() throws {
        #expect(JSONNumber(1.0).lexeme == "1")
        #expect(JSONNumber(0.1).lexeme == "0.1")
        #expect(JSONNumber(-2.5e-7).double == -2.5e-7)
        for value in [1e300, 1e16, 123456.789, -0.0, Double.leastNonzeroMagnitude, .pi] {
            let text = JSONNumber(value).lexeme
            #expect(try number(text).double == value)
        }
        #expect(try number("1e999").double == .infinity)
        #expect(try number("-1e999").double == -.infinity)
    }
}
