import Diagnostics
import Foundation
import Reporting
import RunEvents
import Testing
import XMLTree

/// Writes a report of the events and lends the paths of its files.
private func withReport(
    _ events: [RunEvent], _ flavor: JUnitFlavor, _ body: ([String]) throws -> Void
) throws {
    try withTemporaryFolder { folder in
        let paths = try JUnitReport.write(
            index(of: events, in: folder), flavor: flavor, to: "\(folder)/new/Reports/junit.xml")
        try body(paths)
    }
}

private func text(of paths: [String]) throws -> String {
    try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined(separator: "\n")
}

@Test(arguments: JUnitFlavor.allCases)
func `a report is the one of the golden file`(flavor: JUnitFlavor) throws {
    try withReport(SampleLog.everything, flavor) { paths in
        for path in paths {
            let name =
                flavor.isFolder
                ? "surefire/\(path.split(separator: "/").last ?? "")" : "\(flavor.rawValue).xml"
            let golden = URL(fileURLWithPath: testsFolder).appendingPathComponent("Golden/\(name)")
            let report = try String(contentsOfFile: path, encoding: .utf8)
            if ProcessInfo.processInfo.environment["RECORD"] == "1" {
                try FileManager.default.createDirectory(
                    at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(report.utf8).write(to: golden)
                Issue.record("recorded \(name)")
            }
            let expected = try String(contentsOf: golden, encoding: .utf8)
            #expect(report == expected)
        }
        #expect(paths.count == (flavor.isFolder ? 3 : 1))
    }
}

@Test(arguments: JUnitFlavor.allCases)
func `a report keeps its flavour's schema, its counts and its names`(flavor: JUnitFlavor) throws {
    try withReport(SampleLog.everything, flavor) { paths in
        var cases = 0
        for path in paths {
            let validation = try JUnitValidation(path: path, flavor: flavor)
            #expect(validation.diagnostics == [])
            let lenient = try JUnitValidation(path: path, flavor: nil)
            #expect(lenient.diagnostics == [])
            cases += validation.cases
        }
        #expect(cases == 9)
    }
}

@Test(arguments: JUnitFlavor.allCases)
func `the same log gives the same bytes`(flavor: JUnitFlavor) throws {
    var reports: [String] = []
    for _ in 0..<2 {
        try withReport(SampleLog.everything, flavor) { reports.append(try text(of: $0)) }
    }
    #expect(reports[0] == reports[1])
}

@Test func `a report of no case is valid`() throws {
    for flavor in JUnitFlavor.allCases {
        try withReport([.runStarted(SampleLog.header)], flavor) { paths in
            for path in paths {
                let validation = try JUnitValidation(path: path, flavor: flavor)
                #expect(validation.isValid)
                #expect(validation.diagnostics.map(\.code) == ["report.empty"])
            }
        }
    }
}

@Test func `names that are taken are passed over`() throws {
    try withReport(SampleLog.plain(["x", "x (2)", "x", "x", "y"]), .jenkins) { paths in
        let report = try text(of: paths)
        for name in ["x", "x (2)", "x (3)", "x (4)", "y"] {
            #expect(report.contains("<testcase name=\"\(name)\" "))
        }
    }
}

@Test(
    arguments: [
        ("Scenarios/a.yaml", "Scenarios.a"), ("./a.yml", "a"), ("/x/../y.z/a b.json", "x.y_z.a_b"),
        ("", "scenarios"),
        ("a", "a"), (".yaml", "_yaml"), ("a\u{1}.yaml", "a\\u{01}"),
    ])
func `a suite is called after its folders and file`(file: String, name: String) throws {
    try withReport(SampleLog.plain(["x"], file: file), .jenkins) { paths in
        let report = try text(of: paths)
        #expect(report.contains("<testsuite name=\"\(name)\" "))
        #expect(report.contains("classname=\"\(name)\""))
    }
}

@Test func `a body of ten megabytes is cut with a note`() throws {
    var events = SampleLog.plain(["x"])
    let body = "m\n\u{1}<é" + String(repeating: "0123456789", count: 1_000_000)
    let problem = SampleLog.problem("body", "m", text: body)
    events[2] = .caseFinished(SampleLog.finished(0, .failed, problems: [problem]))
    try withTemporaryFolder { folder in
        let index = try index(of: events, in: folder)
        for flavor in JUnitFlavor.allCases {
            let paths = try JUnitReport.write(index, flavor: flavor, to: "\(folder)/\(flavor.rawValue)")
            let report = try text(of: paths)
            #expect(report.utf8.count < 500_000)
            #expect(report.contains("… (cut: 10000006 bytes in all)"))
            for path in paths {
                let validation = try JUnitValidation(path: path, flavor: flavor)
                #expect(validation.diagnostics == [])
            }
        }
    }
}

@Test(arguments: JUnitFlavor.allCases)
func `a header of nothing but hostile text gives a valid report`(flavor: JUnitFlavor) throws {
    var header = SampleLog.header
    header.started = hostile
    header.host = " \n "
    header.target = hostile
    header.caller = String(repeating: "x", count: 1_000_000)
    header.region = hostile
    header.shard = ""
    header.planDigest = ""
    var events = SampleLog.everything
    events[0] = .runStarted(header)
    try withReport(events, flavor) { paths in
        for path in paths {
            let validation = try JUnitValidation(path: path, flavor: flavor)
            #expect(validation.diagnostics == [])
        }
    }
}

@Test(arguments: JUnitFlavor.allCases.filter { !$0.isFolder })
func `a full disk is told`(flavor: JUnitFlavor) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try withTemporaryFolder { folder in
        let index = try index(of: SampleLog.plain(["x"]), in: folder)
        let full = FileTrouble(path: "/dev/full", reason: "no space is left on the device")
        #expect(throws: ReportFailure.file(full)) {
            try JUnitReport.write(index, flavor: flavor, to: "/dev/full")
        }
    }
}

@Test func `a log that was cut while it was read is told, and the older report stays`() throws {
    try withTemporaryFolder { folder in
        let index = try index(of: SampleLog.everything, in: folder)
        let report = try write("old", to: "junit.xml", in: folder)
        _ = try write("", to: "run.jsonl", in: folder)
        #expect(throws: ReportFailure.self) { try JUnitReport.write(index, flavor: .jenkins, to: report) }
        let text = try String(contentsOfFile: report, encoding: .utf8)
        #expect(text == "old")
    }
}

@Test(
    arguments: [
        (Duration.zero, "0.000"), (.microseconds(1_499), "0.001"), (.microseconds(1_500), "0.002"),
        (.milliseconds(12_345_678), "12345.678"), (.microseconds(59_999_600), "60.000"),
        (.seconds(-1), "0.000"),
    ])
func `times have exactly three decimals`(time: Duration, written: String) throws {
    var events = SampleLog.plain(["x"])
    guard case .caseFinished(var finished) = events[2] else { return }
    finished.elapsed = time
    events[2] = .caseFinished(finished)
    try withReport(events, .jenkins) { paths in
        let report = try text(of: paths)
        #expect(report.contains("classname=\"Scenarios.a\" time=\"\(written)\""))
    }
}
