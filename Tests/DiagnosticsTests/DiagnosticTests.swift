import Diagnostics
import Testing

struct DiagnosticTests {
    private let place = Place(file: "Scenarios/create/names.yaml", line: 14, column: 9, length: 5)

    @Test func `a suggestion stands at the end of the sentence and alone`() {
        let diagnostic = Diagnostic(
            place: place, code: "scenario.unknown-matcher", message: "unknown matcher 'equls'",
            nearest: "equals")
        #expect(diagnostic.message == "unknown matcher 'equls'; did you mean 'equals'?")
        #expect(diagnostic.suggestion == "equals")
        #expect(
            diagnostic.description == """
                Scenarios/create/names.yaml:14:9: error: unknown matcher 'equls'; did you mean 'equals'? \
                [scenario.unknown-matcher]
                """)
    }

    @Test func `without a suggestion the sentence stays as it is`() {
        let diagnostic = Diagnostic(place: place, severity: .warning, code: "a.b", message: "odd")
        #expect(diagnostic.message == "odd")
        #expect(diagnostic.suggestion == nil)
        #expect(diagnostic.description == "Scenarios/create/names.yaml:14:9: warning: odd [a.b]")
    }

    @Test func `a range is never empty`() {
        #expect(SourceRange(line: 1, column: 1, length: 0).length == 1)
        #expect(SourceRange(line: 1, column: 1, length: -3).length == 1)
    }

    @Test func `places sort by file, line and column`() {
        let sorted = [
            Place(file: "a", line: 1, column: 2), Place(file: "a", line: 2, column: 1),
            Place(file: "a", line: 10, column: 1), Place(file: "b", line: 1, column: 1),
        ]
        #expect(sorted.reversed().sorted() == sorted)
    }
}
