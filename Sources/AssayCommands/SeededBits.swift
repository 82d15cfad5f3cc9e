import AWSWire
import Synchronization

/// Random bits that follow from a seed, for whoever asks, from any task.
final class SeededBits: Sendable {
    private let generator: Mutex<SplitMix>

    init(seed: UInt64) {
        generator = Mutex(SplitMix(seed: seed))
    }

    func next() -> UInt64 { generator.withLock { $0.next() } }
}
