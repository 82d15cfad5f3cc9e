import ClientDriver
import HTTPMessages
import ScenarioLanguage
import ScenarioRunner

/// Shows a person how to make one call by hand, and what of it arrives, until the run is stopped.
struct ClientHold {
    let driver: SpawningDriver
    let surroundings: Surroundings

    /// Writes what is needed into a folder, prints the command, and waits.
    @Sendable func show(_ call: ClientCall, _ journal: CaseJournal?) async {
        let console = surroundings.console
        let prepared: PreparedClient
        do throws(ClientUnprepared) {
            prepared = try driver.prepare(call)
        } catch {
            console.say("assay: error: \(error)")
            return
        }
        console.writeData(
            """
            # \(call.scenario)
            # the fake is at \(call.endpoint); interrupt to end it
            cd \(ClientReportWriter.quoted(prepared.folder))
            set -a; . ./environment.sh; set +a
            \(prepared.command.map(ClientReportWriter.quoted).joined(separator: " "))

            """)
        var seen = 0
        while surroundings.stop.reason == nil, !Task.isCancelled {
            for request in journal?.requests(seen) ?? [] {
                seen += 1
                let answer = request.served?.status.map(String.init) ?? "no answer"
                let code = request.served?.errorCode.map { " \($0)" } ?? ""
                console.say(
                    "received \(request.operation ?? request.request.method), signature \(request.signature.rawValue): "
                        + "\(answer)\(code)")
            }
            await surroundings.clock.wait(.milliseconds(200))
        }
        driver.discard(prepared)
    }
}
