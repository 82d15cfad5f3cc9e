/// A text that equals another only scalar by scalar.
///
/// Swift takes `é` and `e` with a combining accent for the same text; a peer that compares bytes does not.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: Self, right: Self) -> Bool {
        isExactlyEqual(left.text, right.text)
    }
}

/// Compares two texts scalar by scalar.
func isExactlyEqual(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
}
