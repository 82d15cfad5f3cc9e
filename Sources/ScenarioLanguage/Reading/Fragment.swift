import Diagnostics
import JSONTree
import YAMLTree

/// A file of shared steps, read but not yet filled in.
struct Fragment {
    var title: String
    var variables: Layer
    var steps: [YAMLNode]
}

extension ReadingSession {
    /// The fragment at a path, read once however often it is included.
    func fragment(_ path: String, written: String, at place: Place) -> Fragment? {
        if let known = fragments[path] { return known }
        let fragment = loadFragment(path, written: written, at: place)
        fragments[path] = .some(fragment)
        return fragment
    }

    private func loadFragment(_ path: String, written: String, at place: Place) -> Fragment? {
        guard let text = loadInclude(path) else {
            report(.includeMissing, at: place, "cannot read the fragment '\(Self.shortened(written))'")
            return nil
        }
        sources[path] = text
        do throws(InvalidYAML) {
            let root = try YAMLReader.read(text, file: path, limits: ScenarioReader.limits)
            guard root[FragmentKey.fragment.rawValue] != nil else {
                report(
                    .notAFragment, at: place,
                    "'\(Self.shortened(written))' has no 'fragment:' and cannot be included")
                return nil
            }
            return fragment(root, file: path)
        } catch {
            report(error)
            return nil
        }
    }

    /// Checks a fragment's own keys.
    func fragment(_ root: YAMLNode, file: String) -> Fragment? {
        let source = SourceNode(node: root, file: file, scope: Scope([]))
        guard let fields = fields(source, FragmentKey.self) else { return nil }
        checkVersion(fields, .assay)
        let title = plainText(fields[.fragment]) ?? ""
        _ = plainText(fields[.description])
        let steps = list(fields[.steps], "a list of steps") ?? []
        return Fragment(title: title, variables: Layer(bindings(fields[.vars])), steps: steps.map(\.node))
    }

    func checkVersion<Key: LanguageKey>(_ fields: Fields<Key>, _ key: Key) {
        guard let source = fields[key] else { return }
        guard let number = source.scalar?.value.number else {
            reportType(source, expected: "the language's version, which is \(ScenarioKey.version)")
            return
        }
        if number.int != ScenarioKey.version {
            report(
                .unknownVersion, at: source.place,
                "version \(Self.shortened(number.lexeme)) of the language is not known: it must be \(ScenarioKey.version)"
            )
        }
    }
}
