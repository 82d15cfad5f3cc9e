/// Takes the events of a run as they happen, from many tasks; the conformer puts them in a row.
package protocol EventRecorder: Sendable {
    func record(_ event: RunEvent) throws(RecordFailure)
}
