import Foundation
import JSONTree
import RunEvents
import Testing

/// The members that the schema has for a kind of event: all of them, and those that are required.
private func members(of kind: RunEvent.Kind) throws -> (all: Set<String>, required: Set<String>) {
    guard case .object(let schema) = try JSONReader.read(Array(RunLogSchema.text.utf8)),
        case .array(let rules) = schema["allOf"]
    else { return ([], []) }
    for case .object(let rule) in rules {
        guard case .object(let condition) = rule["if"],
            case .object(let properties) = condition["properties"],
            properties["event"] == ["const": .string(kind.rawValue)],
            case .object(let then) = rule["then"], case .object(let all) = then["properties"],
            case .array(let required) = then["required"]
        else { continue }
        let names = required.compactMap { name -> String? in
            if case .string(let name) = name { return name }
            return nil
        }
        return (Set(all.members.map(\.name)), Set(names))
    }
    return ([], [])
}

@Test(arguments: RunEvent.Kind.allCases)
func `the schema has exactly the members that are written`(kind: RunEvent.Kind) throws {
    let members = try members(of: kind)
    var written: Set<String> = []
    for event in SampleEvents.all where event.kind == kind {
        guard case .object(let line) = try JSONReader.read(event.line) else { continue }
        let names = Set(line.members.map(\.name)).subtracting(["event"])
        #expect(names.isSuperset(of: members.required), "\(kind)")
        written.formUnion(names)
    }
    #expect(written == members.all)
}

@Test func `the schema is the one of the golden file`() throws {
    let url = URL(fileURLWithPath: testsFolder).appendingPathComponent("Golden/run-log.schema.json")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(RunLogSchema.text.utf8).write(to: url)
        Issue.record("recorded \(url.lastPathComponent)")
    }
    let golden = try String(contentsOf: url, encoding: .utf8)
    #expect(golden == RunLogSchema.text)
}
