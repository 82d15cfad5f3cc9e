import Diagnostics

extension PlannedCase {
    /// Names are cut after so many scalars: consumers cut them too, and a report must stay readable.
    static let nameLimit = 500

    /// The name under which reports list the case: visible on one line, never empty, not without end.
    ///
    /// Two cases of a file may have the same one; reports tell them apart.
    package var reportName: String {
        let name = name
        if PlannedCase.isPlain(name) { return name }
        let words = visible(name).split {
            $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" || $0 == "\r"
        }
        let line = words.joined(separator: " ")
        guard !line.isEmpty else { return "unnamed" }
        guard line.unicodeScalars.count > PlannedCase.nameLimit else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(PlannedCase.nameLimit))) + "…"
    }

    /// Whether the name needs no change: printable ASCII, single blanks, of usual length.
    private static func isPlain(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= nameLimit else { return false }
        var previous = UInt8(ascii: " ")
        for byte in name.utf8 {
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20
    }
}
