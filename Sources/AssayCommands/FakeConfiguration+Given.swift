import AWSWire
import EventBridgeFake
import ScenarioLanguage
import ScenarioRunner

extension FakeConfiguration {
    /// What a fake starts with to be in a given state; throws where it cannot be in it.
    ///
    /// - Parameter secondsSince1970: what a given time of the lifecycle is told from.
    init(region: String, given: GivenState?, secondsSince1970: Double) throws(TargetUnavailable) {
        self.init(region: region)
        guard let given else { return }
        otherRegions = given.regions.filter { $0 != region }
        quota = given.quota
        isDisabled = given.isDisabled
        faults = given.faults
        clockSkew = given.clockSkew ?? .zero
        switch given.clock {
        case nil: break
        case .offset(let offset): lifecycleOffset = offset
        case .time(let seconds):
            lifecycleOffset = .seconds(Double(seconds) - secondsSince1970)
        }
        sources = given.sources.map { source in
            let state: PartnerEventSource.State =
                switch source.state {
                case .pending: .pending
                case .active: .active
                case .deleted: .deleted
                }
            return .init(
                name: source.name, account: source.account, state: state, hasBus: source.hasBus,
                region: source.region)
        }
        credentials += given.credentials.compactMap(FakeCredential.init)
        for policy in given.policies {
            do throws(InvalidFault) {
                try policies.set(policy.name, to: policy.value)
            } catch {
                throw TargetUnavailable(reason: error.message)
            }
        }
    }
}
