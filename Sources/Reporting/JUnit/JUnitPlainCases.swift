import RunEvents
import XMLTree

/// Writes the cases of a suite that passed and have little to say, which are nearly all of a large report.
struct JUnitPlainCases {
    private let xml: XMLDocumentWriter
    private let classname: [UInt8]
    /// Whether requirements stand in the output of their case.
    private let showsRequirements: Bool
    private var element = XMLPlainElement("testcase", margin: 4)
    private var plain = PlainCase()
    private var time: [UInt8] = []
    /// The requirements of the latest case that had any, and what the report says of them.
    private var requirements: [UInt8] = []
    private var output: [[UInt8]] = []

    init(_ xml: XMLDocumentWriter, classname: String, showsRequirements: Bool) {
        self.xml = xml
        self.classname = Array(classname.utf8)
        self.showsRequirements = showsRequirements
    }

    /// Writes as many of the next cases as are plain.
    mutating func write(_ cases: inout LoggedCases) throws(InvalidRunLog) {
        while try cases.nextPlain(&plain) {
            time.removeAll(keepingCapacity: true)
            JUnitText.append(seconds: plain.elapsed, to: &time)
            element.start()
            element.attribute("name", plain.name)
            element.attribute("classname", classname)
            element.attribute("time", time)
            if showsRequirements, !plain.requirements.isEmpty { addRequirements() }
            element.end()
            xml.write(element)
        }
    }

    private mutating func addRequirements() {
        if requirements != plain.requirements {
            requirements = plain.requirements
            output = plain.requirementList.map { Array(JUnitText.property(requirement: $0).utf8) }
        }
        element.child("system-out", output)
    }
}
