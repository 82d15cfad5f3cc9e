import Diagnostics
import HTTPMessages
import JSONTree
import ScenarioLanguage
import Testing

/// Observed values and variables for tests.
enum Observed {
    static func success(
        _ text: String, status: Int = 200, headers: HTTPFields = [], elapsed: Duration = .milliseconds(5)
    ) throws -> ObservedAnswer {
        ObservedAnswer(
            outcome: .success(try JSONReader.read(text)), status: status, headers: headers,
            body: Array(text.utf8),
            elapsed: elapsed)
    }

    static func error(
        _ name: String, _ message: String? = nil, status: Int = 400, namespace: String? = nil
    ) -> ObservedAnswer {
        ObservedAnswer(
            outcome: .error(ObservedError(name: name, namespace: namespace, message: message)),
            status: status,
            headers: [], body: [], elapsed: .milliseconds(5))
    }

    static func failure(_ kind: FailureKind) -> ObservedAnswer {
        ObservedAnswer(
            outcome: .failure(kind, message: "it broke"), status: nil, headers: nil, body: nil,
            elapsed: .seconds(1))
    }

    static let variables = Variables(
        Variables.Sources(
            unique: "u1", partner: "example.com", account: "123456789012", region: "us-east-1",
            partition: "aws",
            uuid: { "b0a1a2a3-0000-4000-8000-000000000000" }, now: { "2026-11-23T12:00:00Z" },
            environment: { $0 == "HOME" ? "/home" : nil }))

    /// The only case of a file whose steps are these.
    static func onlyCase(_ steps: String) throws -> ScenarioCase {
        let result = Reading.read("assay: 1\nscenario: A title\nsteps:\n\(steps)")
        let report = DiagnosticRenderer(sources: result.sources, color: false).render(result.diagnostics)
        try #require(report == "")
        return try #require(result.scenario?.cases.first)
    }

    /// The expectation of a create, as it is written after `expect:`.
    static func expectation(_ text: String, of operation: String = "CreatePartnerEventSource") throws
        -> StepExpectation
    {
        try #require(try onlyCase("  - call: \(operation)\n    expect: \(text)\n").steps.first).expectation
    }

    /// The messages of what differs.
    static func messages(_ mismatches: [Mismatch]) -> [String] {
        mismatches.map(\.message)
    }
}
