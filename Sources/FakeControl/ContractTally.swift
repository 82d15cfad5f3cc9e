import AWSWire
import EventBridgeFake
import HTTPMessages
import JSONTree

/// How often each part of the contract was exercised.
struct ContractTally: Sendable {
    /// What a request met: the names of the catalogues.
    private enum Part: Hashable {
        case call(operation: String)
        case success(operation: String)
        case error(operation: String, code: String)
        case violation(operation: String, member: String, constraint: Constraint.Kind)
        /// An error of a request that names no operation that is known.
        case otherError(code: String)
        case fault(title: String)
    }

    private var counts: [Part: Int] = [:]
    private(set) var requests = 0

    /// Error codes and titles of faults are the clients' and the authors' own: of too many, no further are counted.
    private static let maximumParts = 2000

    mutating func count(_ entry: JournalEntry) {
        requests += 1
        for title in entry.faults { add(.fault(title: title)) }
        guard let operation = entry.operation else {
            if let code = entry.answer.errorCode { add(.otherError(code: code)) }
            return
        }
        add(.call(operation: operation))
        guard let code = entry.answer.errorCode else {
            add(.success(operation: operation))
            return
        }
        add(.error(operation: operation, code: code))
        guard code == ErrorModel.validation.name, let model = OperationModel.named(operation),
            let input = AWSJSON.input(from: entry.request.body)
        else { return }
        for violation in model.violations(of: input) {
            add(
                .violation(
                    operation: operation, member: Self.member(violation),
                    constraint: violation.constraint.kind))
        }
    }

    private mutating func add(_ part: Part, _ count: Int = 1) {
        guard counts[part] != nil || counts.count < Self.maximumParts else { return }
        counts[part, default: 0] += count
    }

    func adding(_ other: ContractTally) -> ContractTally {
        var sum = self
        sum.requests += other.requests
        for (part, count) in other.counts { sum.add(part, count) }
        return sum
    }

    /// A violation's member without the numbers of list elements.
    private static func member(_ violation: ConstraintViolation) -> String {
        violation.inputPath.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
    }

    // MARK: against the catalogues

    /// The contract with counts: each operation's successes, errors and constraints, and the faults.
    var object: JSONObject {
        var all = Reached()
        var operations: [JSONValue] = []
        for operation in OperationModel.all {
            var reached = Reached()
            let calls = count(.call(operation: operation.name))
            let successes = reached.noting(count(.success(operation: operation.name)))
            let errors = operation.errors.map { error in
                Self.row(
                    "error", error.name,
                    reached.noting(count(.error(operation: operation.name, code: error.name))))
            }
            let common = ErrorModel.common.map { error in
                (error.name, count(.error(operation: operation.name, code: error.name)))
            }.filter { $0.1 > 0 }.map { Self.row("error", $0.0, $0.1) }
            let constraints = operation.constraints.map { constraint -> JSONValue in
                let number = count(
                    .violation(
                        operation: operation.name, member: constraint.member, constraint: constraint.kind))
                return [
                    "member": .string(constraint.member), "constraint": .string(constraint.kind.rawValue),
                    "count": .number(JSONNumber(reached.noting(number))),
                ]
            }
            all.add(reached)
            operations.append(
                [
                    "operation": .string(operation.name), "calls": .number(JSONNumber(calls)),
                    "successes": .number(JSONNumber(successes)), "errors": .array(errors),
                    "common-errors": .array(common), "violations": .array(constraints),
                    "total": .object(reached.object),
                ])
        }
        let faults = counts.compactMap { part, count -> (String, Int)? in
            if case .fault(let title) = part { (title, count) } else { nil }
        }.sorted { $0.0 < $1.0 }
        let others = counts.compactMap { part, count -> (String, Int)? in
            if case .otherError(let code) = part { (code, count) } else { nil }
        }.sorted { $0.0 < $1.0 }
        return [
            "requests": .number(JSONNumber(requests)), "total": .object(all.object),
            "operations": .array(operations), "faults": .array(faults.map { Self.row("fault", $0.0, $0.1) }),
            "other-errors": .array(others.map { Self.row("error", $0.0, $0.1) }),
        ]
    }

    private func count(_ part: Part) -> Int { counts[part] ?? 0 }

    private static func row(_ name: String, _ text: String, _ count: Int) -> JSONValue {
        [name: .string(text), "count": .number(JSONNumber(count))]
    }
}

/// How much of a list was reached.
private struct Reached {
    private var reached = 0
    private var count = 0

    /// Counts one more element; gives its number back.
    mutating func noting(_ number: Int) -> Int {
        count += 1
        if number > 0 { reached += 1 }
        return number
    }

    mutating func add(_ other: Reached) {
        reached += other.reached
        count += other.count
    }

    var object: JSONObject {
        ["exercised": .number(JSONNumber(reached)), "of": .number(JSONNumber(count))]
    }
}

extension OperationModel {
    /// Every constraint that an input of it can fail, by member.
    fileprivate var constraints: [(member: String, kind: Constraint.Kind)] {
        Self.constraints(of: input, prefix: "")
    }

    private static func constraints(
        of members: [MemberModel], prefix: String
    ) -> [(member: String, kind: Constraint.Kind)] {
        members.flatMap { member in
            let path = prefix + member.name
            let required: [Constraint.Kind] = member.isRequired ? [.required] : []
            return required.map { (path, $0) } + constraints(of: member.shape, path: path)
        }
    }

    private static func constraints(
        of shape: ShapeModel, path: String
    ) -> [(member: String, kind: Constraint.Kind)] {
        var kinds: [Constraint.Kind] = []
        switch shape {
        case .string(let constraints):
            // A length of at least nothing cannot be failed.
            if (constraints.minimumLength ?? 0) > 0 { kinds.append(.minimumLength) }
            if constraints.maximumLength != nil { kinds.append(.maximumLength) }
            if constraints.pattern != nil { kinds.append(.pattern) }
            if constraints.allowedValues != nil { kinds.append(.allowedValues) }
        case .integer(let range):
            if range != nil { kinds += [.minimum, .maximum] }
        case .list(let element, let count):
            if (count.minimum ?? 0) > 0 { kinds.append(.minimumLength) }
            if count.maximum != nil { kinds.append(.maximumLength) }
            return kinds.map { (path, $0) } + constraints(of: element, path: path)
        case .structure(let members):
            return constraints(of: members, prefix: path + ".")
        case .boolean, .timestamp:
            break
        }
        return kinds.map { (path, $0) }
    }
}
