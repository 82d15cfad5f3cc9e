import RunEvents
import Synchronization

/// Hands events on until one cannot be recorded; from then on the run is over.
final class EventSink: Sendable {
    private let recorder: any EventRecorder
    private let broken = Mutex<RecordFailure?>(nil)

    init(_ recorder: any EventRecorder) {
        self.recorder = recorder
    }

    /// Why events are no longer recorded.
    var failure: RecordFailure? { broken.withLock { $0 } }

    func record(_ event: RunEvent) {
        guard failure == nil else { return }
        do {
            try recorder.record(event)
        } catch {
            broken.withLock { $0 = $0 ?? error }
        }
    }
}
