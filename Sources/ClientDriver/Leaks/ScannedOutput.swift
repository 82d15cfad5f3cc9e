/// A program's output with the leaks in all of it, whatever part of it is kept.
struct ScannedOutput: Sendable {
    private(set) var kept: BoundedOutput
    private(set) var leaks: [Leak] = []
    private let secrets: LeakPatterns
    private let place: Leak.Place
    /// The end of what was scanned: a secret may stand across two chunks.
    private var overlap: [UInt8] = []

    init(limit: Int, secrets: LeakPatterns, place: Leak.Place) {
        kept = BoundedOutput(limit: limit)
        self.secrets = secrets
        self.place = place
    }

    mutating func append(_ chunk: [UInt8]) {
        kept.append(chunk)
        guard !secrets.isEmpty else { return }
        let window = overlap + chunk
        leaks = LeakPatterns.plainest(leaks + secrets.leaks(in: window, at: place))
        overlap = Array(window.suffix(secrets.longestSpelling))
    }
}
