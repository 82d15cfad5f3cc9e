/// The members of a JSON object in the order they were written, duplicates kept.
///
/// Look-up by name walks the members: cheap for the small objects of a wire protocol, linear for large ones.
package struct JSONObject: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }

        package static func == (left: Self, right: Self) -> Bool {
            left.has(right.name) && left.value == right.value
        }

        fileprivate func has(_ other: String) -> Bool { isExactlyEqual(name, other) }
    }

    package var members: [Member]

    package init(_ members: [Member] = []) {
        self.members = members
    }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }

    /// The names in order, duplicates as often as they were written.
    package var names: [String] { members.map(\.name) }

    /// The value of this name, the last one of duplicates; setting replaces all of them, nil removes.
    package subscript(name: String) -> JSONValue? {
        get { members.last { $0.has(name) }?.value }
        set {
            guard let newValue else {
                members.removeAll { $0.has(name) }
                return
            }
            guard let index = members.firstIndex(where: { $0.has(name) }) else {
                append(name, newValue)
                return
            }
            members[index].value = newValue
            members[(index + 1)...].removeAll { $0.has(name) }
        }
    }

    /// Names that were written more than once, each told once, in order of their second appearance.
    package var duplicateNames: [String] {
        var seen: Set<ExactText> = []
        var told: Set<ExactText> = []
        return members.map(\.name).filter {
            !seen.insert(ExactText($0)).inserted && told.insert(ExactText($0)).inserted
        }
    }

    /// Adds a member at the end, even where the name is there already.
    package mutating func append(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
    }

    /// Compares members in any order and numbers by value; of duplicates the last one counts.
    package func isEqualInValue(to other: JSONObject) -> Bool {
        let left = Dictionary(members.map { (ExactText($0.name), $0.value) }, uniquingKeysWith: { $1 })
        let right = Dictionary(other.members.map { (ExactText($0.name), $0.value) }, uniquingKeysWith: { $1 })
        return left.count == right.count
            && left.allSatisfy { name, value in right[name].map(value.isEqualInValue(to:)) ?? false }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member(name: $0.0, value: $0.1) }
    }
}
