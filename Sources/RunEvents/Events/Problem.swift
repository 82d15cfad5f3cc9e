/// One thing that is wrong in a case, as it is told to people.
package struct Problem: Hashable, Sendable {
    /// What was compared: `response`, `error`, `failure`, `status`, `headers`, `body`, `wire`, …
    package var kind: String
    /// The problem in one line.
    package var message: String
    /// The expectation's own place, as `file:line:column`.
    package var place: String
    package var requirement: String?
    /// The whole block that a terminal shows, without colour: difference, request, answer, curl line.
    package var text: String

    package init(kind: String, message: String, place: String, requirement: String?, text: String) {
        self.kind = kind
        self.message = message
        self.place = place
        self.requirement = requirement
        self.text = text
    }
}
