public import AWSWire

/// What the fake is told to do wrong.
extension Fake {
    /// Arms a fault behind those that are armed in a namespace; returns the id to disarm it by.
    ///
    /// Throws for a selection that the fault cannot have, and for a fault of TLS where there is none.
    @discardableResult
    public func arm(
        _ fault: Fault, namespace: String = FakeCredential.defaultNamespace
    ) throws(InvalidFault) -> Int {
        if let problem = service.problem(of: fault) { throw problem }
        return service.arm(fault, in: namespace, at: clock())
    }

    /// Arms a fault for calls of an operation, or for every request, of a namespace.
    ///
    /// A fault of the connection befalls every connection, so it takes no operation. Throws as the other way does.
    @discardableResult
    public func arm(
        _ action: FaultAction, on operation: OperationName? = nil, times: Int? = nil,
        namespace: String = FakeCredential.defaultNamespace
    ) throws(InvalidFault) -> Int {
        try arm(Fault(action, on: operation?.rawValue, times: times), namespace: namespace)
    }

    /// Takes a fault away; tells whether it was armed.
    @discardableResult
    public func disarm(_ id: Int) -> Bool {
        service.disarm(id)
    }

    /// Takes all faults away, of every namespace or of one.
    public func disarmAll(namespace: String? = nil) {
        service.disarmAll(in: namespace)
    }

    /// The armed faults of every namespace in order, with how often each was met.
    public var faults: [FaultStanding] { service.faults }

    /// The armed faults of a namespace in order.
    public func faults(of namespace: String) -> [FaultStanding] { service.faults(of: namespace) }
}
