import AWSWire
import HTTPMessages
import JSONTree
import Testing

/// The published vectors of awsJson 1.1 that apply to operations with members of text.
struct ProtocolVectorTests {
    private static func all(_ kind: String) throws -> [Vector] {
        try Vector.all(Vectors.read("awsJson1_1.json")[kind], named: "id")
    }

    /// An operation that stands for the vectors' own: one member of text, the same way in and out.
    private static func operation(_ name: String, member: String) -> OperationModel {
        let members = [MemberModel.optional(member, .string(StringConstraints()))]
        return OperationModel(name: name, side: .partner, input: members, output: members, errors: [])
    }

    @Test(arguments: try all("requests"))
    func `a client's request is as published`(vector: Vector) throws {
        let expected = try #require(vector.content["serialized"])
        let fields = try #require(expected["headers"]?.object)
        let target = try #require(fields["X-Amz-Target"]?.string)
            .replacing("JsonProtocol.", with: "\(ServiceModel.eventBridge.targetPrefix).")
        let member = vector.content["params"]?.object?.members.first
        let address = vector.content["clientEndpoint"]?.string ?? "https://example.com"
        let request = AWSJSON.request(
            Self.operation(String(target.split(separator: ".")[1]), member: member?.name ?? "none"),
            input: AWSJSON.object(member.map { [$0.name: $0.value] } ?? [:]),
            target: try Endpoint(url: address).target)
        #expect(request.method == expected["method"]?.string)
        #expect(request.target == expected["uri"]?.string)
        #expect(request.fields["X-Amz-Target"] == target)
        #expect(request.fields["Content-Type"] == fields["Content-Type"]?.string)
        #expect(request.bodyText == expected["body"]?.string ?? "{}")
    }

    @Test(arguments: try all("responses"))
    func `a client reads an answer as published`(vector: Vector) throws {
        let response = try Self.response(vector.content["response"] ?? .null)
        let result = AWSJSON.interpret(response, as: Self.operation("Vector", member: "String"))
        if let name = vector.content["errorCode"]?.string {
            guard case .serviceError(let error) = result else {
                Issue.record("\(vector.name) was read as \(result)")
                return
            }
            #expect(error.name == name)
            #expect(error.message == vector.content["errorMessage"]?.string)
            #expect(error.status == response.status)
        } else {
            guard case .success(let output) = result else {
                Issue.record("\(vector.name) was read as \(result)")
                return
            }
            #expect(output["String"] == vector.content["result"]?["String"])
            #expect(AWSJSON.requestID(of: response) == response.fields["X-Amzn-Requestid"])
        }
    }

    @Test(arguments: try all("server-requests"))
    func `a service reads a request as published`(vector: Vector) throws {
        let request = try #require(vector.content["request"])
        let contentType = try #require(request["headers"]?["Content-Type"]?.string)
        #expect(AWSJSON.isContentType(contentType))
        let body = try #require(request["body"]?.string)
        let input = try #require(AWSJSON.input(from: Array(body.utf8)))
        let present = input.members.filter { $0.value != .null }
        #expect(.object(JSONObject(present)) == vector.content["params"])
        let operation = Self.operation("Vector", member: "string")
        #expect(operation.serializationFailure(in: input) == nil)
        #expect(operation.violations(of: input).isEmpty)
    }

    @Test(arguments: try all("server-responses"))
    func `a service's answer is as published`(vector: Vector) throws {
        let output = try #require(vector.content["params"]?.object)
        let expected = try Self.response(vector.content["response"] ?? .null)
        #expect(AWSJSON.success(Self.operation("Vector", member: "string"), output: output) == expected)
    }

    @Test func `every vector that applies is there`() throws {
        let names = try ["requests", "responses", "server-requests", "server-responses"].flatMap {
            try Self.all($0).map(\.name)
        }
        #expect(Set(names) == Self.applicable)
        #expect(names.count == Self.applicable.count)
    }

    /// Those of operations with members of text and flat errors. Left out by name: the vector
    /// json_1_1_service_supports_empty_payload_for_no_input_shape, since each operation of ours has an input.
    /// Left out by kind: unions, documents, numbers, blobs, maps, lists, date-time formats, endpoint traits and
    /// compression, which no operation of ours has.
    private static let applicable: Set<String> = [
        "includes_x_amz_target_and_content_type", "sends_requests_to_slash",
        "can_call_operation_with_optional_input", "can_call_operation_with_no_input_or_output",
        "serializes_string_shapes", "AwsJson11StructuresDontSerializeNullValues", "AwsJson11HostWithPath",
        "AwsJson11MustSupportParametersInContentType", "AwsJson11ServersDontDeserializeNullStructureValues",
        "parses_operations_with_empty_json_bodies", "parses_string_shapes",
        "parses_the_request_id_from_the_response", "handles_empty_output_shape",
        "handles_unexpected_json_output", "json_1_1_service_responds_with_no_payload",
        "AwsJson11StructuresDontDeserializeNullValues", "AwsJson11ServersDontSerializeNullStructureValues",
        "AwsJson11InvalidGreetingError", "AwsJson11ComplexError", "AwsJson11EmptyComplexError",
        "AwsJson11FooErrorUsingXAmznErrorType", "AwsJson11FooErrorUsingXAmznErrorTypeWithUri",
        "AwsJson11FooErrorUsingXAmznErrorTypeWithUriAndNamespace", "AwsJson11FooErrorUsingCode",
        "AwsJson11FooErrorUsingCodeAndNamespace", "AwsJson11FooErrorUsingCodeUriAndNamespace",
        "AwsJson11FooErrorWithDunderType", "AwsJson11FooErrorWithDunderTypeAndNamespace",
        "AwsJson11FooErrorWithDunderTypeAndDifferentNamespace",
        "AwsJson11FooErrorWithDunderTypeUriAndNamespace", "AwsJson11FooErrorWithNestedTypeProperty",
    ]

    private static func response(_ vector: JSONValue) throws -> HTTPResponse {
        let fields = vector["headers"]?.object?.members ?? []
        return HTTPResponse(
            status: try #require(vector["status_code"]?.number?.int),
            fields: HTTPFields(fields.map { HTTPField(name: $0.name, value: $0.value.string ?? "") }),
            body: Array((vector["body"]?.string ?? "").utf8))
    }
}
