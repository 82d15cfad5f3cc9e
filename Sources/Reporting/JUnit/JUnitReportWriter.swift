import RunEvents
import XMLTree

/// Writes the elements of one JUnit document from a run log.
struct JUnitReportWriter {
    let xml: XMLDocumentWriter
    let index: RunLogIndex
    let names: JUnitNames
    let flavor: JUnitFlavor
    /// The moment of the run's start, without a zone; nil where the log tells none.
    private let moment: String?

    init(_ xml: XMLDocumentWriter, _ index: RunLogIndex, _ names: JUnitNames, _ flavor: JUnitFlavor) {
        self.xml = xml
        self.index = index
        self.names = names
        self.flavor = flavor
        moment = JUnitText.moment(index.header.started)
    }

    /// Writes a document with all suites.
    mutating func writeAll() throws(ReportFailure) {
        xml.start("testsuites")
        let counts = index.counts
        switch flavor {
        case .ant, .surefire: break
        case .jenkins, .rich:
            xml.attribute("name", "assay")
            xml.attribute("tests", counts.total)
            xml.attribute("failures", counts.failed)
            xml.attribute("errors", counts.inconclusive)
            if flavor == .rich { xml.attribute("skipped", counts.skipped + counts.knownFailures) }
            xml.attribute("time", JUnitText.seconds(index.elapsed))
            if flavor == .rich { xml.attribute("timestamp", moment.map { "\($0)Z" }) }
        }
        for number in index.suites.indices {
            xml.newLine(2)
            try suite(number)
        }
        xml.newLine(0)
        try finish()
    }

    /// Writes a document with one suite.
    mutating func writeSuite(_ number: Int) throws(ReportFailure) {
        try suite(number)
        try finish()
    }

    private mutating func suite(_ number: Int) throws(ReportFailure) {
        let suite = index.suites[number]
        let suiteNames = names.suites[number]
        startSuite(suite, suiteNames, number)
        properties(of: suite)
        var caseNames = names.cases(of: suite)
        let takesPlain =
            flavor != .rich && !index.hasRepeatedNames && XMLPlainElement.takes(suiteNames.classname)
        var cases = try reading { () throws(InvalidRunLog) in try index.cases(of: suite) }
        var plain = JUnitPlainCases(xml, classname: suiteNames.classname, showsRequirements: flavor != .ant)
        while true {
            if takesPlain { try reading { () throws(InvalidRunLog) in try plain.write(&cases) } }
            guard let logged = try reading({ () throws(InvalidRunLog) in try cases.next() }) else { break }
            xml.newLine(4)
            testCase(logged, classname: suiteNames.classname, name: caseNames.name(of: logged.planned))
            do throws(FileTrouble) { try xml.check() } catch { throw .file(error) }
        }
        if flavor == .ant { try suiteOutput(suite) }
        xml.newLine(2)
        xml.end()
    }

    private func startSuite(_ suite: LoggedSuite, _ names: JUnitNames.Suite, _ number: Int) {
        xml.start("testsuite")
        xml.attribute("name", flavor == .ant ? names.name : names.classname)
        if flavor == .ant {
            xml.attribute("package", names.package)
            xml.attribute("id", number)
        }
        xml.attribute("tests", suite.counts.total)
        xml.attribute("failures", suite.counts.failed)
        xml.attribute("errors", suite.counts.inconclusive)
        xml.attribute("skipped", suite.counts.skipped + suite.counts.knownFailures)
        xml.attribute("time", JUnitText.seconds(suite.elapsed))
        switch flavor {
        case .surefire: break
        case .ant:
            xml.attribute("timestamp", moment ?? "1970-01-01T00:00:00")
            xml.attribute("hostname", host ?? "localhost")
        case .jenkins, .rich:
            xml.attribute("timestamp", moment.map { "\($0)Z" })
            xml.attribute("hostname", host)
        }
        if flavor == .rich { xml.attribute("file", JUnitText.cut(suite.file)) }
    }

    /// The machine's name on one line; nil where it has none.
    private var host: String? {
        let words = JUnitText.cut(index.header.host ?? "").split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private func properties(of suite: LoggedSuite) {
        let header = index.header
        xml.newLine(4)
        xml.start("properties")
        property("version", header.assay, 6)
        property("target", header.target, 6)
        property("caller", header.caller, 6)
        if let region = header.region { property("region", region, 6) }
        if let seed = header.seed { property("seed", String(seed), 6) }
        property("plan", header.planDigest, 6)
        if let shard = header.shard { property("shard", shard, 6) }
        if let reason = index.footer?.interruptedBy { property("interrupted-by", reason, 6) }
        if suite.counts.knownFailures > 0 {
            property("known-failures", String(suite.counts.knownFailures), 6)
        }
        if !suite.requirements.isEmpty {
            property("requirements", suite.requirements.joined(separator: " "), 6)
        }
        xml.newLine(4)
        xml.end()
    }

    func property(_ name: StaticString, _ value: String, _ margin: Int) {
        xml.newLine(margin)
        xml.start("property")
        xml.attribute("name", name.description)
        xml.attribute("value", JUnitText.cut(value))
        xml.end()
    }

    private func finish() throws(ReportFailure) {
        do throws(FileTrouble) { try xml.finish() } catch { throw .file(error) }
    }
}

/// Reads from the run log; what is wrong there is a failure of the report.
func reading<Value>(_ body: () throws(InvalidRunLog) -> Value) throws(ReportFailure) -> Value {
    do throws(InvalidRunLog) { return try body() } catch { throw .runLog(error) }
}
