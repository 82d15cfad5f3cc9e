import RunEvents
import XMLTree

extension JUnitReportWriter {
    /// So much is told in the output of a suite.
    private static let suiteOutputLimit = 1 << 20

    func testCase(_ logged: LoggedCase, classname: String, name: String) {
        let planned = logged.planned
        xml.start("testcase")
        xml.attribute("name", name)
        xml.attribute("classname", classname)
        xml.attribute("time", JUnitText.seconds(logged.finished.elapsed))
        var hasChildren = false
        if flavor == .rich {
            xml.attribute("file", JUnitText.cut(planned.file))
            xml.attribute("line", max(1, planned.line))
            hasChildren = caseProperties(logged)
        }
        if let outcome = JUnitCaseOutcome(logged.finished) {
            write(outcome)
            hasChildren = true
        }
        if flavor != .ant {
            let lines = outputLines(logged)
            if !lines.isEmpty {
                xml.newLine(6)
                xml.start("system-out")
                xml.text(JUnitText.cut(lines.count == 1 ? lines[0] : lines.joined(separator: "\n")))
                xml.end()
                hasChildren = true
            }
        }
        if hasChildren { xml.newLine(4) }
        xml.end()
    }

    /// The end of an Ant suite: what its cases have to say has no place beside them.
    func suiteOutput(_ suite: LoggedSuite) throws(ReportFailure) {
        xml.newLine(4)
        xml.start("system-out")
        var caseNames = names.cases(of: suite)
        var cases = try reading { () throws(InvalidRunLog) in try index.cases(of: suite) }
        var length = 0
        while true {
            // Numbers for repeated names come from seeing every case.
            if !index.hasRepeatedNames { _ = cases.skipPassed() }
            guard let logged = try reading({ () throws(InvalidRunLog) in try cases.next() }) else { break }
            let lines = outputLines(logged)
            let name = caseNames.name(of: logged.planned)
            guard !lines.isEmpty else { continue }
            let text = JUnitText.cut(lines.map { "\(name): \($0)\n" }.joined())
            length += text.utf8.count
            if length > JUnitReportWriter.suiteOutputLimit {
                xml.text("… (the rest is in the run log)\n")
                break
            }
            xml.text(text)
        }
        xml.end()
        xml.newLine(4)
        xml.start("system-err")
        xml.end()
    }

    private func write(_ outcome: JUnitCaseOutcome) {
        xml.newLine(6)
        switch outcome.kind {
        case .failure: xml.start("failure")
        case .error: xml.start("error")
        case .skipped: xml.start("skipped")
        }
        xml.attribute("message", outcome.message)
        if outcome.kind != .skipped { xml.attribute("type", outcome.type) }
        xml.text(outcome.body)
        xml.end()
    }

    private func caseProperties(_ logged: LoggedCase) -> Bool {
        let planned = logged.planned
        let hasProperties =
            !planned.requirements.isEmpty || !planned.tags.isEmpty || planned.description != nil
            || logged.finished.isKnownFailure
        guard hasProperties else { return false }
        xml.newLine(6)
        xml.start("properties")
        for requirement in planned.requirements { property("requirement", requirement, 8) }
        for tag in planned.tags { property("tag", tag, 8) }
        if let description = planned.description {
            property("description", description, 8)
        }
        if logged.finished.isKnownFailure { property("known-failure", "true", 8) }
        xml.newLine(6)
        xml.end()
        return true
    }

    /// What stands beside a case: its requirements where there is no better place, warnings, observations.
    private func outputLines(_ logged: LoggedCase) -> [String] {
        var lines: [String] = []
        switch flavor {
        case .jenkins, .surefire:
            for requirement in logged.planned.requirements {
                lines.append(JUnitText.property(requirement: requirement))
            }
        case .ant, .rich: break
        }
        guard !logged.finished.warnings.isEmpty || !logged.finished.observations.isEmpty else { return lines }
        lines += logged.finished.warnings.map { "warning: \($0)" }
        lines += logged.finished.observations.map { "observation: \($0)" }
        return lines
    }
}
