import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree
import Testing

@Suite struct SourceOperationsTests {
    private static let second = "111122223333"

    private func source(_ name: String, _ account: String, in desk: Desk) -> PartnerEventSource? {
        desk.service.sources(of: "default").first { $0.name == name && $0.account == account }
    }

    // MARK: create

    @Test func `a created source is PENDING`() {
        let desk = Desk()
        _ = desk.call()
        let source = source(Desk.name, Desk.account, in: desk)
        #expect(source?.state == .pending)
        #expect(source?.createdAt == Desk.start)
        #expect(source?.region == "us-east-1")
    }

    @Test func `a name can be used once, also for another account`() {
        let desk = Desk()
        _ = desk.call()
        #expect(desk.create(Desk.name).verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.create(Desk.name, Self.second).verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.service.sources(of: "default").count == 1)
    }

    @Test func `a second account is a policy`() throws {
        let desk = try Desk { try $0.policies.set(.secondAccount, to: .text("accepted")) }
        _ = desk.call()
        #expect(desk.create(Desk.name, Self.second).status == 200)
        #expect(desk.create(Desk.name, Self.second).verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.service.sources(of: "default").map(\.account) == [Self.second, Desk.account])
    }

    @Test func `who loses a race is told by policy`() throws {
        let desk = try Desk {
            try $0.policies.set(.simultaneousCreate, to: .text("concurrent-modification"))
        }
        _ = desk.call()
        let soon = Desk.start + .milliseconds(200)
        #expect(desk.create(Desk.name, at: soon).verdict == "400 ConcurrentModificationException")
        let later = Desk.start + .seconds(10)
        #expect(desk.create(Desk.name, at: later).verdict == "400 ResourceAlreadyExistsException")
    }

    @Test(arguments: [0, 0.000_001, 5, 3600])
    func `a name stays taken for a create that arrived before, or after the clock went back`(
        seconds: Double
    ) {
        let desk = Desk()
        #expect(desk.call().status == 200)
        let earlier = Desk.start - .seconds(seconds)
        let request = desk.request(at: Desk.start)
        // By then the lock has gone to a call that arrived later.
        let answer = desk.answer(request, at: max(earlier, Desk.start - .seconds(200)))
        #expect(answer.verdict == "400 ResourceAlreadyExistsException")
        desk.service.moveLifecycle(of: "default", by: .seconds(-seconds), now: Desk.start)
        #expect(desk.call().verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.service.sources(of: FakeCredential.defaultNamespace).count == 1)
    }

    @Test func `a used up quota is told, and a duplicate before it`() throws {
        let desk = Desk { $0.quota = 1 }
        #expect(desk.create("aws.partner/a/1").status == 200)
        let answer = desk.create("aws.partner/a/2")
        #expect(answer.verdict == "400 LimitExceededException")
        #expect(answer.text("message") == "The requested resource exceeds the maximum number allowed.")
        #expect(desk.create("aws.partner/a/1").verdict == "400 ResourceAlreadyExistsException")
        let other = try Desk {
            $0.quota = 1
            try $0.policies.set(.duplicateAndQuota, to: .text("quota-first"))
        }
        _ = other.create("aws.partner/a/1")
        #expect(other.create("aws.partner/a/1").verdict == "400 LimitExceededException")
    }

    @Test func `deleting makes room in the quota`() {
        let desk = Desk { $0.quota = 1 }
        _ = desk.call()
        #expect(desk.call(.deletePartnerEventSource).status == 200)
        #expect(desk.create("aws.partner/a/2").status == 200)
    }

    @Test func `a source that is added again counts once`() {
        let desk = Desk { $0.quota = 2 }
        for state in [PartnerEventSource.State.pending, .deleted, .active, .active] {
            desk.service.add(
                .init(name: Desk.name, account: Desk.account, state: state), now: Desk.start)
        }
        #expect(desk.create("aws.partner/a/2").status == 200)
        #expect(desk.create("aws.partner/a/3").verdict == "400 LimitExceededException")
        #expect(desk.service.sources(of: "default").map(\.state) == [.pending, .active])
    }

    @Test func `the fake's own bound is told in the journal`() {
        let desk = Desk { $0.limits.sources = 1 }
        _ = desk.call()
        #expect(desk.create("aws.partner/a/2").verdict == "400 LimitExceededException")
        #expect(desk.service.journal.last?.explanation?.contains("the fake keeps no more sources") == true)
    }

    @Test(arguments: OperationModel.all.map(\.name))
    func `a disabled fake answers OperationDisabledException`(name: String) throws {
        let operation = try #require(OperationModel.named(name))
        let desk = Desk { $0.isDisabled = true }
        let bodies = [
            "ListPartnerEventSources": #"{"NamePrefix":"aws.partner/a/"}"#,
            "ListPartnerEventSourceAccounts": #"{"EventSourceName":"\#(Desk.name)"}"#,
            "PutPartnerEvents": #"{"Entries":[{}]}"#,
        ]
        let body = bodies[name] ?? Desk.valid
        // Deleting a bus is the one operation whose list of errors does not have it.
        #expect(
            desk.call(operation, body).verdict
                == (name == "DeleteEventBus" ? "200 -" : "400 OperationDisabledException"))
        #expect(desk.call(operation, #"{"Limit":0}"#).verdict == "400 ValidationException")
    }

    @Test func `regions without partner sources are a policy`() throws {
        #expect(Desk(region: "me-south-1").call().status == 200)
        let desk = try Desk(region: "me-south-1") {
            try $0.policies.set(.unlistedRegion, to: .text("disabled"))
        }
        #expect(desk.call().verdict == "400 OperationDisabledException")
    }

    @Test func `a name is free in another region and in another namespace`() {
        let other = FakeCredential(
            accessKeyID: "AKIDOTHER", secretAccessKey: "other", account: "1", namespace: "other")
        let desk = Desk {
            $0.otherRegions = ["eu-west-1"]
            $0.credentials.append(other)
        }
        var deviations = SigningDeviations()
        deviations.region = "eu-west-1"
        #expect(desk.call().status == 200)
        let abroad = desk.answer(desk.request(signing: deviations))
        #expect(
            abroad.text("EventSourceArn") == "arn:aws:events:eu-west-1::event-source/\(Desk.name)")
        #expect(desk.call(by: other).status == 200)
        #expect(desk.service.sources(of: "other").count == 1)
        #expect(desk.service.sources(of: "default").map(\.region) == ["eu-west-1", "us-east-1"])
    }

    @Test func `what stays PENDING for too long is swept away, by the lifecycle's own clock`() {
        let desk = Desk()
        _ = desk.call()
        let sixDays = Desk.start + .seconds(6 * 86_400)
        #expect(desk.create(Desk.name, at: sixDays).verdict == "400 ResourceAlreadyExistsException")
        let eightDays = Desk.start + .seconds(8 * 86_400)
        #expect(desk.create(Desk.name, at: eightDays).status == 200)
    }

    @Test func `a source that the customer uses outlives a delete as DELETED and can be made again`() {
        let desk = Desk {
            $0.sources = [.init(name: Desk.name, account: Desk.account, state: .active)]
        }
        #expect(desk.call().verdict == "400 ResourceAlreadyExistsException")
        #expect(desk.call(.deletePartnerEventSource).status == 200)
        #expect(source(Desk.name, Desk.account, in: desk)?.state == .deleted)
        #expect(desk.call(.describePartnerEventSource).verdict == "400 ResourceNotFoundException")
        #expect(desk.call().status == 200)
        #expect(source(Desk.name, Desk.account, in: desk)?.state == .pending)
        #expect(desk.service.sources(of: "default").count == 1)
    }

    // MARK: describe and delete

    @Test func `describe tells ARN and name and no state`() {
        let desk = Desk()
        _ = desk.call()
        let answer = desk.call(.describePartnerEventSource)
        #expect(
            answer.bodyText
                == #"{"Arn":"arn:aws:events:us-east-1::event-source/\#(Desk.name)","Name":"\#(Desk.name)"}"#)
    }

    @Test func `what is not there cannot be described`() {
        let answer = Desk().call(.describePartnerEventSource)
        #expect(answer.verdict == "400 ResourceNotFoundException")
        #expect(answer.text("message") == "Event source \(Desk.name) does not exist.")
    }

    @Test func `a deleted source is gone`() {
        let desk = Desk()
        _ = desk.call()
        #expect(desk.call(.deletePartnerEventSource).status == 200)
        #expect(desk.service.sources(of: "default") == [])
        #expect(desk.call().status == 200)
    }

    @Test(arguments: [("succeeds", "200 -"), ("not-found", "400 ResourceNotFoundException")])
    func `deleting what is not there is a policy`(word: String, verdict: String) throws {
        let desk = try Desk { try $0.policies.set(.deleteAbsent, to: .text(word)) }
        #expect(desk.call(.deletePartnerEventSource).verdict == verdict)
    }

    @Test func `another account's source is not deleted`() {
        let desk = Desk()
        _ = desk.create(Desk.name, Self.second)
        #expect(desk.call(.deletePartnerEventSource).status == 200)
        #expect(desk.service.sources(of: "default").count == 1)
    }

    // MARK: list

    private func list(_ desk: Desk, limit: Int?, token: String?, prefix: String = "aws.partner/a/")
        -> HTTPResponse
    {
        var input: JSONObject = ["NamePrefix": .string(prefix)]
        if let limit { input.append("Limit", .number(JSONNumber(limit))) }
        if let token { input.append("NextToken", .string(token)) }
        return desk.call(.listPartnerEventSources, JSONWriter.text(.object(input)))
    }

    private func names(_ answer: HTTPResponse) -> [String] {
        guard case .array(let elements)? = answer.json["PartnerEventSources"] else { return [] }
        return elements.compactMap { element in
            guard case .object(let object) = element, case .string(let name)? = object["Name"] else {
                return nil
            }
            return name
        }
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `pages together hold every name once, in order`(limit: Int) {
        let desk = Desk()
        for index in [4, 0, 6, 2, 5, 1, 3] { _ = desk.create("aws.partner/a/\(index)") }
        _ = desk.create("aws.partner/aa/1")
        _ = desk.create("aws.partner/b/1")
        var found: [String] = []
        var token: String?
        var pages = 0
        repeat {
            let answer = list(desk, limit: limit, token: token)
            #expect(answer.status == 200)
            #expect(names(answer).count <= limit)
            found += names(answer)
            token = answer.text("NextToken")
            pages += 1
        } while token != nil && pages < 20
        #expect(found == (0..<7).map { "aws.partner/a/\($0)" })
        #expect(pages == (7 + limit - 1) / limit)
    }

    @Test func `a page goes on where the last one ended, whatever happened in between`() {
        let desk = Desk()
        for index in 0..<4 { _ = desk.create("aws.partner/a/\(index)") }
        let token = list(desk, limit: 2, token: nil).text("NextToken")
        _ = desk.call(
            .deletePartnerEventSource, #"{"Name":"aws.partner/a/1","Account":"\#(Desk.account)"}"#)
        _ = desk.create("aws.partner/a/11")
        #expect(
            names(list(desk, limit: 5, token: token)) == [
                "aws.partner/a/11", "aws.partner/a/2", "aws.partner/a/3",
            ])
    }

    @Test func `without a match the list is empty and there is no token`() {
        let answer = list(Desk(), limit: nil, token: nil)
        #expect(answer.bodyText == #"{"PartnerEventSources":[]}"#)
    }

    @Test(arguments: [("invalid-token", "400 InvalidToken"), ("validation", "400 ValidationException")])
    func `a token of somewhere else is refused by policy`(word: String, verdict: String) throws {
        let desk = try Desk { try $0.policies.set(.badPageToken, to: .text(word)) }
        for index in 0..<3 { _ = desk.create("aws.partner/a/\(index)") }
        let token = list(desk, limit: 1, token: nil).text("NextToken")
        #expect(list(desk, limit: 1, token: "nonsense").verdict == verdict)
        #expect(list(desk, limit: 1, token: token, prefix: "aws.partner/b/").verdict == verdict)
    }

    @Test func `the size of a page without a limit is a policy`() throws {
        let desk = try Desk { try $0.policies.set(.pageSize, to: .integer(2)) }
        for index in 0..<3 { _ = desk.create("aws.partner/a/\(index)") }
        #expect(names(list(desk, limit: nil, token: nil)).count == 2)
    }
}
