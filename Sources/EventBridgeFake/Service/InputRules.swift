import AWSWire
import HTTPMessages
import JSONTree

/// The checks of the input's members against the operation's facts.
enum InputRules {
    /// What the input does wrong; nil for nothing.
    static func refusal(
        of input: JSONObject, body: [UInt8], _ operation: OperationModel, _ policies: FakePolicies
    ) -> Refusal? {
        if let failure = operation.serializationFailure(in: input) {
            var refusal = Refusal(
                .serialization, message: failure.message,
                explanation: "the member '\(failure.member)' has a wrong type\n\(failure.message)")
            // The family writes this one message with a capital.
            refusal.messageMember = "Message"
            return refusal
        }
        let violations = operation.violations(of: input)
        guard !violations.isEmpty else { return nil }
        let listed = Array(violations.prefix(policies.listedViolations))
        let evidence = listed.map { "\(place(of: $0, in: body)): \(ViolationMessage.text($0))" }
        let noun = violations.count == 1 ? "one constraint" : "\(violations.count) constraints"
        return Refusal(
            .validation, message: ViolationMessage.text(listed),
            explanation: (["the input fails \(noun)"] + evidence).joined(separator: "\n"))
    }

    /// Where the value stands in the body, for people.
    private static func place(of violation: ConstraintViolation, in body: [UInt8]) -> String {
        let names = violation.inputPath.split(separator: ".")
        let path = names.map { name in
            Int(name).map { JSONPathStep.element($0 - 1) } ?? .member(String(name))
        }
        let text = "$." + violation.inputPath
        guard let place = JSONReader.place(of: path, in: body) else { return text }
        return "\(text) (line \(place.line), column \(place.column))"
    }
}
