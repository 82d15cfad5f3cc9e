/// One thing to do wrong: a name of the catalogue with checked values in its fields.
public struct FaultAction: Hashable, Sendable {
    public let name: FaultName
    /// The value of each field by name; what was left out holds its standard value here.
    public let values: [String: FaultValue]

    /// Checks the fields against the catalogue and fills in what was left out.
    public init(_ name: FaultName, _ given: [String: FaultValue] = [:]) throws(InvalidFault) {
        let fields = name.fields
        for key in given.keys.sorted() where !fields.contains(where: { $0.name == key }) {
            throw InvalidFault(field: key, message: "the fault '\(name.rawValue)' has no field '\(key)'")
        }
        var values: [String: FaultValue] = [:]
        for field in fields {
            guard let value = given[field.name] ?? field.standard else {
                if field.isRequired {
                    throw InvalidFault(
                        field: nil, message: "the fault '\(name.rawValue)' needs the field '\(field.name)'")
                }
                continue
            }
            if let problem = value.problem(in: field.kind) {
                throw InvalidFault(field: field.name, message: "the field '\(field.name)' \(problem)")
            }
            values[field.name] = value
        }
        if let problem = name.problem(of: values) { throw problem }
        self.name = name
        self.values = values
    }

    /// For the ready-made actions, whose values are right by construction.
    init(checked name: FaultName, _ given: [String: FaultValue]) {
        var values: [String: FaultValue] = [:]
        for field in name.fields { values[field.name] = given[field.name] ?? field.standard }
        self.name = name
        self.values = values
    }
}

extension FaultAction {
    /// Whether it befalls a connection as such, so that no request can be selected for it.
    public var isOfConnection: Bool { name.isOfConnection(text("at")) }
}

/// Why a fault as written is none.
public struct InvalidFault: Error, Hashable, Sendable {
    /// The field that is wrong, or nil when it is the fault as a whole.
    public let field: String?
    /// One sentence, lower case and without a full stop.
    public let message: String

    package init(field: String?, message: String) {
        self.field = field
        self.message = message
    }
}

extension FaultAction {
    /// The time in a field, or zero.
    package func duration(_ field: String) -> Duration {
        if case .duration(let value) = values[field] { value } else { .zero }
    }

    /// The whole number in a field, or nil.
    package func integer(_ field: String) -> Int? {
        if case .integer(let value) = values[field] { value } else { nil }
    }

    /// The number in a field, or zero.
    package func number(_ field: String) -> Double {
        switch values[field] {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: 0
        }
    }

    /// The text, word or JSON text in a field, or nil.
    package func text(_ field: String) -> String? {
        switch values[field] {
        case .text(let value), .json(let value): value
        default: nil
        }
    }

    /// The bytes in a field, or nil.
    package func bytes(_ field: String) -> [UInt8]? {
        if case .bytes(let value) = values[field] { value } else { nil }
    }

    /// The switch in a field, or false.
    package func flag(_ field: String) -> Bool {
        if case .flag(let value) = values[field] { value } else { false }
    }
}
