package import JSONTree

/// The way to a value inside JSON, written `PartnerEventSources[0].Arn`.
package struct ValuePath: Hashable, Sendable, CustomStringConvertible {
    package enum Component: Hashable, Sendable {
        case member(String)
        case index(Int)
    }

    package var steps: [Component]

    package init(_ steps: [Component] = []) {
        self.steps = steps
    }

    /// Reads a path as written; nil when it is none.
    package init?(_ text: String) {
        var steps: [Component] = []
        for (number, part) in text.split(separator: ".", omittingEmptySubsequences: false).enumerated() {
            var pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            let name = pieces.removeFirst()
            if !name.isEmpty {
                guard !name.contains("]") else { return nil }
                steps.append(.member(String(name)))
            } else if pieces.isEmpty || number > 0 {
                return nil
            }
            for piece in pieces {
                guard piece.last == "]", let index = Int(piece.dropLast()), index >= 0, piece.first != "+"
                else {
                    return nil
                }
                steps.append(.index(index))
            }
        }
        guard !steps.isEmpty else { return nil }
        self.steps = steps
    }

    package var description: String { Self.text(of: steps) }

    /// The value at the path; nil where there is none.
    package func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            let next: JSONValue? =
                switch step {
                case .member(let name): value[name]
                case .index(let index): value[index]
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    static func text(of steps: [Component]) -> String {
        var text = ""
        for step in steps {
            switch step {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
