import Diagnostics

/// Reads a file of one YAML document within limits, and tells all that is wrong with it at once.
///
/// Refused because readers disagree or people are surprised: duplicate keys, keys that are no scalars, merge
/// keys, tags beyond the core schema, several documents.
package enum YAMLReader {
    /// Reads a text; `file` is the name in the diagnostics' places.
    package static func read(
        _ text: String, file: String, limits: YAMLLimits = .standard
    ) throws(InvalidYAML) -> YAMLNode {
        try read(Array(text.utf8), file: file, limits: limits)
    }

    /// Reads the bytes of a file, which must be UTF-8; a byte order mark at the start is skipped.
    package static func read(
        _ bytes: [UInt8], file: String, limits: YAMLLimits = .standard
    ) throws(InvalidYAML) -> YAMLNode {
        var report = YAMLReport(file: file)
        guard bytes.count <= limits.maximumBytes else {
            report.add(
                "too-large",
                "the file is \(bytes.count) bytes long, more than the \(limits.maximumBytes) allowed")
            throw report.error
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        checkCharacters(of: bytes, into: &report)
        guard report.isEmpty else { throw report.error }
        var composer = DocumentComposer(bytes)
        guard let composed = composer.compose(into: &report) else { throw report.error }
        var converter = NodeConverter(composed, limits: limits, report: report)
        let root = converter.root()
        guard let root, converter.report.isEmpty else { throw converter.report.error }
        return root
    }
}
