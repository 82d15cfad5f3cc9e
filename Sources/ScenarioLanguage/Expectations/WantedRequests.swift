package import AWSWire

/// The requests that somebody asks a fake for: those of an operation, or of any, that look as they should.
package struct WantedRequests: Hashable, Sendable {
    /// Nil for every request, whatever it asks for.
    package var operation: OperationModel?
    /// How long to wait for them; nil where that is not said.
    package var timeout: Duration?
    package var wire: WireExpectation

    /// What each request must look like by itself.
    package var each: WireExpectation {
        var each = wire
        each.attempts = nil
        each.operations = nil
        each.same = []
        each.changes = []
        each.gaps = []
        return each
    }

    /// What must hold of those requests together: how many there are, in which order, and what they share.
    package var together: WireExpectation {
        var together = wire
        together.method = nil
        together.path = nil
        together.target = nil
        together.signed = nil
        together.signedHeaders = nil
        together.scopeRegion = nil
        together.scopeService = nil
        together.headers = []
        together.body = nil
        together.bodyText = nil
        return together
    }
}
