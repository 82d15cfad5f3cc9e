import AWSWire
import HTTPMessages
import JSONTree
import ScenarioRunner

/// What a call would do to an account, read from its input.
struct CallIntent: Hashable, Sendable {
    enum Effect: Hashable, Sendable {
        case none, create, delete
    }

    let effect: Effect
    let name: String?
    let account: String?

    init(_ order: CallOrder) {
        let input: JSONValue?
        switch order.request {
        case .call(let operation, let value):
            effect = Self.effect(of: operation.name)
            input = value
        case .send(let request, _, _):
            // Whatever does not say clearly that it does something else could create.
            let target = order.signing.headersAfter.last { $0.name.lowercased() == "x-amz-target" }?.value
            let name = (target ?? request.fields[AWSJSON.targetHeader])?.split(separator: ".").last.map(
                String.init)
            effect = name.map(Self.effect(of:)) ?? .create
            input = try? JSONReader.read(order.signing.bodyAfter ?? request.body)
        }
        name = input?["Name"]?.string
        account = input?["Account"]?.string
    }

    private static func effect(of operation: String) -> Effect {
        switch operation {
        case OperationModel.describePartnerEventSource.name, OperationModel.listPartnerEventSources.name:
            .none
        case OperationModel.deletePartnerEventSource.name: .delete
        default: .create
        }
    }

    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
