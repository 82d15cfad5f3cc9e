package import Diagnostics
import JSONTree

/// Everything that is wrong with a dialect's file, all of it at once.
package struct InvalidDialect: Error, Hashable, Sendable {
    package let diagnostics: [Diagnostic]
}

extension Dialect {
    package static let version = 1

    private enum Key: String, CaseIterable { case dialect, name, description, detect, rules, native }
    private enum DetectKey: String, CaseIterable { case userAgent = "user-agent", command }

    private enum RuleKey: String, CaseIterable {
        case outcome, exit, stdout, stderr
        case spansLines = "spans-lines"
        case pointer = "stdout-json"
    }

    /// Reads a dialect's file.
    package static func read(_ bytes: [UInt8], file: String) throws(InvalidDialect) -> Dialect {
        var inspection = JSONInspection(file: file, subject: "dialect", bytes: bytes)
        let dialect = inspection.document().flatMap { Self.dialect($0, &inspection) }
        guard let dialect, inspection.diagnostics.isEmpty else {
            throw InvalidDialect(diagnostics: inspection.diagnostics.sorted { $0.place < $1.place })
        }
        return dialect
    }

    private static func dialect(_ value: JSONValue, _ inspection: inout JSONInspection) -> Dialect? {
        guard let object = inspection.object(value, [], keys: Key.self) else { return nil }
        // What opens the file for its editor says nothing to us.
        if object["dialect"] == nil {
            inspection.missing([], "dialect", " (this form is version \(version))")
        }
        _ = inspection.number(object["dialect"], [.member("dialect")], in: version...version)
        if object["name"] == nil { inspection.missing([], "name") }
        let name = inspection.text(object["name"], [.member("name")])
        if name == "" { inspection.complain([.member("name")], "wrong-value", "'name' is empty") }
        let isNative = inspection.flag(object["native"], [.member("native")]) ?? false
        var userAgents: [String] = []
        var commands: [String] = []
        let detect = [JSONPathStep.member("detect")]
        if let value = object["detect"], let object = inspection.object(value, detect, keys: DetectKey.self) {
            userAgents = texts(object["user-agent"], detect + [.member("user-agent")], &inspection)
            commands = texts(object["command"], detect + [.member("command")], &inspection)
        }
        let rules = rules(object["rules"], &inspection)
        if isNative, !rules.isEmpty {
            inspection.complain([.member("rules")], "contradiction", "a native dialect has no rules")
        }
        if !isNative, object["rules"] == nil { inspection.missing([], "rules") }
        return Dialect(
            name: name ?? "",
            description: inspection.text(object["description"], [.member("description")]) ?? "",
            userAgents: userAgents, commands: commands, rules: rules, isNative: isNative)
    }

    private static func rules(_ value: JSONValue?, _ inspection: inout JSONInspection) -> [Rule] {
        let path = [JSONPathStep.member("rules")]
        guard let value else { return [] }
        guard case .array(let elements) = value else {
            inspection.wrongType(value, path, "an array")
            return []
        }
        if elements.isEmpty {
            inspection.complain(path, "wrong-value", "'rules' is empty: nothing could be read")
        }
        return elements.enumerated().compactMap { rule($1, path + [.element($0)], &inspection) }
    }

    private static func rule(
        _ value: JSONValue, _ path: [JSONPathStep], _ inspection: inout JSONInspection
    ) -> Rule? {
        guard let object = inspection.object(value, path, keys: RuleKey.self) else { return nil }
        func at(_ key: RuleKey) -> [JSONPathStep] { path + [.member(key.rawValue)] }
        if object["outcome"] == nil { inspection.missing(path, "outcome") }
        let outcome = inspection.word(object["outcome"], at(.outcome), of: ClientOutcome.self)
        let rule = Rule(
            outcome: outcome ?? .success, exit: exitRule(object["exit"], at(.exit), &inspection),
            output: pattern(object["stdout"], at(.stdout), &inspection),
            error: pattern(object["stderr"], at(.stderr), &inspection),
            spansLines: inspection.flag(object["spans-lines"], at(.spansLines)) ?? false,
            pointer: pointer(object["stdout-json"], at(.pointer), &inspection))
        let conditions: [RuleKey] = [.exit, .stdout, .stderr, .pointer]
        if !conditions.contains(where: { object[$0.rawValue] != nil }) {
            inspection.complain(
                path, "no-condition",
                "\(JSONInspection.name(path)) holds always: give it an 'exit', 'stdout', 'stderr' or 'stdout-json'"
            )
        }
        return rule
    }

    private static func exitRule(
        _ value: JSONValue?, _ path: [JSONPathStep], _ inspection: inout JSONInspection
    ) -> Rule.Exit {
        switch value {
        case nil: return .any
        case .string("nonzero")?: return .nonzero
        case .array(let elements)? where !elements.isEmpty:
            let codes = elements.enumerated().compactMap { index, element in
                if case .number = element {
                    return inspection.number(element, path + [.element(index)], in: 0...255)
                }
                inspection.wrongType(element, path + [.element(index)], "a number")
                return nil
            }
            return .oneOf(codes)
        case .some:
            inspection.complain(
                path, "wrong-value",
                "\(JSONInspection.name(path)) must be \"nonzero\" or a list of exit codes such as [0]")
            return .any
        }
    }

    private static func pattern(
        _ value: JSONValue?, _ path: [JSONPathStep], _ inspection: inout JSONInspection
    ) -> String? {
        guard let text = inspection.text(value, path) else { return nil }
        do {
            _ = try Regex(text)
        } catch {
            inspection.complain(
                path, "bad-pattern", "\(JSONInspection.name(path)) is not a regular expression: \(error)")
            return nil
        }
        for name in groupNames(in: text) where Capture(rawValue: name) == nil {
            let names = Capture.allCases.map(\.rawValue)
            inspection.complain(
                path, "unknown-group",
                "unknown group '\(name)' (known are \(names.joined(separator: ", ")))",
                nearest: nearest(to: name, among: names))
        }
        return text
    }

    /// The names of the groups `(?<name>…)` of a pattern.
    private static func groupNames(in pattern: String) -> [String] {
        pattern.components(between: "(?<", and: ">").filter { name in
            name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) }
        }
    }

    private static func pointer(
        _ value: JSONValue?, _ path: [JSONPathStep], _ inspection: inout JSONInspection
    ) -> [String]? {
        guard let text = inspection.text(value, path) else { return nil }
        guard text.hasPrefix("/") else {
            inspection.complain(
                path, "bad-pointer",
                "\(JSONInspection.name(path)) must be a JSON pointer such as '/EventSourceArn', not '\(text)'"
            )
            return nil
        }
        return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            String(part).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    private static func texts(
        _ value: JSONValue?, _ path: [JSONPathStep], _ inspection: inout JSONInspection
    ) -> [String] {
        guard let value else { return [] }
        guard case .array(let elements) = value else {
            inspection.wrongType(value, path, "an array")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            if case .null = element {
                inspection.wrongType(element, path + [.element(index)], "a string")
                return nil
            }
            return inspection.text(element, path + [.element(index)])
        }
    }
}

extension String {
    /// The texts that stand between two marks, in order.
    fileprivate func components(between opening: String, and closing: String) -> [String] {
        split(separator: opening, omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstRange(of: closing).map { String(part[..<$0.lowerBound]) }
        }
    }
}
