package import Diagnostics
import YAMLTree

extension RequirementCatalogue {
    /// The catalogue that Assay ships, with what is wrong with it (nothing, as a test holds).
    package static let shipped: (catalogue: RequirementCatalogue, diagnostics: [Diagnostic]) = read(
        String(decoding: PackageResources.requirements_yaml, as: UTF8.self), file: "requirements.yaml")

    /// Reads a catalogue: a list of requirements.
    package static func read(
        _ text: String, file: String
    ) -> (catalogue: RequirementCatalogue, diagnostics: [Diagnostic]) {
        let reader = ScenarioReader(catalogue: RequirementCatalogue([]), overrides: [:])
        let session = ReadingSession(reader: reader, loadInclude: { _ in nil })
        var requirements: [Requirement] = []
        do throws(InvalidYAML) {
            let root = try YAMLReader.read(text, file: file)
            let source = SourceNode(node: root, file: file, scope: Scope([]))
            var ids: Set<String> = []
            for element in session.list(source, "a list of requirements") ?? [] {
                guard let requirement = session.catalogueEntry(element) else { continue }
                if !ids.insert(requirement.id).inserted {
                    session.report(
                        .duplicateName, at: element.place,
                        "there is a requirement '\(requirement.id)' already")
                }
                requirements.append(requirement)
            }
        } catch {
            session.report(error)
        }
        return (RequirementCatalogue(requirements), session.diagnostics)
    }
}

extension ReadingSession {
    fileprivate func catalogueEntry(_ source: SourceNode) -> Requirement? {
        guard let fields = fields(source, RequirementKey.self), let id = plainText(fields[.id]) else {
            return nil
        }
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        let isID =
            parts.count == 3 && parts[0] + "-" == RequirementCatalogue.family
            && !parts[1].isEmpty && parts[1].allSatisfy { ("A"..."Z").contains($0) }
            && parts[2].count == 3 && parts[2].allSatisfy { ("0"..."9").contains($0) }
        if !isID {
            report(
                .badName, at: fields[.id]?.place ?? source.place,
                "'\(Self.shortened(id))' is not an id such as CPES-ERR-001")
        }
        guard let level: Requirement.Level = word(fields[.level], "level"),
            let actor: Requirement.Actor = word(fields[.actor], "actor"), let text = plainText(fields[.text]),
            let certainty: Requirement.Certainty = word(fields[.certainty], "certainty"),
            let verification = verification(fields)
        else { return nil }
        let origin = fields[.source].flatMap { self.fields($0, RequirementSourceKey.self) }
        if let origin, origin.keys.isEmpty {
            report(.missingKey, at: origin.source.place, "a source needs 'title' or 'uri'")
        }
        return Requirement(
            id: id, level: level, actor: actor, text: text,
            source: Requirement.Source(title: plainText(origin?[.title]), uri: plainText(origin?[.uri])),
            certainty: certainty, verification: verification)
    }

    private func verification(_ fields: Fields<RequirementKey>) -> Requirement.Verification? {
        let reason = plainText(fields[.reason])
        guard let word = word(fields[.verify], "way to verify", among: RequirementKey.verifications) else {
            return nil
        }
        if word == "not-tested" {
            guard let reason else {
                report(.missingKey, at: fields.place(of: .verify), "what is not tested needs a 'reason'")
                return nil
            }
            return .notTested(reason: reason)
        }
        if reason != nil {
            report(.needsKey, at: fields.place(of: .reason), "'reason' belongs to what is not tested")
        }
        return word == "automatic" ? .automatic : .attested
    }
}
