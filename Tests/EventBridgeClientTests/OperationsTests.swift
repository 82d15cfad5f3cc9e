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
        for name in ErrorModel.all.map(\.name) {
            let answers = [answer(400, #"{"__type":"\#(name)"}"#)]
            try await withEndpoint(answers) { context, _ in
                let service = ServiceError(name: name, message: nil, status: 400)
                func expect(_ isService: Bool, _ operation: OperationModel) {
                    #expect(isService == (operation.error(named: name) == nil), "\(operation.name) \(name)")
                }
                let create = await CreatePartnerEventSource.request(context, input)
                expect(create == .failure(.service(service)), .createPartnerEventSource)
                let describe = await DescribePartnerEventSource.request(context, .init(name: "n"))
                expect(describe == .failure(.service(service)), .describePartnerEventSource)
                let delete = await DeletePartnerEventSource.request(context, .init(name: "n", account: "a"))
                expect(delete == .failure(.service(service)), .deletePartnerEventSource)
                let list = await ListPartnerEventSources.request(context, .init(namePrefix: "n"))
                expect(list == .failure(.service(service)), .listPartnerEventSources)
            }
        }
    }
}
