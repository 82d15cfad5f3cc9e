/// Makes controls, invisible direction changes and scalars that XML forbids readable, as in `\u{1B}`.
///
/// Tab and line feed stay. This is the one form that every report uses for text from outside.
package func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x09 || $0 == 0x0A }) {
        return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if isShownAsItIs(scalar) {
            result.append(scalar)
        } else {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            result.append(contentsOf: "\\u{\(digits.count < 2 ? "0" : "")\(digits)}".unicodeScalars)
        }
    }
    return String(result)
}

private func isShownAsItIs(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case ..<0x20, 0x7F...0x9F: false
    case 0xFFFE, 0xFFFF: false
    // Line separators, and the marks that turn the direction of what follows: they would forge a report.
    case 0x2028...0x202E, 0x2066...0x2069: false
    default: true
    }
}
