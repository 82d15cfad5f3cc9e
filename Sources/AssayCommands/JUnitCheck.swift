import Diagnostics
import Reporting

/// `assay report --validate`: judges a JUnit report, of Assay's or of anyone's.
struct JUnitCheck {
    /// The flavor whose strict schema holds; nil for what every report must keep.
    let flavor: JUnitFlavor?

    func carryOut(
        _ path: String, named name: String, _ surroundings: Surroundings
    ) async throws(CommandFailure) -> ExitStatus {
        let validation: JUnitValidation
        do {
            validation = try JUnitValidation(path: path, flavor: flavor)
        } catch {
            throw CommandFailure(.worldFailed, "\(error)")
        }
        let console = surroundings.console
        let diagnostics = validation.diagnostics.map { diagnostic in
            Diagnostic(
                place: Place(file: name, range: diagnostic.place.range), severity: diagnostic.severity,
                code: diagnostic.code, message: diagnostic.message)
        }
        console.writeData(DiagnosticRenderer(sources: [:], color: false).render(diagnostics))
        let cases = "\(validation.cases) \(validation.cases == 1 ? "case" : "cases")"
        let counts =
            "\(validation.failures) failures, \(validation.errors) errors, \(validation.skipped) skipped"
        console.say("\(name): \(validation.isValid ? "valid" : "not valid"), \(cases), \(counts)")
        return validation.isValid ? .passed : .failed
    }
}
