/// What a caller tells of a call besides its answer.
package struct CallerFindings: Hashable, Sendable {
    /// Something that breaks the contract whatever the answer: a secret that was printed, a call to elsewhere.
    package struct Defect: Hashable, Sendable {
        /// One word for reports: `leak`, `tripwire`.
        package var kind: String
        package var message: String

        package init(kind: String, message: String) {
            self.kind = kind
            self.message = message
        }
    }

    package var defects: [Defect] = []
    /// Why nothing can be said of the call.
    package var doubts: [String] = []
    /// What people should know, and what changes no verdict.
    package var notes: [String] = []
    /// What may explain a step that did not come out as expected; told only then.
    package var hints: [String] = []
    /// Why the caller cannot make such a call at all.
    package var limitation: String?
    /// Whether only this is known: the caller takes the call for a success, or does not.
    package var isCoarse = false
    /// What the caller did and said, for whoever looks into a failure.
    package var account: String?

    package init() {}
}
