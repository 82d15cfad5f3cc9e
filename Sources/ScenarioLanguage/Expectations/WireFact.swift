package import Diagnostics

/// Something that must have happened on the wire before what a caller reports can prove anything.
package enum WireFact: String, Hashable, Sendable, CaseIterable {
    /// A request arrived.
    case request
    /// A request arrived whose signature is valid.
    case signedRequest = "signed-request"
    /// The answer that the check is about was served: by the fault that scripts it, or by the target itself.
    case answer

    /// That it did not happen, in words.
    package var absence: String {
        switch self {
        case .request: "no request arrived"
        case .signedRequest: "no validly signed request arrived"
        case .answer: "the answer that is expected was never served"
        }
    }
}

/// The facts that the checks of a step's answer rest on, where the scenario says.
package struct NeededFacts: Hashable, Sendable {
    /// How a scenario writes that there are none.
    static let nothing = "nothing"

    package var facts: Set<WireFact>
    package var place: Place
}
