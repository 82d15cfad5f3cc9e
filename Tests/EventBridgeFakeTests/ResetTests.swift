import AWSWire
import EventBridgeFake
import HTTPMessages
import Testing

@Suite struct ResetTests {
    private static func key(_ number: Int) -> FakeCredential {
        FakeCredential(
            accessKeyID: "AKIDCASE\(number)", secretAccessKey: FakeCredential.example.secretAccessKey,
            account: "123456789012")
    }

    private static func configuration(_ number: Int) -> FakeConfiguration {
        var configuration = FakeConfiguration(region: "us-east-1")
        configuration.credentials = [key(number)]
        return configuration
    }

    @Test func `a reset leaves nothing of what was before`() {
        let desk = Desk()
        _ = desk.call()
        _ = desk.arm(Fault(.drop))
        desk.service.reset(FakeConfiguration(region: "us-east-1"), now: Desk.start)
        #expect(desk.service.journal == [])
        #expect(desk.service.sources(of: "default") == [])
        #expect(desk.service.faults == [])
        #expect(desk.call().status == 200)
        #expect(desk.service.journal.map(\.sequence) == [1])
    }

    @Test func `a late request of an earlier case is nobody's`() {
        let desk = Desk { $0.credentials = [Self.key(1)] }
        #expect(desk.call(by: Self.key(1)).status == 200)
        desk.service.reset(Self.configuration(2), now: Desk.start)
        #expect(desk.call(by: Self.key(1)).verdict == "400 UnrecognizedClientException")
        #expect(desk.service.journal == [])
        #expect(desk.service.sources(of: "default") == [])
        #expect(desk.service.strayRequests == 1)
        #expect(desk.call(by: Self.key(2)).status == 200)
        #expect(desk.service.journal.map(\.sequence) == [1])
    }

    @Test func `a key that nobody ever knew belongs to the case`() {
        let desk = Desk { $0.credentials = [Self.key(1)] }
        #expect(desk.call(by: Self.key(9)).verdict == "400 UnrecognizedClientException")
        #expect(desk.service.journal.count == 1)
        #expect(desk.service.strayRequests == 0)
    }

    @Test func `a key that is known again is no stray`() {
        let desk = Desk { $0.credentials = [Self.key(1)] }
        desk.service.reset(Self.configuration(2), now: Desk.start)
        desk.service.reset(Self.configuration(1), now: Desk.start)
        #expect(desk.call(by: Self.key(1)).status == 200)
    }

    @Test func `many resets remember a bounded number of keys`() {
        let desk = Desk { $0.credentials = [Self.key(0)] }
        for number in 1...3000 { desk.service.reset(Self.configuration(number), now: Desk.start) }
        #expect(desk.call(by: Self.key(2999)).status == 400)
        #expect(desk.service.strayRequests == 1)
        #expect(desk.call(by: Self.key(3000)).status == 200)
    }

    @Test func `what a configuration gives is there`() {
        let desk = Desk()
        var configuration = FakeConfiguration(region: "eu-west-1")
        configuration.sources = [.init(name: Desk.name, account: Desk.account, state: .active)]
        configuration.faults = [Fault(.drop, times: 1)]
        desk.service.reset(configuration, now: Desk.start)
        #expect(desk.service.sources(of: "default").map(\.state) == [.active])
        #expect(
            desk.service.sources(of: "default").map(\.arn)
                == ["arn:aws:events:eu-west-1::event-source/\(Desk.name)"])
        #expect(desk.service.faults.count == 1)
    }
}
