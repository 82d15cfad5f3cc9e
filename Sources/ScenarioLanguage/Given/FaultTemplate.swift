package import AWSWire
package import Diagnostics

/// A fault as a scenario writes it; checked, but for the texts that are filled in when the case runs.
package struct FaultTemplate: Hashable, Sendable {
    /// A condition on the source name in the request.
    package enum NameCondition: Hashable, Sendable {
        case equals(TextTemplate)
        case startsWith(TextTemplate)
        case endsWith(TextTemplate)
        case contains(TextTemplate)
        case matches(PatternTemplate)
    }

    /// One thing to do wrong, with its fields.
    package struct Action: Hashable, Sendable {
        package var name: FaultName
        package var values: [String: FaultValue]
        /// The fields that hold texts to fill in.
        package var texts: [String: TextTemplate]
        package var place: Place

        /// Whether it befalls a connection as such, so that no request can be selected for it.
        package var isOfConnection: Bool {
            if case .text(let moment)? = values["at"] { return name.isOfConnection(moment) }
            return name.isOfConnection(nil)
        }
    }

    package enum Plan: Hashable, Sendable {
        case each([Action])
        case sequence([[Action]])
    }

    package var on: OperationModel?
    package var name: NameCondition?
    /// A credential's name in the case's `given`, or an access key id.
    package var key: TextTemplate?
    package var times: Int?
    package var after = 0
    package var every = 1
    package var probability = 1.0
    package var seed: UInt64 = 0
    package var ttl: Duration?
    package var window: Fault.Window?
    package var label: String?
    package var plan: Plan
    package var place: Place

    /// Makes the fault; `accessKey` turns a credential's name into its access key id.
    package func evaluate(
        in variables: Variables, accessKey: (String) -> String?
    ) throws(EvaluationError) -> Fault {
        let key = try key?.evaluate(in: variables)
        return Fault(
            try faultPlan(in: variables), on: on?.name, name: try condition(in: variables),
            key: key.map { accessKey($0) ?? $0 }, times: times, after: after, every: every,
            probability: probability, seed: seed, ttl: ttl, window: window, label: label)
    }

    private func condition(in variables: Variables) throws(EvaluationError) -> Fault.NameCondition? {
        switch name {
        case .equals(let text): .equals(try text.evaluate(in: variables))
        case .startsWith(let text): .startsWith(try text.evaluate(in: variables))
        case .endsWith(let text): .endsWith(try text.evaluate(in: variables))
        case .contains(let text): .contains(try text.evaluate(in: variables))
        case .matches(let pattern): .matches(pattern: try pattern.text(in: variables))
        case nil: nil
        }
    }

    private func faultPlan(in variables: Variables) throws(EvaluationError) -> Fault.Plan {
        switch plan {
        case .each(let actions):
            return .each(try Self.evaluate(actions, in: variables))
        case .sequence(let elements):
            var result: [[FaultAction]] = []
            for element in elements { result.append(try Self.evaluate(element, in: variables)) }
            return .sequence(result)
        }
    }

    private static func evaluate(
        _ actions: [Action], in variables: Variables
    ) throws(EvaluationError) -> [FaultAction] {
        var result: [FaultAction] = []
        for action in actions {
            var values = action.values
            for (field, text) in action.texts { values[field] = .text(try text.evaluate(in: variables)) }
            do throws(InvalidFault) {
                result.append(try FaultAction(action.name, values))
            } catch {
                throw .badFault(error.message)
            }
        }
        return result
    }
}
