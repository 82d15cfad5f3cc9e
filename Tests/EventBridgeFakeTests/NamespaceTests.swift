import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree
import Testing

/// Each namespace is a world of its own, and can be changed while the fake runs.
@Suite struct NamespaceTests {
    private static let other = FakeCredential(
        accessKeyID: "AKIDOTHER", secretAccessKey: "other", account: Desk.account, namespace: "other")
    private static let week = Duration.seconds(7 * 86_400)

    private func desk(_ change: (inout FakeConfiguration) -> Void = { _ in }) -> Desk {
        Desk {
            $0.credentials.append(Self.other)
            change(&$0)
        }
    }

    @Test func `a reset of one namespace leaves the others alone`() {
        let desk = desk { configuration in
            configuration.sources = [
                .init(name: "aws.partner/a/1", account: Desk.account, namespace: "other")
            ]
            configuration.faults = [Fault(.error("InternalException"), on: "DescribeEventSource")]
        }
        _ = desk.call()
        _ = desk.call(by: Self.other)
        _ = desk.service.arm(Fault(.drop), in: "other", at: Desk.start)
        desk.service.moveLifecycle(of: "other", by: .seconds(60), now: Desk.start)
        desk.service.setQuota(1, of: "other")
        desk.service.reset(namespace: "other", now: Desk.start)
        #expect(desk.service.sources(of: "other").map(\.name) == ["aws.partner/a/1"])
        #expect(desk.service.faults(of: "other") == [])
        #expect(desk.service.lifecycleTime(of: "other", now: Desk.start) == Desk.start)
        #expect(desk.service.journal.map(\.namespace) == ["default"])
        #expect(desk.service.sources(of: "default").map(\.name) == [Desk.name])
        #expect(desk.service.faults(of: "default").count == 1)
        #expect(desk.call(by: Self.other).status == 200)
        desk.service.reset(namespace: "default", now: Desk.start)
        #expect(desk.service.faults(of: "default").count == 1)
        #expect(desk.service.sources(of: "default") == [])
        #expect(desk.service.journal.map(\.namespace) == ["other"])
        #expect(desk.service.droppedJournalEntries == 0)
    }

    @Test func `a fault befalls the requests of its namespace alone`() {
        let desk = desk()
        let first = desk.service.arm(Fault(.error("InternalException")), in: "other", at: Desk.start)
        let second = desk.service.arm(Fault(.error("LimitExceededException")), at: Desk.start)
        #expect(first != second)
        #expect(desk.call(by: Self.other).verdict == "500 InternalException")
        #expect(desk.call().verdict == "400 LimitExceededException")
        #expect(desk.service.faults.map(\.id) == [first, second])
        #expect(desk.service.faults.map(\.hits) == [1, 1])
        #expect(desk.service.disarm(first))
        #expect(!desk.service.disarm(first))
        #expect(desk.call(by: Self.other).status == 200)
        #expect(desk.call().verdict == "400 LimitExceededException")
        desk.service.disarmAll(in: "other")
        #expect(desk.service.faults.count == 1)
        desk.service.disarmAll()
        #expect(desk.service.faults == [])
    }

    @Test func `a turned clock is that of its namespace alone`() throws {
        let desk = desk()
        let skew = try FaultAction(.clockSkew, ["by": .duration(.seconds(3600))])
        _ = desk.service.arm(Fault(skew), in: "other", at: Desk.start)
        #expect(desk.call(by: Self.other).verdict == "400 InvalidSignatureException")
        #expect(desk.call().status == 200)
    }

    @Test func `time moves in its namespace alone, and what is due happens`() {
        let desk = desk()
        _ = desk.call()
        _ = desk.call(by: Self.other)
        desk.service.moveLifecycle(of: "other", by: Self.week, now: Desk.start)
        #expect(desk.service.sources(of: "other").count == 1)
        desk.service.moveLifecycle(of: "other", by: .seconds(1), now: Desk.start)
        #expect(desk.service.sources(of: "other") == [])
        #expect(desk.service.sources(of: "default").count == 1)
        // Signatures are checked by the real clock all the while.
        #expect(desk.call(by: Self.other).status == 200)
        #expect(desk.service.sources(of: "other").first?.createdAt == Desk.start + Self.week + .seconds(1))
    }

    @Test func `quota and whether it is disabled can be changed`() {
        let desk = desk()
        desk.service.setQuota(0, of: "other")
        #expect(desk.call(by: Self.other).verdict == "400 LimitExceededException")
        desk.service.setQuota(nil, of: "other")
        desk.service.setDisabled(true, of: "other")
        #expect(desk.call(by: Self.other).verdict == "400 OperationDisabledException")
        #expect(desk.call().status == 200)
        desk.service.setDisabled(false, of: "other")
        #expect(desk.call(by: Self.other).status == 200)
    }

    @Test func `keys and policies change without a reset`() {
        let desk = Desk()
        _ = desk.call()
        #expect(desk.call(by: Self.other).verdict == "400 UnrecognizedClientException")
        desk.service.reconfigure {
            $0.credentials.append(Self.other)
            $0.policies.deleteAbsent = .notFound
        }
        #expect(
            desk.call(.deletePartnerEventSource, by: Self.other).verdict == "400 ResourceNotFoundException")
        #expect(desk.service.journal.count == 3)
        #expect(desk.service.sources(of: "default").count == 1)
        #expect(desk.service.strayRequests == 0)
    }

    @Test func `namespaces are those that hold anything`() {
        let desk = desk()
        #expect(desk.service.namespaces.contains("other") == false)
        _ = desk.call(by: Self.other)
        #expect(desk.service.namespaces.contains("other"))
    }

    // MARK: events

    private func put(_ desk: Desk, _ count: Int, detail: String = "{}") {
        let entry: JSONValue = [
            "Source": .string(Desk.name), "DetailType": "t", "Detail": .string(detail),
        ]
        let input: JSONObject = ["Entries": .array(Array(repeating: entry, count: count))]
        #expect(desk.call(.putPartnerEvents, JSONWriter.text(.object(input))).status == 200)
    }

    @Test func `what was accepted is kept, and whether it reached a bus`() {
        let desk = desk()
        _ = desk.call()
        put(desk, 1, detail: #"{"n":1}"#)
        desk.service.add(.init(name: Desk.name, account: Desk.account, state: .active), now: Desk.start)
        put(desk, 2, detail: #"{"n":2}"#)
        let events = desk.service.events(of: "default")
        #expect(events.map(\.isDelivered) == [false, true, true])
        #expect(events.map(\.detail) == [#"{"n":1}"#, #"{"n":2}"#, #"{"n":2}"#])
        #expect(Set(events.map(\.id)).count == 3)
        #expect(desk.service.buses(of: "default").map(\.receivedEvents) == [2])
        #expect(desk.service.events(of: "other") == [])
    }

    @Test func `no more events are kept than may be, the latest of them`() {
        let desk = desk {
            $0.limits.events = 10
            $0.sources = [.init(name: Desk.name, account: Desk.account, state: .active)]
        }
        for number in 0..<30 { put(desk, 1, detail: "{\"n\":\(number)}") }
        let kept = desk.service.events(of: "default")
        #expect((5...10).contains(kept.count))
        #expect(kept.last?.detail == #"{"n":29}"#)
        #expect(desk.service.buses(of: "default").map(\.receivedEvents) == [30])
        let small = self.desk {
            $0.limits.eventBytes = 1000
            $0.sources = [.init(name: Desk.name, account: Desk.account, state: .active)]
        }
        put(small, 20, detail: "{\"a\":\"\(String(repeating: "x", count: 300))\"}")
        #expect((1...3).contains(small.service.events(of: "default").count))
    }
}
