import Diagnostics

/// Reports every stretch that is not UTF-8 and every character that YAML does not allow in a file.
func checkCharacters(of bytes: [UInt8], into report: inout YAMLReport) {
    if isPlainText(bytes) { return }
    var position = SourcePosition(line: 1, column: 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
        switch decoder.decode(&iterator) {
        case .emptyInput:
            return
        case .error:
            report.add(
                "encoding", "the file is not UTF-8 here; save it in that encoding",
                at: SourceRange(start: position))
            position = SourcePosition(line: position.line, column: position.column + 1)
        case .scalarValue("\n"):
            position = SourcePosition(line: position.line + 1, column: 1)
        case .scalarValue(let scalar):
            if !isAllowed(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                report.add(
                    "character", "\(name) must not stand in YAML; write it as an escape in double quotes",
                    at: SourceRange(start: position))
            }
            position = SourcePosition(line: position.line, column: position.column + 1)
        }
    }
}

/// The quick answer for files of nothing but ASCII.
private func isPlainText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
}

/// YAML 1.2 section 5.1, without the byte order mark, which belongs nowhere but the start.
private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
}
