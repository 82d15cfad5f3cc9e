import Foundation
import Reporting
import RunEvents
import Testing

/// Names of which some are shown as they stand, and some are not.
private let names: [(scenario: String, label: String?)] = [
    ("plain", nil), ("plain", "with a label"), ("a <b> & 'c'", "\"d\""), ("é", nil), ("two  blanks", nil),
    (" ", "x"), ("x", ""), ("x ", nil), ("", nil), ("tab\tand \u{1B}", nil), ("back\\slash", nil),
    (String(repeating: "0", count: 500), nil), (String(repeating: "0", count: 501), nil),
    (String(repeating: "0", count: 498), "9"), ("a & <b>", nil), ("~", " ~"),
]

private let ends: [(Verdict, seconds: Duration, reason: String?)] = [
    (.passed, .zero, nil), (.passed, .microseconds(999_500), nil), (.passed, .seconds(3_723), nil),
    (.passed, .milliseconds(1), "a reason"), (.failed, .seconds(1), nil), (.passed, .nanoseconds(1), nil),
]

private let requirements = [["CPES-A-001"], ["<&>", "a,b", ""], ["\""], [], ["é"]]

/// A log of passed cases, of cases that did not pass and of cases that say more.
private func events(files: [String], isRepeated: Bool) -> [RunEvent] {
    var planned: [RunEvent] = []
    var finished: [RunEvent] = []
    for round in 0..<3 {
        for (place, name) in names.enumerated() {
            let index = planned.count
            planned.append(
                .casePlanned(
                    PlannedCase(
                        index: index, file: files[place / 3 % files.count], line: place + 1, column: 5,
                        scenario: isRepeated ? name.scenario : "\(index)\(name.scenario)", label: name.label,
                        requirements: round > 0 ? requirements[place / 2 % 5] : [],
                        tags: round == 2 && place % 3 == 1 ? ["t", "u"] : [],
                        description: round == 2 && place % 5 == 2 ? "d" : nil)))
            let end = ends[(index * 5) % ends.count]
            guard index % 11 != 10 else { continue }
            finished.append(
                .caseFinished(
                    CaseFinished(
                        index: index, verdict: end.0, elapsed: end.seconds, reason: end.reason,
                        isKnownFailure: false, problems: [], warnings: index % 7 == 6 ? ["w"] : [],
                        observations: [])))
        }
    }
    return [.runStarted(SampleLog.header)] + planned + finished.reversed()
}

@Test(
    arguments: [["a.yaml"], ["a.yaml", "b.yaml"], ["a.yaml", "é.yaml", "c\\d.yaml", "e.yaml"]], [false, true])
func `a log in the usual form and one that is not give the same reports`(
    files: [String], isRepeated: Bool
) throws {
    let usual = events(files: files, isRepeated: isRepeated).map { String(decoding: $0.line, as: UTF8.self) }
    let other = usual.map { "{ " + $0.dropFirst() }
    try withTemporaryFolder { folder in
        var reports: [[String]] = []
        var indexes: [RunLogIndex] = []
        for (name, lines) in [("usual", usual), ("other", other)] {
            let index = try RunLogIndex(
                path: try write(lines.joined(), to: "\(name).jsonl", in: folder))
            indexes.append(index)
            reports.append(
                try JUnitFlavor.allCases.flatMap { flavor in
                    try JUnitReport.write(index, flavor: flavor, to: "\(folder)/\(name)/\(flavor.rawValue)")
                        .map { try String(contentsOfFile: $0, encoding: .utf8) }
                })
        }
        #expect(indexes[0].suites == indexes[1].suites)
        #expect(indexes[0].hasRepeatedNames == indexes[1].hasRepeatedNames)
        #expect(indexes[0].hasRepeatedNames == isRepeated)
        #expect(reports[0] == reports[1])
        var cases = (try indexes[0].cases(), try indexes[1].cases())
        for _ in 0..<indexes[0].caseCount {
            let pair = (try cases.0.next(), try cases.1.next())
            #expect(pair.0 != nil)
            #expect(pair.0 == pair.1)
        }
    }
}

@Test func `a log of several buffers is reported like one that is not in the usual form`() throws {
    // About 600 kB, which no buffer takes at once: lines are cut in two at its ends.
    let usual = SampleLog.plain((0..<3000).map { "case \($0)" }).map {
        String(decoding: $0.line, as: UTF8.self)
    }
    try withTemporaryFolder { folder in
        let reports = try [usual, usual.map { "{ " + $0.dropFirst() }].map { lines in
            let log = try write(lines.joined(), to: "run.jsonl", in: folder)
            let paths = try JUnitReport.write(
                RunLogIndex(path: log), flavor: .jenkins, to: "\(folder)/junit.xml")
            return try String(contentsOfFile: paths[0], encoding: .utf8)
        }
        #expect(reports[0] == reports[1])
        #expect(reports[0].contains("<testcase name=\"case 2999\" "))
    }
}
