import Diagnostics

/// What was found wrong with one file so far.
struct YAMLReport {
    let file: String
    private var diagnostics: [Diagnostic] = []

    /// More than this nobody reads; the rest is dropped.
    private static let maximum = 100

    init(file: String) {
        self.file = file
    }

    var isEmpty: Bool { diagnostics.isEmpty }

    /// All of it in the order of reading.
    var error: InvalidYAML {
        InvalidYAML(diagnostics: diagnostics.sorted { ($0.place, $0.code) < ($1.place, $1.code) })
    }

    /// Adds an error, of the code `yaml.` and the name given, about the file or a part of it.
    mutating func add(
        _ code: String, _ message: String, at range: SourceRange = SourceRange(line: 1, column: 1),
        nearest: String? = nil
    ) {
        guard diagnostics.count < Self.maximum else { return }
        let place = Place(file: file, range: range)
        diagnostics.append(Diagnostic(place: place, code: "yaml.\(code)", message: message, nearest: nearest))
    }
}
