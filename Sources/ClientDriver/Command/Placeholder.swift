/// What may stand in braces in an argument of a client's command.
package enum Placeholder: String, Hashable, Sendable, CaseIterable {
    case endpoint, host, port, region, name, account, scenario, context, result
}
