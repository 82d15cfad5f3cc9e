import JSONTree

/// The keys of one kind of mapping: the reader checks files by them, the JSON Schema is written from them.
protocol LanguageKey: CaseIterable, RawRepresentable, Hashable, Sendable where RawValue == String {
    /// What the mapping is, for messages: `a step`.
    static var subject: String { get }
    var rule: KeyRule { get }
    /// What the keys ask of each other, in words of JSON Schema.
    static var schemaRules: JSONObject { get }
}

/// What stands under one key.
struct KeyRule {
    private let makeShape: () -> ValueShape
    let isRequired: Bool
    /// What it means, for editors.
    let text: String

    /// Made when asked for: the reader looks at every rule of a mapping and at few shapes.
    var shape: ValueShape { makeShape() }

    static func required(_ shape: @escaping @autoclosure () -> ValueShape, _ text: String) -> KeyRule {
        KeyRule(makeShape: shape, isRequired: true, text: text)
    }

    static func optional(_ shape: @escaping @autoclosure () -> ValueShape, _ text: String) -> KeyRule {
        KeyRule(makeShape: shape, isRequired: false, text: text)
    }
}

/// What a value looks like in a file.
indirect enum ValueShape {
    case text
    /// Any scalar, which counts as its text.
    case scalar
    case flag
    /// Only `true`.
    case yes
    case null
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// A time that is not negative, with its unit.
    case duration
    /// A time that may be negative.
    case offset
    case word([String])
    /// One of these words is suggested; another text is possible.
    case openWord([String])
    /// A text of this form.
    case pattern(String)
    case list(ValueShape, isEmptyAllowed: Bool)
    case mapping(any LanguageKey.Type)
    /// A mapping with names of the author's own.
    case named(ValueShape)
    /// A mapping with names by which templates find the values.
    case given(ValueShape)
    /// A step, or an include.
    case step
    /// Choices where the contract is open.
    case policies
    case matcher
    /// A matcher on a value that is neither a mapping nor a list.
    case plainMatcher
    /// Names of the fault catalogue, each with its fields.
    case faultActions
    /// The name of a value that `record` writes down.
    case recordedValue
    /// Any value.
    case anything
    case either([ValueShape])

    static func list(_ element: ValueShape) -> ValueShape { .list(element, isEmptyAllowed: false) }

    static func words<Word: CaseIterable & RawRepresentable>(of type: Word.Type) -> ValueShape
    where Word.RawValue == String {
        .word(type.allCases.map(\.rawValue))
    }

    /// A number, or bounds of it.
    static var count: ValueShape { .either([.integer(0...1_000_000_000), .mapping(CountKey.self)]) }
}
