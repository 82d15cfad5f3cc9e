import Diagnostics
import JSONTree
import YAMLTree

/// Reads texts with `${…}` in them.
extension ReadingSession {
    /// The most characters that `${repeat(…)}` makes.
    static let maximumRepeated = 16 << 20
    /// Up to here a repeated text is written out at once.
    private static let maximumInline = 4096
    private static let secrets: Set = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"]

    /// A scalar as a text in which variables of the file are filled in.
    func template(_ source: SourceNode) -> TextTemplate? {
        let source = resolve(source)
        guard let scalar = source.scalar, !(scalar.isPlain && scalar.value.isNull) else {
            report(.wrongType, at: source.place, "expected a text, found \(Self.phrase(for: source.node))")
            return nil
        }
        return template(scalar, source)
    }

    func template(_ scalar: YAMLScalar, _ source: SourceNode) -> TextTemplate {
        guard scalar.text.utf8.contains(UInt8(ascii: "$")) else { return TextTemplate(literal: scalar.text) }
        var builder = TemplateBuilder()
        append(scalar, source, to: &builder)
        return builder.template(source: scalar.text)
    }

    private func append(_ scalar: YAMLScalar, _ source: SourceNode, to builder: inout TemplateBuilder) {
        var rest = scalar.text[...]
        while let dollar = rest.firstIndex(of: "$") {
            builder.append(rest[..<dollar])
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                builder.append("${")
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = Self.end(of: rest) else {
                    report(.badTemplate, at: source.place, "'${' has no '}' after it")
                    builder.append(rest)
                    return
                }
                let inner = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
                let offset = scalar.text.unicodeScalars.distance(
                    from: scalar.text.startIndex, to: inner.startIndex)
                let place = Self.place(in: source, scalar, offset: offset, length: inner.unicodeScalars.count)
                append(inner, at: place, source, to: &builder)
                rest = rest[rest.index(after: end)...]
            } else {
                builder.append("$")
                rest = rest.dropFirst()
            }
        }
        builder.append(rest)
    }

    /// Where the `}` is that ends a `${`; one inside parentheses does not count.
    private static func end(of text: Substring) -> Substring.Index? {
        var depth = 0
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case "}" where depth <= 0: return index
            default: break
            }
            index = text.index(after: index)
        }
        return text.firstIndex(of: "}")
    }

    /// The place of a part of a scalar, where the scalar is written without escapes on one line.
    private static func place(in source: SourceNode, _ scalar: YAMLScalar, offset: Int, length: Int) -> Place
    {
        let range = source.node.range
        let count = scalar.text.unicodeScalars.count
        let quote = scalar.isPlain ? 0 : 1
        guard range.length == count + 2 * quote, length > 0 else { return source.place }
        return Place(
            file: source.file, line: range.start.line, column: range.start.column + quote + offset,
            length: length)
    }

    private func append(
        _ inner: Substring, at place: Place, _ source: SourceNode, to builder: inout TemplateBuilder
    ) {
        if inner.hasPrefix("env.") {
            appendEnvironment(String(inner.dropFirst(4)), at: place, to: &builder)
        } else if inner.hasPrefix("repeat("), inner.hasSuffix(")") {
            appendRepeated(inner.dropFirst(7).dropLast(), at: place, to: &builder)
        } else if !Self.isName(inner) {
            report(
                .badTemplate, at: place,
                "'\(Self.shortened(String(inner)))' is not a variable's name; write '$${' for a plain '${'")
        } else if let binding = use(String(inner), in: source.scope) {
            appendVariable(binding, at: place, source, to: &builder)
        } else if let builtIn = BuiltInValue(rawValue: String(inner)) {
            let key = builtIn.isFresh && source.isInVariable ? "\(place)" : nil
            builder.append(.builtIn(builtIn, key: key))
        } else {
            references.append(Reference(name: String(inner), place: place, scope: source.scope))
            builder.append(.capture(String(inner)))
        }
    }

    private func appendVariable(
        _ binding: Binding, at place: Place, _ source: SourceNode, to builder: inout TemplateBuilder
    ) {
        enterText(binding, from: source) { value in
            let value = resolve(value)
            guard let scalar = value.scalar else {
                report(
                    .wrongType, at: place,
                    "the variable '\(binding.name)' is \(Self.phrase(for: value.node)) and cannot stand inside a text"
                )
                return
            }
            append(scalar, value, to: &builder)
            _ = spend(1 + builder.parts.count + scalar.text.utf8.count / 64, at: place)
        }
    }

    private func appendEnvironment(_ name: String, at place: Place, to builder: inout TemplateBuilder) {
        guard Self.isName(name), !name.contains("-") else {
            report(.badTemplate, at: place, "'\(Self.shortened(name))' is not an environment variable's name")
            return
        }
        guard !Self.secrets.contains(name) else {
            report(.secretVariable, at: place, "'\(name)' is a secret, and secrets are never variables")
            return
        }
        builder.append(.environment(name))
    }

    private func appendRepeated(_ arguments: Substring, at place: Place, to builder: inout TemplateBuilder) {
        guard let comma = arguments.lastIndex(of: ","),
            let count = Int(arguments[arguments.index(after: comma)...].filter { $0 != " " }), count >= 0
        else {
            report(.badTemplate, at: place, "'repeat' needs a text and a count, as in repeat(a, 245)")
            return
        }
        let text = String(arguments[..<comma])
        let (size, isTooLarge) = text.utf8.count.multipliedReportingOverflow(by: count)
        guard !isTooLarge, size <= Self.maximumRepeated else {
            report(.outOfRange, at: place, "'repeat' makes at most \(Self.maximumRepeated) characters")
            return
        }
        if size <= Self.maximumInline {
            builder.append(String(repeating: text, count: count)[...])
        } else {
            builder.append(.repeated(text, count: count))
        }
    }
}

/// Collects the parts of a template, neighbouring literals as one.
struct TemplateBuilder {
    private(set) var parts: [TextTemplate.Part] = []

    mutating func append(_ text: Substring) {
        guard !text.isEmpty else { return }
        if case .literal(let before)? = parts.last {
            parts[parts.count - 1] = .literal(before + text)
        } else {
            parts.append(.literal(String(text)))
        }
    }

    mutating func append(_ part: TextTemplate.Part) {
        parts.append(part)
    }

    func template(source: String) -> TextTemplate {
        TextTemplate(parts: parts, source: source)
    }
}
