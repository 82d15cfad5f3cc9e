import Diagnostics
import Synchronization

/// Shows lines of scenario files with a caret under what is meant, reading each file once.
final class SourceExcerpts: Sendable {
    private let folder: String
    private let renderers = Mutex<[String: DiagnosticRenderer]>([:])

    /// Files that are kept at hand; a suite that fails everywhere must not hold all of itself in memory.
    private static let limit = 64

    init(folder: String) {
        self.folder = folder
    }

    /// The line that a place is about, with a caret under it; nil where its file cannot be read.
    func excerpt(at place: Place) -> String? {
        guard let renderer = renderer(for: place.file) else { return nil }
        let rendered = renderer.render(Diagnostic(place: place, code: "", message: ""))
        let lines = rendered.split(separator: "\n").dropFirst()
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func renderer(for file: String) -> DiagnosticRenderer? {
        if let known = renderers.withLock({ $0[file] }) { return known }
        guard let text = try? ScenarioLibrary.text(of: file, in: folder).get() else { return nil }
        let renderer = DiagnosticRenderer(sources: [file: text], color: false)
        renderers.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[file] = renderer
        }
        return renderer
    }
}
