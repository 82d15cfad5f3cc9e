import AWSWire
import EventBridgeFake
import HTTPMessages
import Testing

/// The service called, reset and armed from many threads at the same time.
@Suite struct ManyAtOnceTests {
    @Test func `creates of the same names from everywhere win once each`() async {
        let desk = Desk()
        let requests = (0..<20).map { index in
            desk.request(
                .createPartnerEventSource,
                #"{"Name":"aws.partner/example.com/\#(index)","Account":"123456789012"}"#)
        }
        let wins = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { requests.count { desk.answer($0).status == 200 } }
            }
            return await group.reduce(0, +)
        }
        #expect(wins == 20)
        #expect(desk.service.sources(of: "default").count == 20)
        #expect(desk.service.journal.map(\.sequence) == Array(1...160))
    }

    @Test func `resets and faults in between lose and mix up nothing`() async {
        let desk = Desk()
        let request = desk.request()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<200 { _ = desk.steps(request) }
                }
            }
            group.addTask {
                for _ in 0..<100 {
                    let id = desk.arm(Fault(.drop, probability: 0.5))
                    desk.service.reset(FakeConfiguration(region: "us-east-1"), now: Desk.start)
                    _ = desk.service.disarm(id)
                }
            }
        }
        let journal = desk.service.journal
        #expect(Set(journal.map(\.sequence)).count == journal.count)
        #expect(journal.allSatisfy { $0.verification == .valid })
        #expect(desk.service.sources(of: "default").count <= 1)
    }

    @Test func `a quota is never exceeded`() async {
        let desk = Desk { $0.quota = 10 }
        let requests = (0..<40).map { index in
            desk.request(
                .createPartnerEventSource,
                #"{"Name":"aws.partner/example.com/\#(index)","Account":"123456789012"}"#)
        }
        await withTaskGroup(of: Void.self) { group in
            for request in requests {
                group.addTask { _ = desk.answer(request) }
            }
        }
        #expect(desk.service.sources(of: "default").count == 10)
    }
}
