/// What a target can do besides answering.
package struct TargetAbilities: Hashable, Sendable {
    /// What reports call the target: `the fake`, `an endpoint`.
    package var name: String
    /// Whether it can be put in the state that `given` describes.
    package var canBePrepared: Bool
    /// Whether it shows what it received.
    package var hasJournal: Bool
    /// Whether it shows what it holds.
    package var showsState: Bool
    /// Whether temporary credentials are at hand.
    package var hasTemporaryCredentials: Bool
    /// The only region that can be called; nil where any can.
    package var onlyRegion: String?

    package init(
        name: String, canBePrepared: Bool, hasJournal: Bool, showsState: Bool, hasTemporaryCredentials: Bool,
        onlyRegion: String?
    ) {
        self.name = name
        self.canBePrepared = canBePrepared
        self.hasJournal = hasJournal
        self.showsState = showsState
        self.hasTemporaryCredentials = hasTemporaryCredentials
        self.onlyRegion = onlyRegion
    }
}
