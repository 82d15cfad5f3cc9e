import Diagnostics
import HTTPMessages
import JSONTree

extension WireExpectation {
    /// What differs between what the target received during a step and what it must have received.
    package func mismatches(
        for requests: [ObservedRequest], in variables: Variables, requirement inherited: String?
    ) throws(EvaluationError) -> [Mismatch] {
        let check = WireCheck(
            expectation: self, requests: requests, variables: variables, requirement: requirement ?? inherited
        )
        return try check.mismatches()
    }
}

private struct WireCheck {
    var expectation: WireExpectation
    var requests: [ObservedRequest]
    var variables: Variables
    var requirement: String?

    func mismatches() throws(EvaluationError) -> [Mismatch] {
        let wanted = expectation.attempts?.count ?? CountRange(minimum: 1)
        var all: [Mismatch] = []
        if !wanted.contains(requests.count) {
            all.append(
                mismatch(
                    "attempts", "\(wanted)", "\(requests.count)",
                    expectation.attempts?.place ?? expectation.place))
        }
        if requests.isEmpty { return all + operations() }
        all += operations()
        for (index, request) in requests.enumerated() {
            all += try each(request, prefix: requests.count > 1 ? "requests[\(index)]." : "")
        }
        for comparison in expectation.same { all += same(comparison) }
        for comparison in expectation.changes { all += changes(comparison) }
        return all + gaps()
    }

    private func mismatch(_ path: String, _ expected: String, _ actual: String, _ place: Place) -> Mismatch {
        Mismatch(
            kind: .wire, path: path, expected: expected, actual: actual, place: place,
            requirement: requirement)
    }

    private func operations() -> [Mismatch] {
        guard let operations = expectation.operations else { return [] }
        let found = requests.map { $0.operation ?? "none" }
        guard found != operations.names else { return [] }
        func shown(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
        return [mismatch("operations", shown(operations.names), shown(found), operations.place)]
    }

    // MARK: One request

    private func each(_ observed: ObservedRequest, prefix: String) throws(EvaluationError) -> [Mismatch] {
        let request = observed.request
        var all = try part(prefix + "method", expectation.method, .string(request.method))
        for var found in try part(prefix + "path", expectation.path, .string(request.target)) {
            found.actual = Shown.text(Shown.path(request.target))
            all.append(found)
        }
        all += try part(
            prefix + "target", expectation.target, request.fields["X-Amz-Target"].map(JSONValue.string))
        if let signed = expectation.signed, signed.signature != observed.signature {
            let reason = observed.explanation.map { ": \($0)" } ?? ""
            all.append(
                mismatch(
                    prefix + "signed", signed.signature.rawValue, observed.signature.rawValue + reason,
                    signed.place))
        }
        all += try part(
            prefix + "signed-headers", expectation.signedHeaders,
            .array(observed.signedHeaders.map(JSONValue.string)))
        all += try part(
            prefix + "scope.region", expectation.scopeRegion, observed.scopeRegion.map(JSONValue.string))
        all += try part(
            prefix + "scope.service", expectation.scopeService, observed.scopeService.map(JSONValue.string))
        for header in expectation.headers {
            all += try header.mismatches(
                in: request.fields, kind: .wire, prefix: prefix + "headers.", variables, requirement)
        }
        all += try body(request.body, prefix: prefix)
        return all
    }

    private func part(_ path: String, _ node: MatcherNode?, _ value: JSONValue?) throws(EvaluationError)
        -> [Mismatch]
    {
        guard let node else { return [] }
        return try node.differences(from: value, in: variables).map {
            $0.mismatch(.wire, in: path, requirement: requirement)
        }
    }

    private func body(_ body: [UInt8], prefix: String) throws(EvaluationError) -> [Mismatch] {
        var all: [Mismatch] = []
        if let node = expectation.body {
            switch Self.json(body) {
            case .success(let value): all += try part(prefix + "body", node, value)
            case .failure(let error):
                all.append(
                    mismatch(
                        prefix + "body", node.matcher.phrase(in: variables), "no JSON: \(error.message)",
                        node.place))
            }
        }
        all += try part(
            prefix + "body-text", expectation.bodyText, .string(String(decoding: body, as: UTF8.self)))
        return all
    }

    private static func json(_ body: [UInt8]) -> Result<JSONValue, JSONError> {
        do throws(JSONError) {
            return .success(try JSONReader.read(body))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Attempts compared

    private func value(of comparison: WireExpectation.Comparison, in request: HTTPRequest) -> [UInt8]? {
        switch comparison.subject {
        case .body: return request.body
        case .path: return Array(request.target.utf8)
        case .header(let name):
            let values = request.fields.all(named: name)
            return values.isEmpty ? nil : Array(values.joined(separator: ", ").utf8)
        }
    }

    private func name(of comparison: WireExpectation.Comparison) -> String {
        switch comparison.subject {
        case .body: "body"
        case .path: "path"
        case .header(let name): name
        }
    }

    private func same(_ comparison: WireExpectation.Comparison) -> [Mismatch] {
        compared(comparison, key: "same", expected: "the same in all attempts") { values in
            values.firstIndex { $0 != values[0] }.map { "another in attempt \($0 + 1)" }
        }
    }

    private func changes(_ comparison: WireExpectation.Comparison) -> [Mismatch] {
        compared(comparison, key: "changes", expected: "another in each attempt") { values in
            var seen: [[UInt8]: Int] = [:]
            for (index, value) in values.enumerated() {
                if let first = seen[value] { return "the same in attempts \(first + 1) and \(index + 1)" }
                seen[value] = index
            }
            return nil
        }
    }

    /// Compares what all attempts have of a subject.
    ///
    /// One attempt has nothing to be compared with, and what an attempt does not have is alike to nothing, so
    /// neither can be as expected.
    ///
    /// - Parameter fault: what is wrong with the values of at least two attempts.
    private func compared(
        _ comparison: WireExpectation.Comparison, key: String, expected: String,
        fault: ([[UInt8]]) -> String?
    ) -> [Mismatch] {
        let values = requests.map { value(of: comparison, in: $0.request) }
        let actual: String?
        if values.count < 2 {
            actual = "no further attempt"
        } else if let absent = values.firstIndex(of: nil) {
            actual = "none in attempt \(absent + 1)"
        } else {
            actual = fault(values.compactMap(\.self))
        }
        guard let actual else { return [] }
        return [mismatch("\(key).\(name(of: comparison))", expected, actual, comparison.place)]
    }

    private func gaps() -> [Mismatch] {
        var all: [Mismatch] = []
        for (index, gap) in expectation.gaps.enumerated() {
            let expected = [
                gap.minimum.map { "at least \(Shown.duration($0))" },
                gap.maximum.map { "at most \(Shown.duration($0))" },
            ].compactMap { $0 }.joined(separator: ", ")
            guard index + 1 < requests.count else {
                all.append(mismatch("gaps[\(index)]", expected, "no further attempt", gap.place))
                continue
            }
            let pause = requests[index + 1].receivedAt - requests[index].receivedAt
            if pause < gap.minimum ?? pause || pause > gap.maximum ?? pause {
                all.append(mismatch("gaps[\(index)]", expected, Shown.duration(pause), gap.place))
            }
        }
        return all
    }
}
