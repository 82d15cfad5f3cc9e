package import Diagnostics
package import YAMLTree

/// Reads scenario files, and tells everything that is wrong with one at once.
package struct ScenarioReader: Sendable {
    /// The most rows of one table.
    package static let maximumCases = 100_000
    /// The most elements of one list of steps.
    package static let maximumSteps = 1_000
    /// How deep fragments may include each other.
    package static let maximumIncludes = 8
    /// What one file may ask of the YAML reader.
    package static let limits = YAMLLimits.standard

    package let catalogue: RequirementCatalogue
    /// Values from the command line, which come before those of files and rows.
    package let overrides: [String: VariableOverride]

    package init(catalogue: RequirementCatalogue, overrides: [String: VariableOverride]) {
        self.catalogue = catalogue
        self.overrides = overrides
    }

    /// Reads one file; `loadInclude` gives the text of a fragment at a path that begins where `file` begins.
    package func read(
        _ text: String, file: String, loadInclude: (String) -> String?
    ) -> ReadScenario {
        withoutActuallyEscaping(loadInclude) { loadInclude in
            let session = ReadingSession(reader: self, loadInclude: loadInclude)
            session.sources[file] = text
            var scenario: Scenario?
            var isFragment = false
            do throws(InvalidYAML) {
                let root = try YAMLReader.read(text, file: file, limits: Self.limits)
                isFragment = root[FragmentKey.fragment.rawValue] != nil
                if isFragment {
                    session.fragmentAlone(root, file: file)
                } else {
                    scenario = session.scenario(root, file: file)
                    scenario?.contents = contents(session)
                }
            } catch {
                session.report(error)
            }
            return ReadScenario(
                scenario: scenario, isFragment: isFragment, unsorted: session.diagnostics, file: file,
                sources: session.sources, usedOverrides: session.usedOverrides)
        }
    }

    /// The fingerprint of the texts that were read, and of the values from outside that were asked for.
    private func contents(_ session: ReadingSession) -> String {
        var digest = ContentDigest()
        for (_, text) in session.sources.sorted(by: { $0.key < $1.key }) { digest.add(text) }
        for name in session.usedOverrides.sorted() {
            digest.add(name)
            if let value = overrides[name] { digest.add(value.source) }
        }
        return digest.text
    }
}

/// What came of reading a file.
package struct ReadScenario: Sendable {
    /// Nil when there is an error, and for a fragment.
    package let scenario: Scenario?
    /// Whether the file holds steps for others to include, and is no scenario by itself.
    package let isFragment: Bool
    /// In the order of the lines, this file's before those of included files.
    package let diagnostics: [Diagnostic]
    /// The texts of the file and of all that it includes, for excerpts.
    package let sources: [String: String]
    /// The names of the values from outside that something in the file asks for.
    package let usedOverrides: Set<String>

    init(
        scenario: Scenario?, isFragment: Bool, unsorted: [Diagnostic], file: String,
        sources: [String: String], usedOverrides: Set<String>
    ) {
        self.usedOverrides = usedOverrides
        diagnostics = unsorted.sorted { left, right in
            let (leftIsOther, rightIsOther) = (left.place.file != file, right.place.file != file)
            if leftIsOther != rightIsOther { return rightIsOther }
            return left.place == right.place ? left.message < right.message : left.place < right.place
        }
        self.scenario = unsorted.contains { $0.severity == .error } ? nil : scenario
        self.isFragment = isFragment
        self.sources = sources
    }
}
