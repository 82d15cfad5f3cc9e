/// Makes a foreign program act: by starting it for each call, by asking one that goes on running, or over HTTP.
package protocol Driver: Sendable {
    /// Asks for one call and waits for what comes of it, never longer than the call's time and a start-up.
    func drive(_ call: ClientCall) async -> ClientRun
    /// Gives up what was kept of a run in case somebody wants to look at it.
    func discard(_ run: ClientRun)
}
