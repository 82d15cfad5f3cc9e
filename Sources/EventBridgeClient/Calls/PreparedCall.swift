package import AWSWire
package import HTTPMessages

/// A request that is ready but for the host, the signature and the length, and how to get those wrong.
package struct PreparedCall: Sendable {
    package var request: HTTPRequest
    /// What the signer gets wrong on purpose.
    package var deviations: SigningDeviations
    /// Fields that are not added where the request lacks them: of `Host` and `Content-Length`, in any case.
    package var withheld: Set<String>

    package init(request: HTTPRequest, deviations: SigningDeviations = .none, withheld: Set<String> = []) {
        self.request = request
        self.deviations = deviations
        self.withheld = Set(withheld.map { $0.lowercased() })
    }

    /// An operation's call with any JSON as its input.
    package init(_ operation: OperationModel, body: [UInt8], target: String) {
        self.init(request: AWSJSON.request(operation, body: body, target: target))
    }

    /// Tells whether no length is added: what a scenario takes away after signing must not come back by
    /// itself.
    var withholdsLength: Bool {
        withheld.contains("content-length")
            || deviations.headersAfter.contains {
                $0.value == nil && $0.name.lowercased() == "content-length"
            }
    }
}
