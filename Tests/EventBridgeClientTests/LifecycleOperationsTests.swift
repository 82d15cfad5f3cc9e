import AWSWire
import EventBridgeClient
import HTTPMessages
import JSONTree
import Testing

/// The operations of the lifecycle beside create, describe, delete and list: what they send, and what they read.
struct LifecycleOperationsTests {
    private func sent(_ received: Received) -> String {
        let request = received.all.last
        let target = request?.fields["x-amz-target"] ?? "-"
        return target + " " + String(decoding: request?.body ?? [], as: UTF8.self)
    }

    /// What a call sends and gives for one answer.
    private func call<Operation: ServiceOperation>(
        _: Operation.Type, _ input: Operation.Input, answered body: String
    ) async throws -> (sent: String, result: Result<Operation.Output, Operation.Failure>) {
        try await withEndpoint([answer(200, body)]) { context, received in
            let result = await Operation.request(context, input)
            return (sent(received), result)
        }
    }

    @Test func `accounts of a source are read with times and states`() async throws {
        let body = #"""
            {"PartnerEventSourceAccounts":[
              {"Account":"123456789012","CreationTime":1.8e9,"ExpirationTime":1800604800.25,"State":"PENDING"},
              null, {"Account":"210987654321","State":"ODD"}],"NextToken":"t"}
            """#
        let (sent, result) = try await call(
            ListPartnerEventSourceAccounts.self, .init(eventSourceName: "n", limit: 2), answered: body)
        #expect(sent == #"AWSEvents.ListPartnerEventSourceAccounts {"EventSourceName":"n","Limit":2}"#)
        let first = PartnerEventSourceAccount(
            account: "123456789012", creationTime: .seconds(1_800_000_000),
            expirationTime: .seconds(1_800_604_800) + .milliseconds(250), state: .pending)
        let second = PartnerEventSourceAccount(account: "210987654321", state: .other("ODD"))
        #expect(
            result == .success(.init(partnerEventSourceAccounts: [first, second], nextToken: "t")))
    }

    @Test func `events are put with what they have, and answered one by one`() async throws {
        let body = #"""
            {"FailedEntryCount":1,"Entries":[{"EventId":"e"},{"ErrorCode":"C","ErrorMessage":"m"}]}
            """#
        let whole = PutPartnerEvents.Entry(
            source: "s", detailType: "t", detail: "{}", time: .seconds(1_800_000_000) + .milliseconds(500),
            resources: ["r"])
        let bare = PutPartnerEvents.Entry(source: nil, detailType: nil, detail: nil)
        let (sent, result) = try await call(
            PutPartnerEvents.self, .init(entries: [whole, bare]), answered: body)
        #expect(
            sent == "AWSEvents.PutPartnerEvents "
                + #"{"Entries":[{"Time":1800000000.5,"Source":"s","Resources":["r"],"DetailType":"t","#
                + #""Detail":"{}"},{}]}"#)
        #expect(
            result
                == .success(
                    .init(
                        failedEntryCount: 1,
                        entries: [.init(eventID: "e"), .init(errorCode: "C", errorMessage: "m")])))
    }

    private static let described = EventSource(
        arn: "a", createdBy: "aws.partner/x", creationTime: .seconds(1), expirationTime: .seconds(2),
        name: "n", state: .deleted)
    private static let description = #"""
        {"Arn":"a","CreatedBy":"aws.partner/x","CreationTime":1,"ExpirationTime":2.0,"Name":"n","State":"DELETED"}
        """#

    @Test func `a source is described to its customer`() async throws {
        let (sent, result) = try await call(
            DescribeEventSource.self, .init(name: "n"), answered: Self.description)
        #expect(sent == #"AWSEvents.DescribeEventSource {"Name":"n"}"#)
        #expect(result == .success(Self.described))
    }

    @Test func `sources are listed to their customer`() async throws {
        let (sent, result) = try await call(
            ListEventSources.self, .init(), answered: #"{"EventSources":[\#(Self.description),{}]}"#)
        #expect(sent == "AWSEvents.ListEventSources {}")
        #expect(
            result == .success(.init(eventSources: [Self.described, EventSource()], nextToken: nil)))
    }

    @Test func `activate, deactivate and delete ask by name and read nothing`() async throws {
        let activated = try await call(ActivateEventSource.self, .init(name: "n"), answered: "")
        #expect(activated.sent == #"AWSEvents.ActivateEventSource {"Name":"n"}"#)
        #expect(activated.result == .success(.init()))
        let deactivated = try await call(DeactivateEventSource.self, .init(name: "n"), answered: "{}")
        #expect(deactivated.sent == #"AWSEvents.DeactivateEventSource {"Name":"n"}"#)
        #expect(deactivated.result == .success(.init()))
        let deleted = try await call(DeleteEventBus.self, .init(name: "n"), answered: #"{"New":1}"#)
        #expect(deleted.sent == #"AWSEvents.DeleteEventBus {"Name":"n"}"#)
        #expect(deleted.result == .success(.init()))
    }

    @Test func `a bus is made with all its settings, or with none`() async throws {
        let settings =
            #""Description":"d","KmsKeyIdentifier":"k","DeadLetterConfig":{"Arn":"q"},"#
            + #""LogConfig":{"Level":"INFO","IncludeDetail":"FULL"}"#
        let full = try await call(
            CreateEventBus.self,
            .init(
                name: "n", eventSourceName: "n", description: "d", kmsKeyIdentifier: "k",
                deadLetterConfiguration: .init(arn: "q"),
                logConfiguration: .init(level: "INFO", includeDetail: "FULL"),
                tags: [.init(key: "a", value: "")]),
            answered: #"{"EventBusArn":"arn",\#(settings)}"#)
        #expect(
            full.sent == #"AWSEvents.CreateEventBus {"Name":"n","EventSourceName":"n","#
                + settings + #","Tags":[{"Key":"a","Value":""}]}"#)
        #expect(
            full.result
                == .success(
                    .init(
                        eventBusARN: "arn", description: "d", kmsKeyIdentifier: "k",
                        deadLetterConfiguration: .init(arn: "q"),
                        logConfiguration: .init(level: "INFO", includeDetail: "FULL"))))
        let bare = try await call(CreateEventBus.self, .init(name: "n"), answered: "{}")
        #expect(bare.sent == #"AWSEvents.CreateEventBus {"Name":"n"}"#)
        #expect(bare.result == .success(.init(eventBusARN: nil)))
    }

    @Test func `a time that is a text cannot be read`() async throws {
        let (_, result) = try await call(
            DescribeEventSource.self, .init(name: "n"), answered: #"{"CreationTime":"noon"}"#)
        guard case .failure(.unreadable(let answer)) = result else {
            Issue.record("expected an unreadable answer, found \(result)")
            return
        }
        #expect(answer.path == "$.CreationTime")
    }
}
