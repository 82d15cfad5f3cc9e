import Testing

/// The fenced blocks of the reference page.
struct ReferencePage {
    struct Block: Sendable, CustomTestStringConvertible {
        /// What stands after the fence, as `yaml scenario`.
        var label: String
        var text: String
        var line: Int

        var testDescription: String { "README.md:\(line)" }
    }

    let blocks: [Block]

    init() throws {
        blocks = Self.blocks(in: try ProjectFiles.text("Scenarios/README.md"))
    }

    var scenarios: [Block] { blocks.filter { $0.label == "yaml scenario" } }

    /// The text of a fragment that the page shows, by its name.
    func fragment(_ path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return blocks.first { $0.label == "yaml fragment \(name)" }?.text
    }

    private static func blocks(in page: String) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    open = Block(label: String(line.dropFirst(3)), text: "", line: index + 2)
                }
            } else if open != nil {
                open?.text += line + "\n"
            }
        }
        return blocks
    }
}
