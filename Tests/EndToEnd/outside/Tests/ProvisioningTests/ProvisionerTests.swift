import EventBridgeFake
import Provisioning
import Testing

struct ProvisionerTests {
    private func provisioner(for fake: Fake) -> Provisioner {
        Provisioner(
            endpoint: fake.url, accessKey: fake.credentials.accessKeyID,
            secret: fake.credentials.secretAccessKey)
    }

    @Test func `a source is made`() async throws {
        try await withFake(region: "us-east-1") { fake in
            let name = "aws.partner/example.com/orders"
            let status = try provisioner(for: fake).provision(name, account: "123456789012")
            #expect(status == 200)
            #expect(fake.sources().map(\.name) == [name])
        }
    }

    @Test func `a name that is none is refused, and the journal says why`() async throws {
        try await withFake(region: "us-east-1") { fake in
            let status = try provisioner(for: fake).provision("orders", account: "123456789012")
            #expect(status == 400)
            #expect(fake.journal[0].explanation?.hasPrefix("the input fails") == true)
        }
    }
}
