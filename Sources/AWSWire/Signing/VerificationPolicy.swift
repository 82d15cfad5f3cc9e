/// What a verifier expects and lets through.
package struct VerificationPolicy: Hashable, Sendable {
    package enum Extent: String, Hashable, Sendable, CaseIterable {
        /// Everything.
        case whole
        /// The parts and their form; neither clock, scope, key, signature nor token.
        case wellFormed = "well-formed"
    }

    /// The regions that a scope may name; nil for any.
    package var regions: Set<String>?
    package var service: String
    /// How far a stamp may lie from the verifier's clock, either way.
    package var skewWindow: Duration
    package var acceptsUnsignedToken: Bool
    /// Whether other headers that begin with `x-amz-` may be sent without being signed.
    package var acceptsUnsignedHeaders: Bool
    package var missingTokenMessage: String
    package var extent: Extent

    package init(
        regions: Set<String>?, service: String, skewWindow: Duration = .seconds(300),
        acceptsUnsignedToken: Bool = false, acceptsUnsignedHeaders: Bool = false,
        missingTokenMessage: String = "Missing Authentication Token", extent: Extent = .whole
    ) {
        self.regions = regions
        self.service = service
        self.skewWindow = skewWindow
        self.acceptsUnsignedToken = acceptsUnsignedToken
        self.acceptsUnsignedHeaders = acceptsUnsignedHeaders
        self.missingTokenMessage = missingTokenMessage
        self.extent = extent
    }
}
