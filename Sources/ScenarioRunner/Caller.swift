package import ScenarioLanguage

/// Who makes the calls of a case: our own client, or a client under test.
package protocol Caller: Sendable {
    var kind: CallerKind { get }
    /// Makes one call and tells what came of it; never longer than the order allows.
    func call(_ order: CallOrder) async -> CallReport
}
