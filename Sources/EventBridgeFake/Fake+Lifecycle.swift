public import AWSWire

/// The lifecycle's own clock, and what else of a namespace can be changed while the fake runs.
extension Fake {
    /// The time of the lifecycle in a namespace, since 1970: what creation and expiration times are told by.
    ///
    /// Signatures are checked by the clock of the machine, whatever the lifecycle's time is.
    public func lifecycleTime(of namespace: String = FakeCredential.defaultNamespace) -> Duration {
        service.lifecycleTime(of: namespace, now: clock())
    }

    /// Moves the lifecycle's time of a namespace; a source that has been PENDING for too long by then is gone.
    public func advance(by interval: Duration, namespace: String = FakeCredential.defaultNamespace) {
        service.moveLifecycle(of: namespace, by: interval, now: clock())
    }

    /// Sets the lifecycle's time of a namespace, since 1970; it goes on from there.
    public func setLifecycleTime(
        to time: Duration, namespace: String = FakeCredential.defaultNamespace
    ) {
        advance(by: time - lifecycleTime(of: namespace), namespace: namespace)
    }

    /// Sets how many sources a namespace may have in a region; nil for no quota.
    public func setQuota(_ quota: Int?, namespace: String = FakeCredential.defaultNamespace) {
        service.setQuota(quota, of: namespace)
    }

    /// Disables the operations in a namespace, those whose list of errors allows it, or enables them again.
    public func setDisabled(_ isDisabled: Bool, namespace: String = FakeCredential.defaultNamespace) {
        service.setDisabled(isDisabled, of: namespace)
    }

    /// Makes a key known, in place of one with the same id.
    public func add(_ credential: FakeCredential) {
        service.reconfigure { configuration in
            configuration.credentials.removeAll { $0.accessKeyID == credential.accessKeyID }
            configuration.credentials.append(credential)
        }
    }

    /// Forgets a key; tells whether it was known.
    @discardableResult
    public func removeCredential(_ accessKeyID: String) -> Bool {
        guard service.configuration.credentials.contains(where: { $0.accessKeyID == accessKeyID }) else {
            return false
        }
        service.reconfigure { $0.credentials.removeAll { $0.accessKeyID == accessKeyID } }
        return true
    }

    /// Chooses anew where the contract is open.
    public func setPolicies(_ policies: FakePolicies) {
        service.reconfigure { $0.policies = policies }
    }

    /// The names of the namespaces that hold anything, in order.
    public var namespaces: [String] { service.namespaces }
}
