import HTTPMessages
import JSONTree

extension RecordExpectation {
    /// What is to be written down, as `name: value`.
    ///
    /// - Parameter received: what the target received in the step; nil where it does not tell.
    package func observation(
        of answer: ObservedAnswer, received: [ObservedRequest]?, in variables: Variables
    ) throws(EvaluationError) -> String {
        switch subject {
        case .value(let value): return "\(name): \(Self.shown(value, of: answer, received))"
        case .outcome(let outcome):
            let found = try outcome.mismatches(for: answer, in: variables, requirement: nil)
            return "\(name): " + (found.first.map { "no, \($0.message)" } ?? "yes")
        }
    }

    private static func shown(
        _ value: RecordedValue, of answer: ObservedAnswer, _ received: [ObservedRequest]?
    ) -> String {
        var error: ObservedError?
        if case .error(let found) = answer.outcome { error = found }
        switch value {
        case .outcome: return answer.phrase
        case .status: return answer.status.map(String.init) ?? Shown.value(nil)
        case .code: return Shown.text(optional: error?.name)
        case .namespace: return Shown.text(optional: error?.namespace)
        case .message: return Shown.text(optional: error?.message)
        case .failure:
            guard case .failure(let kind, _) = answer.outcome else { return Shown.value(nil) }
            return kind.rawValue
        case .body: return Shown.text(optional: answer.body.map { String(decoding: $0, as: UTF8.self) })
        case .elapsed: return Shown.duration(answer.elapsed)
        case .attempts: return received.map { "\($0.count)" } ?? unwitnessed
        case .member(let path):
            guard case .success(let root) = answer.outcome else { return Shown.value(nil) }
            return Shown.value(path.value(in: root))
        case .header(let name): return shown(name, in: answer.headers)
        case .requestHeader(let name):
            guard let received else { return unwitnessed }
            return shown(name, in: received.first?.request.fields)
        }
    }

    private static let unwitnessed = "nobody saw it"

    private static func shown(_ name: String, in fields: HTTPFields?) -> String {
        let values = fields?.all(named: name) ?? []
        if !values.isEmpty, Shown.isSecret(header: name) { return "a value that is not shown" }
        return Shown.text(optional: values.isEmpty ? nil : values.joined(separator: ", "))
    }
}

extension Shown {
    fileprivate static func text(optional text: String?) -> String {
        value(text.map(JSONValue.string))
    }
}
