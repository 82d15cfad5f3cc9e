import Foundation
import JSONTree
import RunEvents
import Testing

@Test(arguments: SampleEvents.all)
func `an event is read back as it was written`(event: RunEvent) throws {
    #expect(try RunEvent.read(line: event.line) == event)
}

@Test(arguments: SampleEvents.all)
func `a line is one JSON object that starts with the kind of the event`(event: RunEvent) throws {
    let line = event.line
    #expect(line.last == 0x0A)
    #expect(line.filter { $0 == 0x0A }.count == 1)
    guard case .object(let object) = try JSONReader.read(line) else {
        Issue.record("the line is no object")
        return
    }
    #expect(object.members.first?.name == "event")
    #expect(object.members.first?.value == .string(event.kind.rawValue))
    #expect(object.duplicateNames.isEmpty)
}

@Test func `the lines are those of the golden file`() throws {
    let text = SampleEvents.all.map { String(decoding: $0.line, as: UTF8.self) }.joined()
    let url = URL(fileURLWithPath: testsFolder).appendingPathComponent("Golden/events.jsonl")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        Issue.record("recorded \(url.lastPathComponent)")
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == text)
}

@Test func `members that are not known are passed over, whatever they hold`() throws {
    let line = """
        {"event":"case-started","new":{"a":[1,-2.5e3,"}\\"]",null,true],"b":{}},"case" : 7 , "offset":1.5,"x":[]}
        """
    #expect(
        try RunEvent.read(line: Array(line.utf8))
            == .caseStarted(CaseStarted(index: 7, offset: .milliseconds(1500))))
}

@Test func `an event of a kind that is not known is no event`() throws {
    #expect(try RunEvent.read(line: Array(#"{"event":"lunch","case":1}"#.utf8)) == nil)
}

@Test func `escapes of every form are read`() throws {
    let line =
        #"{"event":"step","case":0,"name":"\u00e9\ud83d\ude00\ud83dx\udc00\/\b\f\n\r\t\"\\","operation":"o"}"#
    guard case .step(let step) = try RunEvent.read(line: Array(line.utf8)) else {
        Issue.record("the line is no step")
        return
    }
    #expect(step.name == "é😀\u{FFFD}x\u{FFFD}/\u{8}\u{C}\n\r\t\"\\")
}

@Test func `broken UTF-8 is repaired`() throws {
    let line = Array(#"{"event":"step","case":0,"name":""#.utf8) + [0xFF, 0x41] + Array("\"}".utf8)
    guard case .step(let step) = try RunEvent.read(line: line) else {
        Issue.record("the line is no step")
        return
    }
    #expect(step.name == "\u{FFFD}A")
}

@Test(
    arguments: [
        (#""#, "an object is missing"),
        (#"[]"#, "an object is missing"),
        (#"{"case":1}"#, "the first member of an event is 'event'"),
        (#"{"event":"step"}"#, "the member 'case' is missing"),
        (#"{"event":"step","case":-1}"#, "a whole number is missing"),
        (#"{"event":"step","case":99999999999999999999}"#, "a number is too large"),
        (#"{"event":"step","case":1"#, "a comma or the end of the object is missing"),
        (#"{"event":"step","case":1}x"#, "something follows the object"),
        (#"{"event":"step","case":1,"name":"a}"#, "a text has no end"),
        (#"{"event":"step","case":1,"name":"\x"}"#, "an unknown escape"),
        (#"{"event":"step","case":1,"name":"\u12"}"#, "an escape needs four hexadecimal digits"),
        (#"{"event":"exchange","case":1,"request":"a"}"#, "this is not base64"),
        (#"{"event":"case-finished","case":1,"verdict":"maybe"}"#, "'maybe' is not a known word here"),
        (#"{"event":"case-finished","case":1}"#, "the member 'verdict' is missing"),
        (#"{"event":"run-started","format":2}"#, "the format 2 is not one that this version reads (1)"),
        (
            #"{"event":"case-finished","case":1,"warnings":["a" "b"]}"#,
            "a comma or the end of the list is missing"
        ),
    ])
func `a line that is no event says why`(line: String, reason: String) {
    #expect(throws: InvalidRunLog(line: 1, reason: reason)) { try RunEvent.read(line: Array(line.utf8)) }
}

@Test func `a value nested without end is refused`() {
    let line = #"{"event":"step","case":1,"x":"# + String(repeating: "[", count: 100_000)
    #expect(throws: InvalidRunLog(line: 1, reason: "a value is nested too deep")) {
        try RunEvent.read(line: Array(line.utf8))
    }
}
