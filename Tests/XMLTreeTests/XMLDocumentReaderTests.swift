import Foundation
import Testing
import XMLTree

private let schemaText = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="a">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="b" minOccurs="0" maxOccurs="unbounded">
              <xs:complexType><xs:attribute name="n" type="xs:int" use="required"/></xs:complexType>
            </xs:element>
          </xs:sequence>
        </xs:complexType>
      </xs:element>
    </xs:schema>
    """

/// Reads a document to its end and gives what breaks the schema.
private func findings(
    _ text: String, schema: XMLSchema? = nil, bounds: XMLBounds = .standard
) throws -> [XMLFinding] {
    try withTemporaryFolder { folder in
        let path = try write(text, to: "document.xml", in: folder)
        let reader = try XMLDocumentReader(path: path, schema: schema, bounds: bounds)
        while try reader.next() != nil {}
        return reader.schemaFindings
    }
}

private func refusal(_ text: String, bounds: XMLBounds = .standard) -> XMLFinding? {
    do {
        _ = try findings(text, bounds: bounds)
        return nil
    } catch XMLReadFailure.document(let finding) {
        return finding
    } catch {
        return nil
    }
}

@Test func `a document that keeps the schema has no findings`() throws {
    let schema = try XMLSchema(bytes: Array(schemaText.utf8))
    #expect(try findings("<a><b n='1'/><b n='-2'></b></a>", schema: schema) == [])
}

@Test func `what breaks the schema is found with its line`() throws {
    let schema = try XMLSchema(bytes: Array(schemaText.utf8))
    let found = try findings("<a>\n<b n='x'/>\n<b/>\n<c/>\n</a>", schema: schema)
    #expect(found.map(\.line) == [2, 3, 4])
    #expect(found.map(\.column) == [nil, nil, nil])
    #expect(found[1].message == "Element 'b': The attribute 'n' is required but missing.")
}

@Test func `lines beyond 65,535 are right`() throws {
    let schema = try XMLSchema(bytes: Array(schemaText.utf8))
    let text = "<a>\n" + String(repeating: "<b n='1'/>\n", count: 70_000) + "<b/>\n</a>"
    #expect(try findings(text, schema: schema).map(\.line) == [70_002])
}

@Test func `findings without end are counted, not kept`() throws {
    try withTemporaryFolder { folder in
        let schema = try XMLSchema(bytes: Array(schemaText.utf8))
        let text = "<a>" + String(repeating: "<b/>", count: 1000) + "</a>"
        let path = try write(text, to: "document.xml", in: folder)
        let reader = try XMLDocumentReader(path: path, schema: schema, bounds: .standard)
        while try reader.next() != nil {}
        #expect(reader.schemaFindings.count == 100)
        #expect(reader.omittedSchemaFindings == 900)
    }
}

@Test func `a wrong schema is told`() {
    #expect(throws: XMLReadFailure.self) {
        _ = try XMLSchema(bytes: Array(schemaText.replacing("xs:int", with: "xs:nothing").utf8))
    }
    #expect(throws: XMLReadFailure.self) { _ = try XMLSchema(bytes: []) }
}

@Test(
    arguments: [
        ("", 1, "the document is empty"),
        ("x", 1, "the document is not XML, or ends too early"),
        ("<a>\n<b>\n</a>", 3, "Opening and ending tag mismatch: b line 2 and a"),
        ("<a>\n", 1, "the document is not XML, or ends too early"),
        ("<a><b>\n</b>\n<b>", 3, "the document ends too early, or goes on after its end"),
        ("<a>\n\u{1}</a>", 2, "PCDATA invalid Char value 1"),
        ("<a>&lunch;</a>", 1, "Entity 'lunch' not defined"),
        ("<a x='1' x='2'/>", 1, "Attribute x redefined"),
    ])
func `what is not well-formed is told with its line`(text: String, line: Int, message: String) {
    let finding = refusal(text)
    #expect(finding?.line == line)
    #expect(finding?.message.hasPrefix(message) == true, "\(finding?.message ?? "nothing")")
}

@Test(
    arguments: [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;&x;&x;'>]><a>&z;</a>",
    ])
func `a document type is refused`(text: String) {
    #expect(
        refusal(text)?.message == "a document type is not read: it could name files and define entities")
}

@Test func `a document is refused beyond its bounds`() {
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(refusal(deep)?.message == "elements are nested deeper than 64 levels")
    #expect(
        refusal(
            "<a>\(String(repeating: "x", count: 5000))</a>",
            bounds: XMLBounds(maximumBytes: 4096, maximumDepth: 9))?
            .message == "the document is longer than 4096 bytes")
    #expect(refusal("<a>\(String(repeating: "x", count: 10_500_000))</a>") != nil)
}

@Test func `a file that is not there is told`() {
    #expect(throws: XMLReadFailure.file(FileTrouble(path: "/nowhere/a", reason: "no such file or folder"))) {
        _ = try XMLDocumentReader(path: "/nowhere/a", schema: nil, bounds: .standard)
    }
    #expect(throws: XMLReadFailure.file(FileTrouble(path: "/tmp", reason: "it is a folder"))) {
        _ = try XMLDocumentReader(path: "/tmp", schema: nil, bounds: .standard).next()
    }
}

@Test func `a pipe that nobody writes into is told, and not waited for`() throws {
    try withTemporaryFolder { folder in
        let path = "\(folder)/pipe"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["mkfifo", path]
        try process.run()
        process.waitUntilExit()
        #expect(
            throws: XMLReadFailure.file(
                FileTrouble(path: path, reason: "it is a pipe that nobody writes into"))
        ) {
            _ = try XMLDocumentReader(path: path, schema: nil, bounds: .standard)
        }
    }
}
