import JSONTree

/// Reads a number by YAML 1.2's core schema and writes it as JSON does; nil for any other text.
///
/// Decimal digits are kept as they are as far as JSON allows: `+1` becomes `1`, `007` becomes `7`, `.5` becomes
/// `0.5`, `5.` becomes `5.0`. `0o17` and `0x1F` become decimal.
func coreNumber(_ text: String) -> JSONNumber? {
    guard let first = text.utf8.first, first < 0x3A, text.utf8.count <= 1000 else { return nil }
    if let number = JSONNumber(lexeme: text) { return number }
    if text.hasPrefix("0o") { return Int(unsigned: text.dropFirst(2), radix: 8).map { JSONNumber($0) } }
    if text.hasPrefix("0x") { return Int(unsigned: text.dropFirst(2), radix: 16).map { JSONNumber($0) } }
    return decimal(text)
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, brought into JSON's grammar.
private func decimal(_ text: String) -> JSONNumber? {
    var rest = Substring(text)
    let sign = rest.first == "-" ? "-" : ""
    if let first = rest.first, first == "-" || first == "+" { rest.removeFirst() }
    let whole = digits(&rest)
    var fraction: Substring?
    if rest.first == "." {
        rest.removeFirst()
        fraction = digits(&rest)
    }
    guard !whole.isEmpty || !(fraction ?? "").isEmpty else { return nil }
    let significant = whole.drop { $0 == "0" }
    var lexeme = sign + (significant.isEmpty ? "0" : significant)
    if let fraction { lexeme += "." + (fraction.isEmpty ? "0" : fraction) }
    return JSONNumber(lexeme: lexeme + rest)
}

private func digits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { ("0"..."9").contains($0) && $0.isASCII }
    rest.removeFirst(digits.count)
    return digits
}

extension Int {
    /// Reads digits without a sign; nil for none, for others and beyond 64 bits.
    fileprivate init?(unsigned text: Substring, radix: Int) {
        guard let first = text.first, first != "-", first != "+" else { return nil }
        self.init(text, radix: radix)
    }
}
