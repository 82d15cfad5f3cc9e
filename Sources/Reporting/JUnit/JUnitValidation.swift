package import Diagnostics
package import XMLTree

/// The judgement over a JUnit report, of Assay's or of anyone's.
///
/// The report is read in a stream within bounds: no network, no entities, no document type. It is held against
/// a schema that the project ships, and then against what no schema says: that its counts are those of its cases,
/// that times can be read by everyone, and that no two cases share a name.
package struct JUnitValidation: Hashable, Sendable {
    /// What is wrong, in the order of lines; a hundred of a kind at most.
    package private(set) var diagnostics: [Diagnostic] = []
    package private(set) var cases = 0
    package private(set) var failures = 0
    package private(set) var errors = 0
    package private(set) var skipped = 0

    /// Whether nothing worse than a warning was found.
    package var isValid: Bool { !diagnostics.contains { $0.severity == .error } }

    /// Judges the file by a flavour's strict schema, or by what every report must keep.
    package init(path: String, flavor: JUnitFlavor?, bounds: XMLBounds = .standard) throws(FileTrouble) {
        var found: [Diagnostic] = []
        do throws(XMLReadFailure) {
            let schema = try XMLSchema(bytes: flavor?.schema ?? PackageResources.junit_any_xsd)
            let reader = try XMLDocumentReader(path: path, schema: schema, bounds: bounds)
            var recount = JUnitRecount(file: path)
            defer {
                found = JUnitValidation.schemaDiagnostics(of: reader, path) + recount.diagnostics
                cases = recount.total.cases
                failures = recount.total.failures
                errors = recount.total.errors
                skipped = recount.total.skipped
            }
            while let node = try reader.next() {
                recount.take(node)
            }
            recount.finish()
        } catch {
            switch error {
            case .file(let trouble): throw trouble
            case .document(let finding):
                found.append(JUnitValidation.diagnostic(finding, "report.unreadable", path))
            }
        }
        diagnostics = found.sorted { ($0.place.line, $0.code) < ($1.place.line, $1.code) }
    }

    private static func schemaDiagnostics(of reader: XMLDocumentReader, _ path: String) -> [Diagnostic] {
        var found = reader.schemaFindings.map { diagnostic($0, "report.schema", path) }
        if reader.omittedSchemaFindings > 0, let last = found.last {
            found.append(
                Diagnostic(
                    place: last.place, severity: .note, code: "report.schema",
                    message: "\(reader.omittedSchemaFindings) more places break the schema"))
        }
        return found
    }

    private static func diagnostic(_ finding: XMLFinding, _ code: String, _ path: String) -> Diagnostic {
        var message = finding.message
        while message.last == "." { message.removeLast() }
        return Diagnostic(
            place: Place(file: path, line: max(1, finding.line), column: finding.column ?? 1), code: code,
            message: message)
    }
}
