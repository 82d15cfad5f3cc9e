/// What a ValidationException's message says: how many violations it counts and which it lists.
package struct ViolationReport: Hashable, Sendable {
    /// The number at the message's start; a service may list fewer.
    package let declaredCount: Int
    package let violations: [ConstraintViolation]

    package init(declaredCount: Int, violations: [ConstraintViolation]) {
        self.declaredCount = declaredCount
        self.violations = violations
    }
}

extension ViolationMessage {
    /// Reads a message back; nil for a text of any other form.
    ///
    /// Values stand in it unescaped, so a value may hold quotes, semicolons and the grammar's own words. Of all the
    /// ways to cut the text, the one counts that has the declared number of clauses and makes most sense: each
    /// value really fails its constraint, one member has one value, nothing is listed twice.
    package static func parse(_ text: String) -> ViolationReport? {
        let bytes = Array(text.utf8)
        guard let head = ViolationHead(bytes) else { return nil }
        var reader = ViolationReader(bytes: bytes, start: head.end)
        // Where no cut gives the declared number, the finest one is the best witness of what the text lists.
        let counts = [head.count] + (1...reader.clauseStarts.count).reversed()
        for count in counts {
            if let violations = reader.read(clauses: count) {
                return ViolationReport(declaredCount: head.count, violations: violations)
            }
        }
        return nil
    }
}

/// The start of a message: `2 validation errors detected: `.
private struct ViolationHead {
    let count: Int
    /// Where the first clause begins.
    let end: Int

    init?(_ bytes: [UInt8]) {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        guard digits.count <= 6, let count = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        for noun in [" validation errors", " validation error"] {
            let words = Array((noun + ViolationMessage.detected).utf8)
            if bytes[digits.endIndex...].starts(with: words) {
                self.count = count
                end = digits.endIndex + words.count
                return
            }
        }
        return nil
    }
}
