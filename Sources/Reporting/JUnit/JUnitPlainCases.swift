import RunEvents
import XMLTree

/// Writes the cases of a suite that passed and have no more to say, which are nearly all of a large report.
struct JUnitPlainCases {
    private let xml: XMLDocumentWriter
    private let classname: [UInt8]
    private var tag = XMLTag()
    private var name: [UInt8] = []
    private var time: [UInt8] = []

    init(_ xml: XMLDocumentWriter, classname: String) {
        self.xml = xml
        self.classname = Array(classname.utf8)
    }

    /// Writes as many of the next cases as are plain.
    mutating func write(_ cases: inout LoggedCases) throws(InvalidRunLog) {
        while let elapsed = try cases.nextPlain(&name) {
            time.removeAll(keepingCapacity: true)
            JUnitText.append(seconds: elapsed, to: &time)
            tag.start("testcase")
            tag.attribute("name", name)
            tag.attribute("classname", classname)
            tag.attribute("time", time)
            xml.newLine(4)
            xml.write(tag)
        }
    }
}
