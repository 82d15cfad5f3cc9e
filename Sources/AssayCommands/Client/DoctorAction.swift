import AWSWire
import ClientDriver
import HTTPMessages
import HTTPWire
import JSONTree
import RunEvents
import ScenarioLanguage
import ScenarioRunner

/// One examination of a client: a call that any client can make, and what came of it.
struct DoctorAction {
    private let command: DoctorCommand
    private let surroundings: Surroundings

    init(_ command: DoctorCommand, in surroundings: Surroundings) {
        self.command = command
        self.surroundings = surroundings
    }

    func carryOut() async throws(CommandFailure) -> ExitStatus {
        guard let client = try ClientUnderTest.resolve(command.client, in: surroundings) else {
            throw CommandFailure(.usage, "there is no client to examine: its command stands after --")
        }
        let outcome = await withSocketThreads(count: 1) { threads in
            await withHTTPClient(HTTPClientConfiguration(), threads: threads) { wire in
                await examination(of: client, wire, threads)
            }
        }
        return tell(try outcome.get())
    }

    private func examination(
        of client: ClientUnderTest, _ wire: HTTPClient, _ threads: SocketThreads
    ) async -> Result<ClientExamination, CommandFailure> {
        let clock = surroundings.clock
        let witnesses = CaseWitnesses()
        let own = OwnCaller(
            client: wire, threads: threads, clock: clock, backoff: .zero, repeatsLostCalls: false)
        let target = FakeTarget(threads: threads, clock: clock, witnesses: witnesses)
        let result: Result<ClientExamination, CommandFailure>
        do throws(CommandFailure) {
            result = try await client.with(
                own: own, client: wire, threads: threads, witnesses: witnesses, hasTripwire: true
            ) { caller in
                let setup = CaseSetup(
                    region: "us-east-1", account: "123456789012", wantsTemporaryCredentials: false, given: nil
                )
                do throws(TargetUnavailable) {
                    return .success(
                        try await target.withCase(setup) { place in
                            let found = await caller.examine(
                                order(at: place), .createPartnerEventSource, Self.input)
                            caller.finish(caseIndex: 0, verdict: .passed)
                            return found
                        })
                } catch {
                    return .failure(CommandFailure(.worldFailed, error.reason))
                }
            }
        } catch {
            result = .failure(error)
        }
        await target.close()
        return result
    }

    private static let input: JSONValue = [
        "Name": "aws.partner/example.com/doctor/1", "Account": "123456789012",
    ]

    private func order(at target: CaseTarget) -> CallOrder {
        var order = CallOrder(
            endpoint: target.endpoint, region: target.region, credentials: target.credentials, authority: nil,
            request: .call(.createPartnerEventSource, input: Self.input), signing: .none,
            context: CallContext(),
            timeout: command.timeout.duration, budget: command.timeout.duration, expectsSilence: false,
            seed: 0)
        order.place = CallPlace(caseIndex: 0, scenario: "assay doctor", step: 1, call: 1, isByHarness: false)
        return order
    }

    /// Prints what was found out, and why the client cannot be run where it cannot.
    private func tell(_ found: ClientExamination) -> ExitStatus {
        let console = surroundings.console
        var lines: [(String, String)] = []
        let command = found.run.command.isEmpty ? surroundings.client ?? [] : found.run.command
        lines.append(("command", command.map(ClientReportWriter.quoted).joined(separator: " ")))
        lines.append(("answer", "\(found.answer)" + (Self.arn(found.answer).map { ", \($0)" } ?? "")))
        lines.append(("endpoint", endpoint(found)))
        if let name = found.requests.first?.request.fields["User-Agent"] {
            lines.append(("User-Agent", name))
            lines.append(("retry mode", Self.retryMode(in: name) ?? "the User-Agent does not tell"))
        }
        lines.append(("time", "\(ClientReportWriter(run: found.run, answer: found.answer).milliseconds) ms"))
        for stray in found.strays { lines.append(("elsewhere", stray)) }
        for defect in found.report.findings.defects { lines.append((defect.kind, defect.message)) }
        for straggler in found.run.stragglers { lines.append(("left behind", "\(straggler)")) }
        for (name, text) in lines {
            console.writeData(name + String(repeating: " ", count: max(1, 13 - name.count)) + text + "\n")
        }
        if let problem = problem(found) {
            if let account = found.report.findings.account { console.writeMessage(account + "\n") }
            console.say("assay: this client cannot be run: \(problem)")
            return .failed
        }
        console.say("assay: this client can be run")
        return .passed
    }

    private func endpoint(_ found: ClientExamination) -> String {
        guard let first = found.requests.first else { return "no request arrived at the fake" }
        let count = found.requests.count == 1 ? "1 request" : "\(found.requests.count) requests"
        let why = first.explanation.map { ": \($0.prefix { $0 != "\n" })" } ?? ""
        return "taken: \(count), signature \(first.signature.rawValue)\(why)"
    }

    /// Why scenarios could not be run with this client; nil where they could.
    private func problem(_ found: ClientExamination) -> String? {
        if let defect = found.report.findings.defects.first { return defect.message }
        switch found.answer {
        case .told(let result, _) where result.outcome == .success: break
        case .opaque(isSuccess: true, _): break
        case .told, .opaque, .crashed, .exited, .broken, .timedOut, .troubled, .notCalled, .impossible,
            .cancelled:
            return "\(found.answer)"
        }
        guard let first = found.requests.first else {
            return "it did not call the endpoint that AWS_ENDPOINT_URL and {endpoint} name"
        }
        return first.signature == .valid ? nil : "its request is not validly signed"
    }

    private static func arn(_ answer: ClientAnswer) -> String? {
        guard case .told(let result, _) = answer, case .string(let arn)? = result.eventSourceARN else {
            return nil
        }
        return arn
    }

    /// What AWS's own libraries write into their User-Agent.
    private static func retryMode(in userAgent: String) -> String? {
        guard let mark = userAgent.firstRange(of: "cfg/retry-mode#") else { return nil }
        return String(userAgent[mark.upperBound...].prefix { $0 != " " })
    }
}
