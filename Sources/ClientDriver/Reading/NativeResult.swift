package import Diagnostics
import JSONTree

/// Reads results in the published form, and says of a wrong one which member is wrong and why.
package enum NativeResult {
    /// What a line of standard output begins with that holds a result.
    package static let mark = "ASSAY1 "
    package static let version = 1

    /// Why a text is no result.
    package struct Invalid: Error, Hashable, Sendable {
        package let diagnostics: [Diagnostic]
        package let text: String

        /// The first problem, and how many more there are.
        package var summary: String {
            let first = diagnostics.first?.message ?? "it is empty"
            return diagnostics.count > 1 ? "\(first) (and \(diagnostics.count - 1) more)" : first
        }
    }

    private enum Key: String, CaseIterable {
        case v, scenario, outcome, eventSourceArn, error, attempts, client, unsupported
    }

    private enum ErrorKey: String, CaseIterable {
        case code, message, httpStatus, requestId, modeled, retryable
    }

    private enum ClientKey: String, CaseIterable { case name, version, language }
    private enum LimitationKey: String, CaseIterable { case reason, issueUrl }

    /// Reads one JSON object.
    ///
    /// - Parameters:
    ///   - file: what the text is called in diagnostics.
    ///   - scenario: the case that was asked for; a result may repeat it, and then must name this one.
    package static func read(_ bytes: [UInt8], file: String, scenario: String?) throws(Invalid)
        -> ClientResult
    {
        var inspection = JSONInspection(file: file, subject: "result", bytes: bytes)
        let result = inspection.document().flatMap { Self.result($0, &inspection, scenario) }
        guard let result, inspection.diagnostics.isEmpty else {
            throw Invalid(
                diagnostics: inspection.diagnostics, text: String(decoding: bytes, as: UTF8.self))
        }
        return result
    }

    private static func result(
        _ value: JSONValue, _ inspection: inout JSONInspection, _ scenario: String?
    ) -> ClientResult? {
        guard let object = inspection.object(value, [], keys: Key.self) else { return nil }
        if object["v"] == nil { inspection.missing([], "v", " (this protocol is version \(version))") }
        _ = inspection.number(object["v"], [.member("v")], in: version...version)
        let echo = inspection.text(object["scenario"], [.member("scenario")])
        if let echo, let scenario, echo != scenario {
            inspection.complain(
                [.member("scenario")], "wrong-value",
                "'scenario' must be '\(scenario)', the case that was asked for, not '\(echo.prefix(200))'")
        }
        if object["outcome"] == nil { inspection.missing([], "outcome") }
        let outcome = inspection.word(object["outcome"], [.member("outcome")], of: ClientOutcome.self)
        var arn = object["eventSourceArn"]
        if arn == .null { arn = nil }
        let error = failure(object["error"], &inspection)
        let limitation = limitation(object["unsupported"], &inspection)
        let result = ClientResult(
            outcome: outcome ?? .success, eventSourceARN: arn, error: error,
            attempts: inspection.number(object["attempts"], [.member("attempts")], in: 0...1_000_000),
            client: identity(object["client"], [.member("client")], &inspection), limitation: limitation)
        if let outcome { checkParts(of: result, outcome, &inspection) }
        return result
    }

    /// What an outcome needs, and what cannot stand beside it.
    private static func checkParts(
        of result: ClientResult, _ outcome: ClientOutcome, _ inspection: inout JSONInspection
    ) {
        let hasComplaints = !inspection.diagnostics.isEmpty
        switch outcome {
        case .success:
            if result.error != nil { contradiction("error", outcome, &inspection) }
        case .serviceError:
            if result.error?.code == nil, !hasComplaints {
                inspection.missing([.member("error")], "code", " (the outcome is 'service_error')")
            }
        case .unsupported:
            if result.limitation == nil, !hasComplaints {
                inspection.missing([.member("unsupported")], "reason", " (the outcome is 'unsupported')")
            }
        case .refusedLocally, .transportError, .malformedResponse: break
        }
        if outcome != .success, result.eventSourceARN != nil {
            contradiction("eventSourceArn", outcome, &inspection)
        }
        if outcome != .unsupported, result.limitation != nil {
            contradiction("unsupported", outcome, &inspection)
        }
    }

    private static func contradiction(
        _ name: String, _ outcome: ClientOutcome, _ inspection: inout JSONInspection
    ) {
        inspection.complain(
            [.member(name)], "contradiction",
            "'\(name)' cannot stand beside the outcome '\(outcome.rawValue)'")
    }

    private static func failure(
        _ value: JSONValue?, _ inspection: inout JSONInspection
    ) -> ClientResult.Failure? {
        let path = [JSONPathStep.member("error")]
        guard let value, value != .null, let object = inspection.object(value, path, keys: ErrorKey.self)
        else {
            return nil
        }
        func at(_ name: String) -> [JSONPathStep] { path + [.member(name)] }
        return ClientResult.Failure(
            code: inspection.text(object["code"], at("code")),
            message: inspection.text(object["message"], at("message")),
            httpStatus: inspection.number(object["httpStatus"], at("httpStatus"), in: 100...999),
            requestID: inspection.text(object["requestId"], at("requestId")),
            isModeled: inspection.flag(object["modeled"], at("modeled")),
            isRetryable: inspection.flag(object["retryable"], at("retryable")))
    }

    private static func limitation(
        _ value: JSONValue?, _ inspection: inout JSONInspection
    ) -> ClientResult.Limitation? {
        let path = [JSONPathStep.member("unsupported")]
        guard let value, value != .null, let object = inspection.object(value, path, keys: LimitationKey.self)
        else { return nil }
        let reason = inspection.text(object["reason"], path + [.member("reason")])
        if object["reason"] == nil { inspection.missing(path, "reason") }
        return ClientResult.Limitation(
            reason: reason ?? "",
            issueURL: inspection.text(object["issueUrl"], path + [.member("issueUrl")]))
    }

    static func identity(
        _ value: JSONValue?, _ path: [JSONPathStep], _ inspection: inout JSONInspection
    ) -> ClientIdentity? {
        guard let value, value != .null, let object = inspection.object(value, path, keys: ClientKey.self)
        else {
            return nil
        }
        return ClientIdentity(
            name: inspection.text(object["name"], path + [.member("name")]),
            version: inspection.text(object["version"], path + [.member("version")]),
            language: inspection.text(object["language"], path + [.member("language")]))
    }

    /// The last marked line of an output, without its mark.
    static func markedLine(in output: BoundedOutput) -> [UInt8]? {
        let mark = Array(Self.mark.utf8)
        func find(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8]? {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
            return lines.last { $0.starts(with: mark) }.map { line in
                Array(line.dropFirst(mark.count).filter { $0 != UInt8(ascii: "\r") })
            }
        }
        // The two ends may be parts of lines where something between them is missing.
        return output.isWhole ? find(output.kept) : find(output.tail) ?? find(output.head)
    }
}
