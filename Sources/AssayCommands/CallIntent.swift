import AWSWire
import HTTPMessages
import JSONTree
import ScenarioRunner

/// What a call would do to an account, read from its input.
struct CallIntent: Hashable, Sendable {
    enum Effect: Hashable, Sendable {
        case none
        case create(LedgerKind)
        case delete(LedgerKind)
        /// Something happens to sources that are there: they are switched, or sent events.
        case change
    }

    let effect: Effect
    let name: String?
    let account: String?
    /// Every account that the input names: of duplicate members the service may take any.
    let accounts: [String]
    /// The names of sources that something happens to.
    let changed: [String]

    init(_ order: CallOrder) {
        let input: JSONValue?
        switch order.request {
        case .call(let operation, let value):
            effect = Self.effect(of: operation.name)
            input = value
        case .send(let request, _, _):
            effect = Self.effect(of: request, changed: order.signing.headersAfter)
            input = try? JSONReader.read(order.signing.bodyAfter ?? request.body)
        }
        name = input?["Name"]?.string
        account = input?["Account"]?.string
        var accounts: [String] = []
        if case .object(let object) = input {
            accounts = object.members.filter { $0.name == "Account" }.compactMap(\.value.string)
        }
        self.accounts = accounts
        if case .array(let events)? = input?["Entries"] {
            changed = events.compactMap { $0["Source"]?.string }
        } else {
            changed = [name].compactMap(\.self)
        }
    }

    /// Whatever does not say clearly that it does something else could create.
    private static func effect(
        of request: HTTPRequest, changed: [SigningDeviations.HeaderChange]
    ) -> Effect {
        var targets = request.fields.all(named: AWSJSON.targetHeader)
        for change in changed where change.name.lowercased() == AWSJSON.targetHeader.lowercased() {
            targets = [change.value].compactMap(\.self)
        }
        guard targets.count == 1 else { return .create(.source) }
        let words = targets[0].split(separator: ".", omittingEmptySubsequences: false)
        return words.count == 2 ? effect(of: String(words[1])) : .create(.source)
    }

    private static func effect(of operation: String) -> Effect {
        switch operation {
        case OperationModel.describePartnerEventSource.name, OperationModel.listPartnerEventSources.name,
            OperationModel.listPartnerEventSourceAccounts.name, OperationModel.describeEventSource.name,
            OperationModel.listEventSources.name:
            .none
        case OperationModel.activateEventSource.name, OperationModel.deactivateEventSource.name,
            OperationModel.putPartnerEvents.name:
            .change
        case OperationModel.deletePartnerEventSource.name: .delete(.source)
        case OperationModel.createEventBus.name: .create(.bus)
        case OperationModel.deleteEventBus.name: .delete(.bus)
        default: .create(.source)
        }
    }

    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
