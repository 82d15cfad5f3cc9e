import AWSWire
import EventBridgeClient
import HTTPMessages
import JSONTree
import Testing

/// The operations beside the first one, and what all of them have in common.
struct OperationsTests {
    private func body(_ received: Received) -> JSONObject? {
        (try? JSONReader.read(received.all.last?.body ?? []))?.object
    }

    @Test func `describe asks by name and reads ARN and name`() async throws {
        try await withEndpoint([answer(200, #"{"Arn":"arn","Name":"n"}"#), answer(200, "{}")]) {
            context, received in
            let full = await DescribePartnerEventSource.request(context, .init(name: "n"))
            #expect(full == .success(.init(arn: "arn", name: "n")))
            #expect(body(received) == ["Name": "n"])
            #expect(received.all.last?.fields["x-amz-target"] == "AWSEvents.DescribePartnerEventSource")
            let bare = await DescribePartnerEventSource.request(context, .init(name: "n"))
            #expect(bare == .success(.init(arn: nil, name: nil)))
        }
    }

    @Test func `delete asks by name and account and reads nothing`() async throws {
        try await withEndpoint([answer(200, "")]) { context, received in
            let result = await DeletePartnerEventSource.request(
                context, .init(name: "n", account: "123456789012"))
            #expect(result == .success(.init()))
            #expect(body(received) == ["Name": "n", "Account": "123456789012"])
        }
    }

    @Test func `list reads a page and leaves out what was not asked`() async throws {
        let page = #"{"PartnerEventSources":[{"Arn":"a","Name":"n"},null,{"Name":"m"}],"NextToken":"t"}"#
        try await withEndpoint([answer(200, page), answer(200, "{}")]) { context, received in
            let first = await ListPartnerEventSources.request(context, .init(namePrefix: "aws.partner/x/"))
            #expect(
                first
                    == .success(
                        .init(
                            partnerEventSources: [.init(arn: "a", name: "n"), .init(arn: nil, name: "m")],
                            nextToken: "t")))
            #expect(body(received) == ["NamePrefix": "aws.partner/x/"])
            let last = await ListPartnerEventSources.request(
                context, .init(namePrefix: "aws.partner/x/", nextToken: "t", limit: 5))
            #expect(last == .success(.init(partnerEventSources: [], nextToken: nil)))
            #expect(body(received) == ["NamePrefix": "aws.partner/x/", "NextToken": "t", "Limit": 5])
        }
    }

    @Test func `each operation tells the errors of its own list apart, and no others`() async throws {
        let account = "123456789012"
        for name in ErrorModel.all.map(\.name) {
            try await withEndpoint([answer(400, #"{"__type":"\#(name)"}"#)]) { context, _ in
                try await expect(name, context, CreatePartnerEventSource.self, input)
                try await expect(name, context, DescribePartnerEventSource.self, .init(name: "n"))
                try await expect(
                    name, context, DeletePartnerEventSource.self, .init(name: "n", account: account))
                try await expect(name, context, ListPartnerEventSources.self, .init(namePrefix: "n"))
                try await expect(
                    name, context, ListPartnerEventSourceAccounts.self, .init(eventSourceName: "n"))
                try await expect(name, context, PutPartnerEvents.self, .init(entries: []))
                try await expect(name, context, DescribeEventSource.self, .init(name: "n"))
                try await expect(name, context, ListEventSources.self, .init())
                try await expect(name, context, ActivateEventSource.self, .init(name: "n"))
                try await expect(name, context, DeactivateEventSource.self, .init(name: "n"))
                try await expect(name, context, CreateEventBus.self, .init(name: "n"))
                try await expect(name, context, DeleteEventBus.self, .init(name: "n"))
            }
        }
    }

    /// Makes a call that meets an error, and says whether it has to be a case of its own.
    private func expect<Operation: ServiceOperation>(
        _ name: String, _ context: ClientContext, _: Operation.Type, _ input: Operation.Input
    ) async throws {
        let definition = Operation.definition
        let model = try #require(OperationModel.named(definition.name))
        #expect(definition.errorNames == model.errors.map(\.name).sorted())
        let general = Operation.Failure.service(ServiceError(name: name, message: nil, status: 400))
        let result = await Operation.request(context, input)
        #expect(
            (result == .failure(general)) == (model.error(named: name) == nil), "\(model.name) \(name)")
    }
}
