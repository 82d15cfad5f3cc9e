import AWSWire
import ClientDriver
import Foundation
import HTTPMessages
import JSONTree
import RunEvents
import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// A client under test as a caller: makes it act for each call, reads what it tells, and looks at what it did.
final class ClientCaller: Caller {
    private let own: any Caller
    private let driver: any Driver
    private let reader: AnswerReader
    private let program: String?
    private let witnesses: CaseWitnesses
    private let pool: TripwirePool?
    /// The tripwire of a client that goes on running.
    private let shared: Tripwire?
    private let folder: String
    /// Shows a call to a person instead of making it.
    private let hold: Hold?
    private let state = Mutex(State())

    typealias Hold = @Sendable (ClientCall, CaseJournal?) async -> Void

    private struct State {
        var calls = 0
        /// What the client called itself on the wire the last time it sent anything.
        var userAgent: String?
        /// What was kept of the runs of a case that is not over.
        var kept: [Int: [ClientRun]] = [:]
        var authorities: [String: String] = [:]
    }

    init(
        own: any Caller, driver: any Driver, reader: AnswerReader, program: String?, witnesses: CaseWitnesses,
        pool: TripwirePool?, shared: Tripwire?, folder: String, hold: Hold?
    ) {
        self.own = own
        self.driver = driver
        self.reader = reader
        self.program = program
        self.witnesses = witnesses
        self.pool = pool
        self.shared = shared
        self.folder = folder
        self.hold = hold
    }

    var kind: CallerKind { .client }

    func call(_ order: CallOrder) async -> CallReport {
        if order.place.isByHarness { return await own.call(order) }
        guard case .call(let operation, let input) = order.request else {
            return .refused(because: "a client under test cannot send a raw request")
        }
        if let hold {
            let journal = witnesses.journal(at: order.endpoint.connectionPort)
            await hold(clientCall(order, operation, input, tripwire: nil), journal)
            return .refused(because: "the case was held for a person")
        }
        return await examine(order, operation, input).report
    }

    /// Makes the client act, and tells all that was found out.
    func examine(_ order: CallOrder, _ operation: OperationModel, _ input: JSONValue) async
        -> ClientExamination
    {
        func refused(because reason: String) -> ClientExamination {
            let run = ClientRun(scenario: order.place.scenario, ending: .notStarted(reason: reason))
            return ClientExamination(
                run: run, answer: .notCalled(reason: reason), requests: [], strays: [],
                report: .refused(because: reason))
        }
        var wire = shared
        if let pool, shared == nil {
            do {
                wire = try await pool.take()
            } catch {
                return refused(because: "the tripwire: \(error)")
            }
        }
        let journal = witnesses.journal(at: order.endpoint.connectionPort)
        let before = journal?.count() ?? 0
        let call = clientCall(order, operation, input, tripwire: shared == nil ? wire?.url : nil)
        let run = await driver.drive(call)
        let strays = wire?.takeTargets() ?? []
        if let pool, let wire, shared == nil { pool.giveBack(wire) }
        state.withLock { $0.kept[order.place.caseIndex, default: []].append(run) }
        let requests = journal?.requests(before) ?? []
        let userAgent = state.withLock { state in
            if let name = requests.lazy.compactMap({ $0.request.fields["User-Agent"] }).first {
                state.userAgent = name
            }
            return state.userAgent
        }
        let answer = reader.answer(to: run, userAgent: userAgent, command: program)
        var report = ClientReportWriter(run: run, answer: answer).report
        report.sent = requests.last?.request
        report.earlier = requests.dropLast().map { request in
            var earlier = report
            earlier.sent = request.request
            earlier.findings = CallerFindings()
            return earlier
        }
        note(requests: requests, isWitnessed: journal != nil, strays: strays, of: run, in: &report)
        return ClientExamination(run: run, answer: answer, requests: requests, strays: strays, report: report)
    }

    /// Says what else the two witnesses saw.
    private func note(
        requests: [ObservedRequest], isWitnessed: Bool, strays: [String], of run: ClientRun,
        in report: inout CallReport
    ) {
        let leaks = run.leaks + Self.signatureLeaks(of: requests, in: run)
        report.findings.defects += leaks.map { .init(kind: "leak", message: "\($0)") }
        for target in strays {
            if Tripwire.isOfAWS(target) {
                report.findings.defects.append(
                    .init(
                        kind: "tripwire",
                        message: "the client went to \(target) instead of the endpoint that it was given"))
            } else {
                report.findings.notes.append("the client wanted to go to \(target) (refused by the tripwire)")
            }
        }
        if isWitnessed, requests.isEmpty, report.refusal == nil, report.findings.limitation == nil {
            report.findings.hints.append(
                "the fake received no request from the client: \(report.answer.phrase)")
        }
        report.findings.notes += run.stragglers.map { "the client left behind \($0); it was killed" }
    }

    /// Authorization values of this call in what the client said.
    private static func signatureLeaks(of requests: [ObservedRequest], in run: ClientRun) -> [Leak] {
        let secrets = requests.compactMap { request -> LeakPatterns.Secret? in
            guard let value = request.request.fields["Authorization"],
                let mark = value.firstRange(of: "Signature=")
            else { return nil }
            return .init(
                kind: "Authorization value", text: String(value[mark.upperBound...].prefix { $0 != "," }))
        }
        let patterns = LeakPatterns(secrets)
        guard !patterns.isEmpty else { return [] }
        return patterns.leaks(in: run.standardOutput.kept, at: .standardOutput)
            + patterns.leaks(in: run.standardError.kept, at: .standardError)
            + patterns.leaks(in: run.result?.bytes ?? [], at: .result)
    }

    private func clientCall(
        _ order: CallOrder, _ operation: OperationModel, _ input: JSONValue, tripwire: String?
    ) -> ClientCall {
        let number = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        let endpoint = order.endpoint
        let host = endpoint.host.hasPrefix("[") ? String(endpoint.host.dropFirst().dropLast()) : endpoint.host
        var call = ClientCall(
            identifier: "case-\(order.place.caseIndex)-\(number)", scenario: order.place.scenario,
            operation: operation.name, input: input,
            endpoint: "\(endpoint.scheme.rawValue)://\(endpoint.hostHeader)", host: host,
            port: endpoint.connectionPort, region: order.region,
            credential: .init(
                accessKey: order.credentials.accessKeyID, secretKey: order.credentials.secretAccessKey,
                sessionToken: order.credentials.sessionToken),
            certificateFile: order.authority.flatMap(certificateFile),
            retryMode: order.context.retryMode?.rawValue, maxAttempts: order.context.maxAttempts,
            timeout: order.timeout)
        call.tripwire = tripwire
        return call
    }

    /// A file that holds a certificate to trust; each is written once a run.
    private func certificateFile(_ authority: String) -> String? {
        state.withLock { state in
            if let file = state.authorities[authority] { return file }
            let file = folder + "/authority-\(state.authorities.count + 1).pem"
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            guard FileManager.default.createFile(atPath: file, contents: Data(authority.utf8)) else {
                return nil
            }
            state.authorities[authority] = file
            return file
        }
    }

    /// Gives up what was kept of a case's runs, unless somebody may want to look at it.
    func finish(caseIndex: Int, verdict: Verdict) {
        let runs = state.withLock { $0.kept.removeValue(forKey: caseIndex) } ?? []
        guard verdict == .passed || verdict == .skipped else { return }
        for run in runs { driver.discard(run) }
    }
}

/// Everything that is known of one call of a client.
struct ClientExamination {
    let run: ClientRun
    let answer: ClientAnswer
    /// What the fake received.
    let requests: [ObservedRequest]
    /// Where else the client wanted to go.
    let strays: [String]
    let report: CallReport
}

/// Passes events on, and lets the caller know of cases that are over.
final class ClientCaseRecorder: EventRecorder {
    private let recorder: any EventRecorder
    private let caller: ClientCaller

    init(_ recorder: any EventRecorder, caller: ClientCaller) {
        self.recorder = recorder
        self.caller = caller
    }

    func record(_ event: RunEvent) throws(RecordFailure) {
        try recorder.record(event)
        if case .caseFinished(let finished) = event {
            caller.finish(caseIndex: finished.index, verdict: finished.verdict)
        }
    }
}
