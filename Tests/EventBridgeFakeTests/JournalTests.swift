import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import Testing

@Suite struct JournalTests {
    @Test func `requests stand in order with what became of them`() {
        let desk = Desk()
        let request = desk.request()
        let head = Array(request.wireBytes.dropLast(request.body.count))
        for connection in [4, 5] {
            _ = desk.service.answer(
                to: Arrival(request: request, rawHead: head, connection: connection), at: Desk.start)
        }
        let journal = desk.service.journal
        #expect(journal.map(\.sequence) == [1, 2])
        #expect(journal.map(\.connection) == [4, 5])
        #expect(journal.map(\.request) == [request, request])
        #expect(journal.map(\.rawHead) == [head, head])
        #expect(journal.map(\.operation) == ["CreatePartnerEventSource", "CreatePartnerEventSource"])
        #expect(journal.map(\.answer.status) == [200, 400])
        #expect(journal.map(\.answer.errorCode) == [nil, "ResourceAlreadyExistsException"])
        #expect(journal.map(\.verification) == [.valid, .valid])
        #expect(journal.map(\.receivedAt) == [Desk.start, Desk.start])
        #expect(journal[0].explanation == nil)
        #expect(
            journal[1].explanation
                == "the name is taken\n'\(Desk.name)' has been there for account \(Desk.account) for 0.000 s")
        #expect(
            journal[1].description
                == "#2 CreatePartnerEventSource 400 ResourceAlreadyExistsException: the name is taken")
    }

    @Test func `beyond the bound the oldest requests go and are counted`() {
        let desk = Desk { $0.limits.journalEntries = 3 }
        for _ in 0..<5000 { _ = desk.answer(HTTPRequest(method: "GET", target: "/")) }
        #expect(desk.service.journal.map(\.sequence) == [4998, 4999, 5000])
        #expect(desk.service.droppedJournalEntries == 4997)
    }

    @Test func `the bytes kept are bounded too, but the last request always stays`() {
        let desk = Desk { $0.limits.journalBytes = 10_000 }
        let large = HTTPRequest(method: "GET", target: "/", body: [UInt8](repeating: 0x20, count: 6000))
        for _ in 0..<3 { _ = desk.answer(large) }
        #expect(desk.service.journal.map(\.sequence) == [3])
        #expect(desk.service.droppedJournalEntries == 2)
        let huge = HTTPRequest(method: "GET", target: "/", body: [UInt8](repeating: 0x20, count: 60_000))
        _ = desk.answer(huge)
        #expect(desk.service.journal.map(\.sequence) == [4])
    }

    @Test func `the journal testifies to a signature whatever else is wrong`() {
        let desk = Desk()
        _ = desk.answer(desk.request(.createPartnerEventSource, "no JSON"))
        _ = desk.answer(desk.request { $0.fields.set("X-Amz-Target", to: "AWSEvents.MakeCoffee") })
        _ = desk.answer(desk.request(.createPartnerEventSource, "no JSON", signing: .unsigned))
        #expect(
            desk.service.journal.map(\.verification) == [
                .valid, .valid, .refused(code: "MissingAuthenticationTokenException"),
            ])
        #expect(
            desk.service.journal.map(\.answer.errorCode) == [
                "SerializationException", "UnknownOperationException", "SerializationException",
            ])
    }

    @Test func `no description shows a secret, a token or a signature`() {
        let desk = Desk()
        _ = desk.call(by: .temporaryExample)
        var text = ""
        dump(FakeCredential.temporaryExample, to: &text)
        text += "\(FakeCredential.temporaryExample) \(desk.service.journal[0])"
        text += String(reflecting: FakeCredential.temporaryExample)
        #expect(!text.contains("wJalr"))
        #expect(!text.contains("TOKENEXAMPLE"))
        #expect(!text.contains("Signature="))
    }

    @Test func `requests of a namespace are told from others`() {
        let other = FakeCredential(
            accessKeyID: "AKIDOTHER", secretAccessKey: "other", account: "1", namespace: "other")
        let desk = Desk { $0.credentials.append(other) }
        _ = desk.call()
        _ = desk.call(by: other)
        _ = desk.answer(HTTPRequest(method: "GET", target: "/"))
        #expect(desk.service.journal.map(\.namespace) == ["default", "other", "default"])
    }
}
