import Diagnostics
import Yams

/// Composes the only document of a text, again and again until no duplicate key is in the parser's way.
struct DocumentComposer {
    private let stars: StarMask
    private var surrogates = SurrogateMask()
    private var source: YAMLSource
    private var renamed: [SourcePosition: String] = [:]

    /// Each duplicate costs another pass over the file, so only so many are looked for.
    private static let maximumRenamed = 20

    init(_ bytes: [UInt8]) {
        stars = StarMask(for: bytes)
        source = YAMLSource(surrogates.hide(stars.hide(bytes)))
    }

    /// Gives the tree; reports what the parser says and gives nil if it gives up.
    mutating func compose(into report: inout YAMLReport) -> ComposedDocument? {
        while true {
            do {
                let text = String(decoding: source.bytes, as: UTF8.self)
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                guard let root = try parser.nextRoot() else {
                    report.add("empty", "the file is empty; a YAML document is expected")
                    return nil
                }
                source.reportSecondDocument(of: parser, into: &report)
                return ComposedDocument(
                    root: root, parser: parser, stars: stars, surrogates: surrogates, source: source,
                    renamed: renamed)
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let position = SourcePosition(line: context.mark.line, column: context.mark.column)
                let name = names.first ?? ""
                guard renamed.count < Self.maximumRenamed,
                    source.renameKey(at: position, number: renamed.count)
                else {
                    reportRenamed(into: &report)
                    reportDuplicate(name, at: position, into: &report)
                    return nil
                }
                renamed[position] = name
            } catch {
                reportRenamed(into: &report)
                report.add(syntaxError: error, in: &source)
                return nil
            }
        }
    }

    /// Reports duplicates of which only the first place is known.
    private mutating func reportRenamed(into report: inout YAMLReport) {
        for (position, name) in renamed { reportDuplicate(name, at: position, into: &report) }
    }

    private mutating func reportDuplicate(
        _ name: String, at position: SourcePosition, into report: inout YAMLReport
    ) {
        let offset = source.offset(line: position.line, column: position.column)
        let range = source.range(
            line: position.line, column: position.column, offset: offset, length: name.unicodeScalars.count)
        report.add(
            "duplicate-key",
            "the key '\(surrogates.show(stars.show(name)))' stands more than once in this mapping", at: range)
    }
}

extension YAMLSource {
    /// Reports a second document, or the syntax error that follows the first.
    fileprivate mutating func reportSecondDocument(of parser: Parser, into report: inout YAMLReport) {
        do {
            guard let second = try parser.nextRoot() else { return }
            let line = second.mark?.line ?? 1
            let column = second.mark?.column ?? 1
            let range = range(
                line: line, column: column, offset: offset(line: line, column: column), length: 1)
            report.add("several-documents", "a second document starts here; a file holds only one", at: range)
        } catch {
            report.add(syntaxError: error, in: &self)
        }
    }
}
