extension Duration {
    /// The duration in seconds, for JSON.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }

    /// The duration in words, to the millisecond: `0.3 s`.
    var inWords: String {
        let milliseconds = Int((inSeconds * 1000).rounded())
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        let digits =
            fraction.last { $0 != "0" }.flatMap { fraction.lastIndex(of: $0) }.map { fraction[...$0] } ?? ""
        return digits.isEmpty ? "\(milliseconds / 1000) s" : "\(milliseconds / 1000).\(digits) s"
    }
}
