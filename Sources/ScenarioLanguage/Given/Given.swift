package import AWSWire
package import Diagnostics

/// The state that the fake is put in before a case's first step.
package struct Given: Hashable, Sendable {
    package var sources: [GivenSource] = []
    package var quota: Int?
    package var isDisabled = false
    package var clock: Clock?
    /// How far the target's clock is off, in verification and in the Date header.
    package var clockSkew: Duration?
    package var credentials: [GivenCredential] = []
    package var faults: [FaultTemplate] = []
    package var policies: [GivenPolicy] = []
    /// Accounts beside the case's own, each with a key to call with.
    package var accounts: [GivenAccount] = []
    /// The regions that are served; empty for the case's own.
    package var regions: [TextTemplate] = []
    /// The certificate that the target shows; nil for plain HTTP.
    package var tls: GivenTLS?
    package var place: Place

    package init(place: Place) {
        self.place = place
    }

    /// The time that the lifecycle starts at.
    package enum Clock: Hashable, Sendable {
        /// Seconds since 1970.
        case time(seconds: Int)
        case offset(Duration)
    }
}

/// A source that exists already.
package struct GivenSource: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case pending = "PENDING"
        case active = "ACTIVE"
        case deleted = "DELETED"
    }

    package var name: TextTemplate
    /// The case's own account when nil.
    package var account: TextTemplate?
    package var state: State
    /// Whether the customer has a bus for it; as its state says when nil.
    package var hasBus: Bool?
    /// The case's own region when nil.
    package var region: TextTemplate?
    package var place: Place
}

/// A credential beside the case's own, to be named by `as`.
package struct GivenCredential: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case permanent
        /// With a session token that the target knows.
        case temporary
        /// With a session token whose time is over.
        case expired
        /// With a session token that the target does not know.
        case unknownToken = "unknown-token"
        /// With an access key that the target does not know.
        case unknownKey = "unknown-key"
    }

    package var name: String
    package var kind: Kind
    package var accessKey: TextTemplate?
    package var account: TextTemplate?
    package var place: Place
}

/// A choice where the contract is open; the fake knows names and values.
package struct GivenPolicy: Hashable, Sendable {
    package var name: PolicyName
    package var value: FaultValue
}

/// An account with a key of its own, to be named by `as`.
package struct GivenAccount: Hashable, Sendable {
    package var name: String
    package var account: TextTemplate
    /// The domain that it is registered with; nil for a customer.
    package var partner: TextTemplate?
    package var place: Place
}

/// The certificate that the target shows, made when the case runs; callers are told to trust its authority.
package enum GivenTLS: String, Hashable, Sendable, CaseIterable {
    case trusted
    case expired
    case notYetValid = "not-yet-valid"
    case wrongHost = "wrong-host"
    case unknownAuthority = "unknown-ca"
    case selfSigned = "self-signed"
}
