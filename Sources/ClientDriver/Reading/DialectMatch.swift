import JSONTree

extension Dialect {
    /// What a program that ended by itself told in this dialect; nil where no rule holds.
    package func result(exit status: Int, output: BoundedOutput, error: BoundedOutput) -> ClientResult? {
        for rule in rules {
            if let result = rule.result(exit: status, output: output, error: error) { return result }
        }
        return nil
    }

    /// Whether outputs look like this dialect's: they hold an ARN, or a failure in its words.
    func recognises(isSuccess: Bool, exit status: Int, output: BoundedOutput, error: BoundedOutput) -> Bool {
        rules.contains { rule in
            guard rule.output != nil || rule.error != nil || rule.pointer != nil,
                let result = rule.result(exit: status, output: output, error: error),
                (result.outcome == .success) == isSuccess
            else { return false }
            guard isSuccess else { return true }
            if case .string(let arn)? = result.eventSourceARN { return arn.hasPrefix("arn:") }
            return false
        }
    }
}

extension Dialect.Rule {
    /// The result that this rule reads; nil where one of its conditions does not hold.
    func result(exit status: Int, output: BoundedOutput, error: BoundedOutput) -> ClientResult? {
        switch exit {
        case .any: break
        case .nonzero: guard status != 0 else { return nil }
        case .oneOf(let codes): guard codes.contains(status) else { return nil }
        }
        var captures: [Dialect.Capture: String] = [:]
        for (pattern, stream) in [(self.output, output), (self.error, error)] {
            guard let pattern else { continue }
            guard let found = match(pattern, in: stream) else { return nil }
            captures.merge(found) { first, _ in first }
        }
        var arn = captures[.arn].map(JSONValue.string)
        if let pointer {
            guard let value = value(at: pointer, in: output) else { return nil }
            arn = value
        }
        let failure = ClientResult.Failure(
            code: captures[.code], message: captures[.message],
            httpStatus: captures[.status].flatMap { Int($0) },
            requestID: captures[.request])
        let retries = captures[.retries].flatMap { Int($0) }
        return ClientResult(
            outcome: outcome, eventSourceARN: outcome == .success ? arn : nil,
            error: failure == ClientResult.Failure() ? nil : failure,
            attempts: captures[.attempts].flatMap { Int($0) } ?? retries.map { $0 + 1 },
            limitation: outcome == .unsupported
                ? ClientResult.Limitation(reason: captures[.message] ?? "the client says that it cannot")
                : nil)
    }

    /// Longer lines are cut before they are matched.
    private static let longestLine = 32 << 10

    /// Tries the beginning of each line, the last line first.
    private func match(_ pattern: String, in stream: BoundedOutput) -> [Dialect.Capture: String]? {
        guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar).dotMatchesNewlines(spansLines)
        else {
            return nil
        }
        var text = Substring(stream.text)
        while text.last?.isNewline == true { text.removeLast() }
        var end = text.endIndex
        while true {
            let start =
                text[..<end].lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
            let candidate = spansLines ? text[start...] : text[start..<end]
            if let match = try? regex.prefixMatch(in: candidate.prefix(Self.longestLine)) {
                return captures(of: match.output)
            }
            guard start > text.startIndex else { return nil }
            end = text.index(before: start)
        }
    }

    private func captures(of output: AnyRegexOutput) -> [Dialect.Capture: String] {
        var captures: [Dialect.Capture: String] = [:]
        for element in output {
            if let capture = element.name.flatMap(Dialect.Capture.init), let text = element.substring {
                captures[capture] = String(text)
            }
        }
        return captures
    }

    /// The value at a pointer of the output, which must be one JSON text.
    private func value(at pointer: [String], in output: BoundedOutput) -> JSONValue? {
        guard output.isWhole, var value = try? JSONReader.read(output.kept) else { return nil }
        for part in pointer {
            switch value {
            case .object(let object):
                guard let member = object[part] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(part), elements.indices.contains(index) else { return nil }
                value = elements[index]
            case .null, .bool, .number, .string: return nil
            }
        }
        return value
    }
}
