/// One clause of a message: `Value 'x' at 'name' failed to satisfy constraint: …`.
struct ViolationClause: Hashable {
    let violation: ConstraintViolation
    /// Whether the value really fails the constraint, as far as can be seen.
    let isPlausible: Bool

    private static let absent = Array("Value null at '".utf8)
    private static let present = Array("Value '".utf8)
    private static let separator = Array("' at '".utf8)
    private static let introduction = Array(("'" + ViolationMessage.introduction).utf8)

    /// Reads one whole clause.
    ///
    /// A value may itself look like the end of a clause; a constraint never does, so the last end that can be read
    /// and makes sense is the right one.
    init?(_ bytes: ArraySlice<UInt8>) {
        var candidates: [ViolationClause] = []
        if bytes.starts(with: Self.absent) {
            let start = bytes.startIndex + Self.absent.count
            if let clause = Self.clause(bytes, value: nil, memberStart: start) { candidates.append(clause) }
        }
        if bytes.starts(with: Self.present) {
            let start = bytes.startIndex + Self.present.count
            let all = Array(bytes[start...])
            for position in all.positions(of: Self.separator, from: 0) {
                let value = String(decoding: all[..<position], as: UTF8.self)
                let memberStart = start + position + Self.separator.count
                if let clause = Self.clause(bytes, value: value, memberStart: memberStart) {
                    candidates.append(clause)
                }
            }
        }
        guard let clause = candidates.last(where: \.isPlausible) ?? candidates.last else { return nil }
        self = clause
    }

    private init(violation: ConstraintViolation) {
        self.violation = violation
        isPlausible = violation.isPlausible
    }

    private static func clause(
        _ bytes: ArraySlice<UInt8>, value: String?, memberStart: Int
    ) -> ViolationClause? {
        let member = bytes[memberStart...].prefix { byte in
            CharacterSet128.memberPath.contains(min(byte, 127)) && byte < 128
        }
        let rest = bytes[member.endIndex...]
        guard !member.isEmpty, rest.starts(with: introduction) else { return nil }
        let text = String(decoding: rest.dropFirst(introduction.count), as: UTF8.self)
        guard let constraint = Constraint(message: text) else { return nil }
        return ViolationClause(
            violation: ConstraintViolation(
                member: String(decoding: member, as: UTF8.self), value: value, constraint: constraint))
    }
}

extension CharacterSet128 {
    /// What the path of a member is written with.
    fileprivate static let memberPath = CharacterSet128(
        "a"..."z", "A"..."Z", "0"..."9", "."...".", "_"..."_", "-"..."-")
}

extension Constraint {
    /// Reads a constraint's words; nil for any others.
    init?(message: String) {
        func rest(after words: String) -> Substring? {
            message.hasPrefix(words) ? message.dropFirst(words.count) : nil
        }
        func number(after words: String) -> Int? {
            rest(after: words).flatMap { Int($0) }
        }
        if message == "Member must not be null" {
            self = .required
        } else if let length = number(after: "Member must have length greater than or equal to ") {
            self = .minimumLength(length)
        } else if let length = number(after: "Member must have length less than or equal to ") {
            self = .maximumLength(length)
        } else if let bound = number(after: "Member must have value greater than or equal to ") {
            self = .minimum(bound)
        } else if let bound = number(after: "Member must have value less than or equal to ") {
            self = .maximum(bound)
        } else if let pattern = rest(after: "Member must satisfy regular expression pattern: ") {
            self = .pattern(String(pattern))
        } else if let values = rest(after: "Member must satisfy enum value set: ["), values.hasSuffix("]") {
            self = .allowedValues(Self.values(in: values.dropLast()))
        } else {
            return nil
        }
    }

    private static func values(in list: Substring) -> [String] {
        list.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}

extension ConstraintViolation {
    /// Whether the value fails the constraint, as far as the two can tell.
    var isPlausible: Bool {
        guard let value else { return constraint == .required }
        let isList = value.hasPrefix("[") && value.hasSuffix("]")
        switch constraint {
        case .required: return false
        case .minimumLength(let length): return isList || value.unicodeScalars.count < length
        case .maximumLength(let length): return isList || value.utf16.count > length
        case .pattern(let pattern):
            guard let matcher = OperationModel.pattern(pattern) ?? (try? PatternMatcher(pattern)) else {
                return true
            }
            return !matcher.matches(value)
        case .allowedValues(let values): return !values.contains(value)
        case .minimum(let bound): return Double(value).map { $0 < Double(bound) } ?? false
        case .maximum(let bound): return Double(value).map { $0 > Double(bound) } ?? false
        }
    }
}

extension OperationModel {
    /// The matcher of a pattern that some operation's input uses, without compiling it again.
    fileprivate static func pattern(_ text: String) -> PatternMatcher? { patterns[text] }

    private static let patterns: [String: PatternMatcher] = {
        var found: [String: PatternMatcher] = [:]
        for member in all.flatMap(\.input) { collect(member.shape, into: &found) }
        return found
    }()

    private static func collect(_ shape: ShapeModel, into found: inout [String: PatternMatcher]) {
        switch shape {
        case .string(let constraints):
            if let matcher = constraints.matcher { found[matcher.text] = matcher }
        case .list(let element, _): collect(element, into: &found)
        case .structure(let members):
            for member in members { collect(member.shape, into: &found) }
        case .integer, .boolean, .timestamp: return
        }
    }
}
