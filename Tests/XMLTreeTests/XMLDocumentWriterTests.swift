import Foundation
import Testing
import XMLTree

/// Text that must not get into a document as it is.
private let hostile = "a\"<&>'\u{1B}[0m]]>\u{FFFE}\u{0}\r\n\té😀"

private func written(_ body: (XMLDocumentWriter) -> Void) throws -> String {
    try withTemporaryFolder { folder in
        let path = "\(folder)/new/document.xml"
        let writer = try XMLDocumentWriter(into: WholeFile(path: path))
        body(writer)
        try writer.finish()
        return try String(contentsOfFile: path, encoding: .utf8)
    }
}

@Test func `elements, attributes and text are written and made legal`() throws {
    let text = try written { writer in
        writer.start("a")
        writer.attribute("x", hostile)
        writer.attribute("none", nil)
        writer.attribute("n", -5)
        writer.newLine(2)
        writer.start("b")
        writer.end()
        writer.newLine(2)
        writer.start("c")
        writer.text(hostile)
        writer.text("")
    }
    #expect(
        text == """
            <?xml version="1.0" encoding="UTF-8"?>
            <a x="a&quot;&lt;&amp;&gt;'\\u{1B}[0m]]&gt;\\u{FFFE}\\u{00}\\u{0D}&#10;&#9;é😀" n="-5">
              <b/>
              <c>a&quot;&lt;&amp;&gt;'\\u{1B}[0m]]&gt;\\u{FFFE}\\u{00}\\u{0D}
            \té😀</c></a>

            """)
}

@Test func `what was written is read back`() throws {
    try withTemporaryFolder { folder in
        let path = "\(folder)/document.xml"
        let writer = try XMLDocumentWriter(into: WholeFile(path: path))
        writer.start("a")
        writer.attribute("x", "\"<&\n")
        writer.text("]]>\n&")
        try writer.finish()
        let reader = try XMLDocumentReader(path: path, schema: nil, bounds: .standard)
        let element = XMLElement(
            name: "a", attributes: [XMLAttribute(name: "x", value: "\"<&\n")], line: 2)
        #expect(try reader.next() == .start(element))
        #expect(try reader.next() == .text("]]>\n&"))
        #expect(try reader.next() == .end(name: "a"))
        #expect(try reader.next() == nil)
    }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
func `a full disk is told, for a short document too`() throws {
    let writer = try XMLDocumentWriter(into: WholeFile(path: "/dev/full"))
    writer.start("a")
    #expect(throws: FileTrouble(path: "/dev/full", reason: "no space is left on the device")) {
        try writer.finish()
    }
}

@Test func `trouble is known before the document ends`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let writer = try XMLDocumentWriter(into: WholeFile(path: "/dev/full"))
    writer.start("a")
    try writer.check()
    for _ in 0..<20 { writer.text(String(repeating: "0123456789", count: 1000)) }
    #expect(throws: FileTrouble.self) { try writer.check() }
}

@Test func `a document that is not finished leaves the older one alone`() throws {
    try withTemporaryFolder { folder in
        let path = try write("old", to: "report.xml", in: folder)
        do {
            let writer = try XMLDocumentWriter(into: WholeFile(path: path))
            writer.start("a")
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["report.xml"])
    }
}

@Test func `a finished document takes the place of the older one, behind a link too`() throws {
    try withTemporaryFolder { folder in
        let path = try write("old", to: "report.xml", in: folder)
        let link = "\(folder)/link.xml"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let file = try WholeFile(path: link)
        file.write(Array("new".utf8))
        try file.finish()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }
}

@Test func `a file that cannot be made is told`() throws {
    try withTemporaryFolder { folder in
        let file = try write("x", to: "file", in: folder)
        #expect(throws: FileTrouble(path: "\(file)/a.xml", reason: "a part of its path is not a folder")) {
            _ = try WholeFile(path: "\(file)/a.xml")
        }
        let taken = "\(folder)/taken"
        try FileManager.default.createDirectory(atPath: "\(taken)/x", withIntermediateDirectories: true)
        let whole = try WholeFile(path: taken)
        #expect(throws: FileTrouble.self) { try whole.finish() }
    }
}
