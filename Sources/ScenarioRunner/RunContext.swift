/// What all cases of a run have in common.
struct RunContext: Sendable {
    let caller: any Caller
    let target: any Target
    let sink: EventSink
    let clock: RunClock
    let redactor: Redactor
    let options: RunOptions
    let stop: StopSignal
    let seed: UInt64
    /// When the run began, on its clock.
    let began: Duration
}
