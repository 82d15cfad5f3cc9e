import Diagnostics
import ScenarioLanguage
import Testing

/// Cut and changed files: each is read to diagnostics or to a scenario, never to neither, and never to a crash.
struct ReaderFuzzTests {
    @Test(arguments: try ReferencePage().scenarios)
    func `an example that is cut at any line is read or refused`(_ block: ReferencePage.Block) throws {
        let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false)
        for count in lines.indices {
            check(lines[..<count].joined(separator: "\n"))
            check((lines[..<count] + lines[(count + 1)...]).joined(separator: "\n"))
        }
    }

    @Test func `an example that is cut at any byte is read or refused`() throws {
        let text = try #require(ReferencePage().scenarios.first { $0.text.contains("signing:") }).text
        let bytes = Array(text.utf8)
        for count in stride(from: 0, to: bytes.count, by: 3) {
            check(String(decoding: bytes[..<count], as: UTF8.self))
        }
    }

    @Test(arguments: try ReferencePage().scenarios)
    func `an example with changed characters is read or refused`(_ block: ReferencePage.Block) throws {
        var random = SplitMix(seed: UInt64(block.line))
        let bytes = Array(block.text.utf8)
        let replacements = Array(" :{}[]\"'$-#&*!|>%@`\\,?\n\t0aZ\u{7F}".utf8)
        for _ in 0..<40 {
            var changed = bytes
            for _ in 0...(random.next() % 3) {
                let position = Int(random.next() % UInt64(changed.count))
                switch random.next() % 3 {
                case 0: changed[position] = replacements[Int(random.next() % UInt64(replacements.count))]
                case 1: changed.remove(at: position)
                default:
                    changed.insert(
                        replacements[Int(random.next() % UInt64(replacements.count))], at: position)
                }
            }
            check(String(decoding: changed, as: UTF8.self))
        }
    }

    @Test(arguments: [
        "[]", "null", "1", "{}", "assay: 1", "scenario: x", "fragment: x",
        "{assay: 1, fragment: x, steps: [1, {}, [], ~]}",
        "{assay: {}, scenario: [], steps: {}, cases: 1, vars: [], given: [], finally: x, context: 1}",
        "{assay: 1, scenario: x, cases: [1, ~, [], {}], steps: [~, 1, [], {}]}",
        "{assay: 1, scenario: x, steps: [{call: ~, input: ~, expect: ~, signing: ~, send: ~, retry: ~, capture: ~}]}",
        "{assay: 1, scenario: x, given: {faults: [~, 1, {do: ~}, {do: 1}, {do: {error: 1}}, {sequence: [~, 1]}]}, steps: []}",
        "{assay: 1, scenario: x, vars: {a: ~}, steps: ['${a}']}",
        "{assay: 1, scenario: x, steps: [{include: ~}, {include: [], with: 1}]}",
    ])
    func `a text of a strange shape is refused`(_ text: String) {
        let result = Reading.read(text)
        #expect(result.scenario == nil)
        #expect(!result.diagnostics.isEmpty || result.isFragment)
    }

    private static let page = try? ReferencePage()

    private func check(_ text: String) {
        let result = Reading.reader.read(text, file: "Scenarios/README.md") { Self.page?.fragment($0) }
        let isTold = result.diagnostics.contains { $0.severity == .error }
        #expect((result.scenario != nil) != isTold || result.isFragment)
        #expect(result.diagnostics.allSatisfy { $0.place.line >= 1 && $0.place.column >= 1 })
    }
}

/// A small generator whose values depend on the seed alone.
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
