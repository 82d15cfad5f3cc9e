import EventBridgeFake
import Provisioning
import Testing

@Test func `a failed create is tried again`() async throws {
    try await withFake(region: "us-east-1") { fake in
        try fake.arm(.error("InternalException"), on: .createPartnerEventSource, times: 1)
        let provisioner = Provisioner(
            endpoint: fake.url, accessKey: fake.credentials.accessKeyID,
            secret: fake.credentials.secretAccessKey)
        let status = try provisioner.provision("aws.partner/example.com/orders", account: "123456789012")
        #expect(status == 200)
        #expect(fake.journal.map(\.answer.status) == [500, 200])
    }
}
