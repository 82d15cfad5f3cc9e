import Foundation
import Testing
import XMLTree

@Test func `an element that was put together is the one that the writer would write`() throws {
    let values = ["plain", "", "a <b> & \"c\" 'd'", "~ ]]>"]
    let texts = ["<&>", "", "]]> x"]
    try withTemporaryFolder { folder in
        let long = try XMLDocumentWriter(into: WholeFile(path: "\(folder)/long.xml"))
        let short = try XMLDocumentWriter(into: WholeFile(path: "\(folder)/short.xml"))
        long.start("root")
        short.start("root")
        var element = XMLPlainElement("case", margin: 2)
        for (number, value) in values.enumerated() {
            long.newLine(2)
            long.start("case")
            long.attribute("name", value)
            long.attribute("other", "x")
            element.start()
            element.attribute("name", Array(value.utf8))
            element.attribute("other", Array("x".utf8))
            if number % 2 == 1 {
                long.newLine(4)
                long.start("out")
                long.text(texts.joined(separator: "\n"))
                long.end()
                long.newLine(2)
                element.child("out", texts.map { Array($0.utf8) })
            }
            long.end()
            element.end()
            short.write(element)
        }
        try long.finish()
        try short.finish()
        let expected = try String(contentsOfFile: "\(folder)/long.xml", encoding: .utf8)
        let written = try String(contentsOfFile: "\(folder)/short.xml", encoding: .utf8)
        #expect(written == expected)
        #expect(written.contains("name=\"~ ]]&gt;\""))
    }
}

@Test(arguments: [("plain ~", true), ("", true), ("é", false), ("tab\t", false), ("\u{7F}", false)])
func `only printable ASCII stands in a plain element`(value: String, isTaken: Bool) {
    #expect(XMLPlainElement.takes(value) == isTaken)
}
