/// Random numbers that are the same in every run.
struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of these characters.
    mutating func text(of characters: String, length: ClosedRange<Int>) -> String {
        let all = Array(characters)
        return String(
            (0..<Int.random(in: length, using: &self)).map { _ in
                all[Int.random(in: all.indices, using: &self)]
            })
    }
}
