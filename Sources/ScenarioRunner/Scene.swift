import AWSWire

/// The surroundings of a case's steps.
struct Scene: Sendable {
    let target: CaseTarget
    let setup: CaseSetup
    let secrets: [String]
    /// When the steps must be over, on the run's clock.
    let deadline: Duration
    /// Whether these are the steps of `finally`.
    let isCleanup: Bool

    /// What a step signs with; a name that the case does not know is refused when the file is read.
    func credentials(named name: String?) -> Credentials {
        guard let name, let given = setup.given?.credentials.first(where: { $0.name == name }) else {
            return target.credentials
        }
        return given.credentials
    }
}
