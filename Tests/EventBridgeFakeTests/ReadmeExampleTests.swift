import AWSWire
import EventBridgeFake
import Testing

@Test func `our integration retries a failed create`() async throws {
    try await withFake(region: "us-east-1") { fake in
        fake.arm(.error("InternalException"), on: .createPartnerEventSource, times: 1)
        // the code under test, which is yours
        try await provision(endpoint: fake.url, credentials: fake.credentials)
        #expect(fake.journal.count == 2)
    }
}
