import AWSWire
import RunEvents
import ScenarioLanguage

extension CaseRun {
    /// What the templates of this case are filled in with.
    func variables() throws(EvaluationError) -> Variables {
        let options = context.options
        var region = options.region
        var variables = Variables(sources(region: region))
        if let template = scenarioCase.context.region {
            region = try template.evaluate(in: variables)
            variables = Variables(sources(region: region))
        }
        return variables
    }

    /// What the case needs of its target.
    func setup(in variables: Variables) throws(EvaluationError) -> CaseSetup {
        let region = try scenarioCase.context.region?.evaluate(in: variables) ?? context.options.region
        var given: GivenState?
        if let asked = scenarioCase.given {
            given = try GivenState(asked, account: context.options.account, in: variables)
        }
        return CaseSetup(
            region: region, account: context.options.account,
            wantsTemporaryCredentials: scenarioCase.context.hasSessionToken, given: given)
    }

    private func sources(region: String) -> Variables.Sources {
        let options = context.options
        let clock = context.clock
        return Variables.Sources(
            unique: unique(), partner: options.partner, account: options.account, region: region,
            partition: options.partition(region), uuid: { randomUUID() },
            now: { CalendarText.moment(clock.secondsSince1970()) }, environment: options.environment)
    }

    /// Sixteen lower-case letters and digits that no other case has, in this run or another.
    private func unique() -> String {
        let length = 16
        guard let prefix = context.options.uniquePrefix else {
            var generator = SystemRandomNumberGenerator()
            return lettersAndDigits(length, from: &generator)
        }
        // The same case of the same file gets the same text in every run with this seed and prefix.
        var seed = context.seed
        let planned = entry.planned
        for byte in [planned.file, planned.scenario, planned.label ?? ""].joined(separator: "\n").utf8 {
            seed = (seed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        var generator = SplitMix(seed: seed)
        return prefix + lettersAndDigits(max(0, length - prefix.utf8.count), from: &generator)
    }
}

private func lettersAndDigits(_ count: Int, from generator: inout some RandomNumberGenerator) -> String {
    let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    var (text, rest) = ([UInt8](), UInt64(0))
    for place in 0..<count {
        // Twelve digits of base 36 fit into 64 bits.
        if place % 12 == 0 { rest = generator.next() }
        text.append(digits[Int(rest % 36)])
        rest /= 36
    }
    return String(decoding: text, as: UTF8.self)
}

/// A random UUID (RFC 9562, version 4) in lower case.
private func randomUUID() -> String {
    var generator = SystemRandomNumberGenerator()
    let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
    let text = Array((hex(high) + hex(low)).utf8)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: text[$0], as: UTF8.self) }
    return parts.joined(separator: "-")
}
