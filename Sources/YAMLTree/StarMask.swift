/// Hides every `*` from the parser behind a private character, so that aliases stay as they were written.
///
/// The parser would put the anchor's value in place of each alias, and then hash and compare such values when
/// they are keys: a few lines can take it hours. It also says little about a text that only starts with a star.
/// A plain scalar that starts with the private character can be nothing but an alias; anywhere else the star
/// is put back.
struct StarMask {
    private let substitute: Unicode.Scalar?

    /// Chooses a character that the text does not use; none is needed where there is no star.
    init(for bytes: [UInt8]) {
        guard bytes.contains(UInt8(ascii: "*")) else {
            substitute = nil
            return
        }
        var used: Set<Unicode.Scalar> = []
        if bytes.contains(where: { $0 & 0xFE == 0xEE }) {
            used = Set(String(decoding: bytes, as: UTF8.self).unicodeScalars.filter(isPrivate))
        }
        substitute = (0xE000...0xF8FF).lazy.compactMap(Unicode.Scalar.init).first { !used.contains($0) }
    }

    /// The text with its stars hidden.
    func hide(_ bytes: [UInt8]) -> [UInt8] {
        guard let substitute else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        for byte in bytes {
            if byte == UInt8(ascii: "*") {
                result.append(contentsOf: UTF8.encode(substitute) ?? .init())
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// A text of the parser with its stars back.
    func show(_ text: String) -> String {
        guard let substitute, text.unicodeScalars.contains(substitute) else { return text }
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { view.append(scalar == substitute ? "*" : scalar) }
        return String(view)
    }

    /// Tells whether a text of the parser starts with a hidden star.
    func isStar(_ text: String) -> Bool {
        substitute != nil && text.unicodeScalars.first == substitute
    }
}

private func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
    (0xE000...0xF8FF).contains(scalar.value)
}
