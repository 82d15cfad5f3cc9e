package import ScenarioLanguage

/// What a target received from one case so far.
package struct CaseJournal: Sendable {
    /// How many requests.
    package let count: @Sendable () -> Int
    /// The target's word on the signatures of all but the first so many requests, in order of arrival.
    package let signatures: @Sendable (_ after: Int) -> [WitnessedSignature]
    /// All but the first so many requests, in order of arrival.
    package let requests: @Sendable (_ after: Int) -> [ObservedRequest]

    package init(
        count: @escaping @Sendable () -> Int,
        signatures: @escaping @Sendable (_ after: Int) -> [WitnessedSignature],
        requests: @escaping @Sendable (_ after: Int) -> [ObservedRequest]
    ) {
        self.count = count
        self.signatures = signatures
        self.requests = requests
    }
}

/// What a target found of one request's signature, with what tells the request from others.
package struct WitnessedSignature: Hashable, Sendable {
    package let authorization: String?
    package let body: [UInt8]
    package let signature: WireExpectation.Signature

    package init(authorization: String?, body: [UInt8], signature: WireExpectation.Signature) {
        self.authorization = authorization
        self.body = body
        self.signature = signature
    }
}
