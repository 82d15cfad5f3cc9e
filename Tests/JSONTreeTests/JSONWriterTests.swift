import JSONTree
import Testing

struct JSONWriterTests {
    @Test(arguments: JSONReaderTests.valid.map(\.value))
    func `what is written reads back as the same value`(value: JSONValue) throws {
        #expect(try JSONReader.read(JSONWriter.bytes(value)) == value)
        #expect(try JSONReader.read(JSONWriter.pretty(value)) == value)
    }

    @Test func `the compact form has no white space and keeps digits, order and duplicates`() throws {
        let text = #"{"b":[1.50,-0,1E+2,true,false,null],"a":{},"a":[],"":"é😀/"}"#
        #expect(try JSONWriter.text(JSONReader.read(text)) == text)
    }

    @Test func `only what must be escaped is`() {
        #expect(JSONWriter.text("\"\\\u{8}\t\n\u{C}\r") == #""\"\\\b\t\n\f\r""#)
        #expect(JSONWriter.text("\u{0}\u{1F}\u{7F}\u{2028}é") == "\"\\u0000\\u001F\u{7F}\u{2028}é\"")
    }

    @Test func `the pretty form has a line for each member`() {
        #expect(
            JSONWriter.pretty(["a": [1, [], ["b": nil]], "c": [:]]) == """
                {
                  "a": [
                    1,
                    [],
                    {
                      "b": null
                    }
                  ],
                  "c": {}
                }
                """)
    }
}
