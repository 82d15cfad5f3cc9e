/// The rows of `Package.swift`: which target names which others, read as text.
struct Manifest {
    /// By target, everything its row names: modules of ours and products.
    let imports: [String: Set<String>]

    init(text: String) {
        var rows: [String: Set<String>] = [:]
        for start in ["module(", ".executableTarget("] {
            for call in calls(of: start, in: text) {
                let names = quotedTexts(in: call)
                guard let name = names.first else { continue }
                rows[name] = Self.imports(in: call)
            }
        }
        imports = rows
    }

    /// Differences between the manifest and the graph.
    func violations(of graph: [String: ModuleGraph.Row]) -> [Violation] {
        imports.sorted { $0.key < $1.key }.flatMap { name, named in
            guard let row = graph[name] else {
                return [
                    Violation(
                        path: "Package.swift", line: 1, sentence: "\(name) has no row in the module graph")
                ]
            }
            return named.subtracting(row.ours).subtracting(row.foreign).sorted().map {
                Violation(path: "Package.swift", line: 1, sentence: "\(name) must not depend on \($0)")
            }
        }
    }

    private static func imports(in call: Substring) -> Set<String> {
        guard let start = call.firstRange(of: "imports:") ?? call.firstRange(of: "dependencies:") else {
            return []
        }
        var list = call[start.upperBound...]
        for label in ["resources:", "exclude:", "swiftSettings:"] {
            if let end = list.firstRange(of: label) { list = list[..<end.lowerBound] }
        }
        let constants = swiftTokens(of: String(list)).flatMap {
            ModuleGraph.productsOfManifest[$0.text] ?? []
        }
        return Set(quotedTexts(in: list)).union(constants)
    }
}

/// The arguments of each call of a function, found by balanced parentheses; its declaration is no call.
private func calls(of function: String, in text: String) -> [Substring] {
    text.ranges(of: function).compactMap { range in
        if text[..<range.lowerBound].hasSuffix("func ") { return nil }
        var depth = 1
        var index = range.upperBound
        while index < text.endIndex, depth > 0 {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            index = text.index(after: index)
        }
        return text[range.upperBound..<index]
    }
}

/// The texts between double quotes.
private func quotedTexts(in text: Substring) -> [String] {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
}
