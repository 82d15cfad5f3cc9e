extension RunEvent {
    /// Reads one line; nil for an event of a kind that this version does not know.
    package static func read(line: [UInt8]) throws(InvalidRunLog) -> RunEvent? {
        var end = line.count
        while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
        do {
            return try read(line, in: 0..<end)
        } catch {
            throw InvalidRunLog(line: 1, reason: error.reason)
        }
    }

    /// Reads the line that stands in `bytes[range]`, without its line feed.
    static func read(_ bytes: [UInt8], in range: Range<Int>) throws(MalformedLine) -> RunEvent? {
        var line = LineScanner(bytes, in: range)
        try line.open()
        guard try line.nextName() == "event" else {
            throw line.malformed("the first member of an event is 'event'")
        }
        guard let kind = Kind(rawValue: try line.text()) else { return nil }
        let event: RunEvent =
            switch kind {
            case .runStarted: .runStarted(try RunHeader(&line))
            case .casePlanned: .casePlanned(try PlannedCase(&line))
            case .caseStarted: .caseStarted(try CaseStarted(&line))
            case .step: .step(try StepRecord(&line))
            case .exchange: .exchange(try ExchangeRecord(&line))
            case .check: .check(try CheckRecord(&line))
            case .caseFinished: .caseFinished(try CaseFinished(&line))
            case .runFinished: .runFinished(try RunFinished(&line))
            }
        try line.finish()
        return event
    }
}

extension LineScanner {
    func required<Value>(_ value: Value?, _ name: String) throws(MalformedLine) -> Value {
        guard let value else { throw malformed("the member '\(name)' is missing") }
        return value
    }

    fileprivate mutating func choice<Value: RawRepresentable>(
        _ type: Value.Type
    ) throws(MalformedLine) -> Value where Value.RawValue == String {
        let word = try text()
        guard let value = Value(rawValue: word) else { throw malformed("'\(word)' is not a known word here") }
        return value
    }
}

extension RunHeader {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        self.init(
            format: 0, assay: "", started: "", target: "", caller: "", region: nil, seed: nil, planDigest: "",
            jobs: 1, shard: nil, host: nil, caseCount: 0)
        while let name = try line.nextName() {
            switch name {
            case "format": format = try line.integer()
            case "assay": assay = try line.text()
            case "started": started = try line.text()
            case "target": target = try line.text()
            case "caller": caller = try line.text()
            case "region": region = try line.optionalText()
            case "seed": seed = try line.takesNull() ? nil : try line.integer()
            case "plan-digest": planDigest = try line.text()
            case "jobs": jobs = try line.integer()
            case "shard": shard = try line.optionalText()
            case "host": host = try line.optionalText()
            case "cases": caseCount = try line.integer()
            default: try line.skipValue()
            }
        }
        guard format == RunHeader.currentFormat else {
            throw line.malformed(
                "the format \(format) is not one that this version reads (\(RunHeader.currentFormat))")
        }
    }
}

extension PlannedCase {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        var index: Int?
        var file: String?
        var scenario: String?
        self.init(
            index: 0, file: "", line: 1, column: 1, scenario: "", label: nil, requirements: [], tags: [],
            description: nil)
        while let name = try line.nextName() {
            switch name {
            case "case": index = try line.integer()
            case "file": file = try line.text()
            case "line": self.line = try line.integer()
            case "column": column = try line.integer()
            case "scenario": scenario = try line.text()
            case "label": label = try line.optionalText()
            case "requirements": requirements = try line.texts()
            case "tags": tags = try line.texts()
            case "description": description = try line.optionalText()
            default: try line.skipValue()
            }
        }
        self.index = try line.required(index, "case")
        self.file = try line.required(file, "file")
        self.scenario = try line.required(scenario, "scenario")
    }
}

extension CaseStarted {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        var index: Int?
        var offset = Duration.zero
        while let name = try line.nextName() {
            switch name {
            case "case": index = try line.integer()
            case "offset": offset = try line.seconds()
            default: try line.skipValue()
            }
        }
        self.init(index: try line.required(index, "case"), offset: offset)
    }
}

extension StepRecord {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        var index: Int?
        self.init(caseIndex: 0, step: 1, name: nil, operation: "", attempt: 1, elapsed: .zero, result: "")
        while let name = try line.nextName() {
            switch name {
            case "case": index = try line.integer()
            case "step": step = try line.integer()
            case "name": self.name = try line.optionalText()
            case "operation": operation = try line.text()
            case "attempt": attempt = try line.integer()
            case "seconds": elapsed = try line.seconds()
            case "result": result = try line.text()
            default: try line.skipValue()
            }
        }
        caseIndex = try line.required(index, "case")
    }
}

extension ExchangeRecord {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        var index: Int?
        self.init(
            caseIndex: 0, step: 1, attempt: 1, call: 1, sending: 1, request: nil, response: nil, failure: nil,
            verification: nil)
        while let name = try line.nextName() {
            switch name {
            case "case": index = try line.integer()
            case "step": step = try line.integer()
            case "attempt": attempt = try line.integer()
            case "call": call = try line.integer()
            case "sending": sending = try line.integer()
            case "request": request = try line.takesNull() ? nil : try line.base64()
            case "response": response = try line.takesNull() ? nil : try line.base64()
            case "failure": failure = try line.takesNull() ? nil : try Failure(&line)
            case "verification": verification = try line.optionalText()
            default: try line.skipValue()
            }
        }
        caseIndex = try line.required(index, "case")
    }
}

extension ExchangeRecord.Failure {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        self.init(kind: "", message: "")
        try line.open()
        while let name = try line.nextName() {
            switch name {
            case "kind": kind = try line.text()
            case "message": message = try line.text()
            default: try line.skipValue()
            }
        }
    }
}

extension CheckRecord {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        var index: Int?
        var result: Result?
        self.init(
            caseIndex: 0, step: 1, kind: "", requirement: nil, place: "", result: .passed, witness: .report,
            needs: [], message: nil)
        while let name = try line.nextName() {
            switch name {
            case "case": index = try line.integer()
            case "step": step = try line.integer()
            case "kind": kind = try line.text()
            case "requirement": requirement = try line.optionalText()
            case "place": place = try line.text()
            case "result": result = try line.choice(Result.self)
            case "witness": witness = try line.choice(Witness.self)
            case "needs": needs = try line.texts()
            case "message": message = try line.optionalText()
            default: try line.skipValue()
            }
        }
        caseIndex = try line.required(index, "case")
        self.result = try line.required(result, "result")
    }
}

extension CaseFinished {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        var index: Int?
        var verdict: Verdict?
        self.init(
            index: 0, verdict: .passed, elapsed: .zero, reason: nil, isKnownFailure: false, problems: [],
            warnings: [], observations: [])
        while let name = try line.nextName() {
            switch name {
            case "case": index = try line.integer()
            case "verdict": verdict = try line.choice(Verdict.self)
            case "known-failure": isKnownFailure = try line.flag()
            case "seconds": elapsed = try line.seconds()
            case "reason": reason = try line.optionalText()
            case "problems":
                var problems: [Problem] = []
                try line.elements { (line) throws(MalformedLine) in problems.append(try Problem(&line)) }
                self.problems = problems
            case "warnings": warnings = try line.texts()
            case "observations": observations = try line.texts()
            default: try line.skipValue()
            }
        }
        self.index = try line.required(index, "case")
        self.verdict = try line.required(verdict, "verdict")
    }
}

extension Problem {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        self.init(kind: "", message: "", place: "", requirement: nil, text: "")
        try line.open()
        while let name = try line.nextName() {
            switch name {
            case "kind": kind = try line.text()
            case "message": message = try line.text()
            case "place": place = try line.text()
            case "requirement": requirement = try line.optionalText()
            case "text": text = try line.text()
            default: try line.skipValue()
            }
        }
    }
}

extension RunFinished {
    fileprivate init(_ line: inout LineScanner) throws(MalformedLine) {
        self.init(elapsed: .zero, interruptedBy: nil, counts: VerdictCounts())
        while let name = try line.nextName() {
            switch name {
            case "seconds": elapsed = try line.seconds()
            case "interrupted-by": interruptedBy = try line.optionalText()
            case "passed": counts.passed = try line.integer()
            case "failed": counts.failed = try line.integer()
            case "inconclusive": counts.inconclusive = try line.integer()
            case "skipped": counts.skipped = try line.integer()
            case "known-failures": counts.knownFailures = try line.integer()
            default: try line.skipValue()
            }
        }
    }
}
