import ClientDriver
import Diagnostics
import JSONTree
import ScenarioLanguage
import ScenarioRunner

/// Tells the runner, in its words, what is known of one call of a client.
struct ClientReportWriter {
    let run: ClientRun
    let answer: ClientAnswer

    var report: CallReport {
        var findings = CallerFindings()
        var refusal: String?
        var outcome = ObservedAnswer.Outcome.failure(.crash, message: "\(answer)")
        var status: Int?
        switch answer {
        case .told(let result, _):
            outcome = Self.outcome(of: result)
            status = result.error?.httpStatus
            if result.outcome == .unsupported {
                let limitation = result.limitation
                findings.limitation =
                    "the client does not support this: \(limitation?.reason ?? "it says no more")"
                    + (limitation?.issueURL.map { " (\($0))" } ?? "")
            }
        case .opaque(let isSuccess, _):
            findings.isCoarse = true
            outcome =
                isSuccess ? .success(.object(JSONObject())) : .failure(.transportError, message: "\(answer)")
        case .crashed, .exited: break
        case .timedOut: outcome = .failure(.timeout, message: "\(answer)")
        case .broken, .troubled: findings.doubts.append("\(answer)")
        case .impossible(let reason): findings.limitation = reason
        case .notCalled, .cancelled: refusal = "\(answer)"
        }
        findings.account = account
        var report = CallReport(
            answer: ObservedAnswer(
                outcome: outcome, status: status, headers: nil, body: nil, elapsed: run.elapsed),
            sent: nil, received: nil, refusal: refusal, wasTargetReached: true)
        report.findings = findings
        return report
    }

    private static func outcome(of result: ClientResult) -> ObservedAnswer.Outcome {
        let message = result.error?.message ?? "the client says no more"
        switch result.outcome {
        case .success:
            var object = JSONObject()
            if let arn = result.eventSourceARN { object["EventSourceArn"] = arn }
            return .success(.object(object))
        case .serviceError:
            return .error(ObservedError(name: result.error?.code ?? "", message: result.error?.message))
        case .refusedLocally: return .failure(.refusedLocally, message: message)
        case .transportError: return .failure(.transportError, message: message)
        case .malformedResponse: return .failure(.malformedResponse, message: message)
        case .unsupported: return .failure(.unsupported, message: message)
        }
    }

    /// What the client did and said, for a person.
    private var account: String {
        var lines = ["the client: \(run.command.map(Self.quoted).joined(separator: " "))"]
        lines.append("\(answer), after \(milliseconds) ms")
        if let folder = run.folder { lines.append("its folder: \(folder)") }
        for (name, output) in [
            ("standard output", run.standardOutput), ("standard error", run.standardError),
        ]
        where output.count > 0 {
            lines.append("its \(name):")
            let all = output.text.split(separator: "\n", omittingEmptySubsequences: false)
            let shown = all.last == "" ? all.dropLast() : all[...]
            if shown.count > 20 { lines.append("| … (\(shown.count - 20) lines before)") }
            lines += shown.suffix(20).map { "| \($0)" }
        }
        if let result = run.result {
            lines.append("its result (\(result.origin)): \(String(decoding: result.bytes, as: UTF8.self))")
        }
        if case .broken(_, let diagnostics) = answer { lines += diagnostics.map(\.description) }
        return lines.joined(separator: "\n")
    }

    var milliseconds: Int {
        let (seconds, attoseconds) = run.elapsed.components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    /// The word as a shell reads it back unchanged.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-_./:=@,+".utf8.contains(byte)
            }
        }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
