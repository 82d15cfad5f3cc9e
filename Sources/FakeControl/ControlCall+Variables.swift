import AWSWire
import EventBridgeFake
import ScenarioLanguage

extension ControlCall {
    /// What the built-in values in a fault or in a question are; nothing is taken from the environment.
    var variables: Variables {
        let region = service.configuration.region
        let now = now
        return Variables(
            Variables.Sources(
                unique: "control", partner: "example.com", account: FakeCredential.example.account,
                region: region, partition: Partition.containing(region).name, uuid: { "control" },
                now: { Moment.text(now) }, environment: { _ in nil }))
    }
}
