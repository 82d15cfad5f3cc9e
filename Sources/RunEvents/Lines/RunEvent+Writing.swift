extension RunEvent {
    /// The event as one JSON object on one line, with the line feed.
    package var line: [UInt8] {
        var encoder = LineEncoder(reserving: 256)
        encoder.open()
        encoder.text("event", kind.rawValue)
        switch self {
        case .runStarted(let header): header.write(to: &encoder)
        case .casePlanned(let planned): planned.write(to: &encoder)
        case .caseStarted(let started): started.write(to: &encoder)
        case .step(let step): step.write(to: &encoder)
        case .exchange(let exchange): exchange.write(to: &encoder)
        case .check(let check): check.write(to: &encoder)
        case .caseFinished(let finished): finished.write(to: &encoder)
        case .runFinished(let finished): finished.write(to: &encoder)
        }
        encoder.close()
        encoder.endLine()
        return encoder.bytes
    }
}

extension RunHeader {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("format", format)
        line.text("assay", assay)
        line.text("started", started)
        line.text("target", target)
        line.text("caller", caller)
        line.text("region", region)
        if let seed { line.integer("seed", seed) }
        line.text("plan-digest", planDigest)
        line.integer("jobs", jobs)
        line.text("shard", shard)
        line.text("host", host)
        line.integer("cases", caseCount)
    }
}

extension PlannedCase {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("case", index)
        line.text("file", file)
        line.integer("line", self.line)
        line.integer("column", column)
        line.text("scenario", scenario)
        line.text("label", label)
        line.texts("requirements", requirements)
        line.texts("tags", tags)
        line.text("description", description)
    }
}

extension CaseStarted {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("case", index)
        line.seconds("offset", offset)
    }
}

extension StepRecord {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("case", caseIndex)
        line.integer("step", step)
        line.text("name", name)
        line.text("operation", operation)
        line.integer("attempt", attempt)
        line.seconds("seconds", elapsed)
        line.text("result", result)
    }
}

extension ExchangeRecord {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("case", caseIndex)
        line.integer("step", step)
        line.integer("attempt", attempt)
        line.integer("call", call)
        if sending > 1 { line.integer("sending", sending) }
        line.base64("request", request)
        line.base64("response", response)
        if let failure {
            line.object("failure") { line in
                line.text("kind", failure.kind)
                line.text("message", failure.message)
            }
        }
        line.text("verification", verification)
    }
}

extension CheckRecord {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("case", caseIndex)
        line.integer("step", step)
        line.text("kind", kind)
        line.text("requirement", requirement)
        line.text("place", place)
        line.text("result", result.rawValue)
        line.text("witness", witness.rawValue)
        line.texts("needs", needs)
        line.text("message", message)
    }
}

extension CaseFinished {
    fileprivate func write(to line: inout LineEncoder) {
        line.integer("case", index)
        line.text("verdict", verdict.rawValue)
        line.flag("known-failure", isKnownFailure)
        line.seconds("seconds", elapsed)
        line.text("reason", reason)
        line.objects("problems", problems) { line, problem in
            line.text("kind", problem.kind)
            line.text("message", problem.message)
            line.text("place", problem.place)
            line.text("requirement", problem.requirement)
            line.text("text", problem.text)
        }
        line.texts("warnings", warnings)
        line.texts("observations", observations)
    }
}

extension RunFinished {
    fileprivate func write(to line: inout LineEncoder) {
        line.seconds("seconds", elapsed)
        line.text("interrupted-by", interruptedBy)
        line.integer("passed", counts.passed)
        line.integer("failed", counts.failed)
        line.integer("inconclusive", counts.inconclusive)
        line.integer("skipped", counts.skipped)
        line.integer("known-failures", counts.knownFailures)
    }
}
