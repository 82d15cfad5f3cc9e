import AWSWire
import HTTPMessages
import HTTPWire

/// The attempts of one call: marks their requests and decides about another one.
struct Attempts {
    private let context: ClientContext
    private let invocation: String?
    /// How many attempts were begun.
    private(set) var count = 0
    /// How many seconds the service's clock is ahead, by its last answer with a date.
    private var skew: Int?
    private var lastCost: Int?

    init(_ context: ClientContext) {
        self.context = context
        invocation = context.retry.maximumAttempts > 1 ? Self.identifier(context.retry.random) : nil
    }

    /// Begins an attempt: tells the service its number and what belongs together, if there can be several.
    mutating func mark(_ request: inout HTTPRequest) {
        count += 1
        guard let invocation else { return }
        request.fields.set("amz-sdk-invocation-id", to: invocation)
        var parts = ["attempt=\(count)"]
        if count > 1 {
            parts.append("max=\(context.retry.maximumAttempts)")
            if let skew {
                let end = SigningTime(secondsSince1970: context.now()).advanced(by: skew)
                    .advanced(by: Int(context.timeout.components.seconds))
                parts.insert("ttl=\(end)", at: 0)
            }
        }
        request.fields.set("amz-sdk-request", to: parts.joined(separator: "; "))
    }

    /// Decides about another attempt, and waits before it.
    mutating func goesOn(after outcome: RawOutcome, _ reading: CallResult?) async -> Bool {
        guard context.retry.maximumAttempts > 1 else { return false }
        noteDate(of: outcome)
        guard let reason = RetryReason(outcome, reading) else {
            if case .success = reading { context.connections.quota.giveBack(lastCost ?? 1) }
            return false
        }
        guard count < context.retry.maximumAttempts, !Task.isCancelled,
            context.connections.quota.spend(reason.cost)
        else { return false }
        lastCost = reason.cost
        let bound = min(.seconds(20), context.retry.base * (1 << min(count - 1, 12)))
        await context.retry.pause(bound * Self.fraction(context.retry.random))
        return !Task.isCancelled
    }

    private mutating func noteDate(of outcome: RawOutcome) {
        guard let date = outcome.answer?.response.fields["Date"] else {
            skew = nil
            return
        }
        let now = SigningTime(secondsSince1970: context.now())
        skew = SigningTime(httpDate: date).map { $0.secondsSince1970 - now.secondsSince1970 }
    }

    /// A random number of [0, 1).
    private static func fraction(_ random: @Sendable () -> UInt64) -> Double {
        Double(random() >> 11) / Double(1 << 53)
    }

    /// A random UUID of version 4.
    private static func identifier(_ random: @Sendable () -> UInt64) -> String {
        let high = random() & 0xffff_ffff_ffff_0fff | 0x4000
        let low = random() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        func digits(_ value: UInt64, _ bits: ClosedRange<Int>) -> String {
            let count = (bits.upperBound - bits.lowerBound + 1) / 4
            let part = value >> UInt64(bits.lowerBound) & (1 << UInt64(count * 4) - 1)
            let text = String(part, radix: 16)
            return String(repeating: "0", count: count - text.count) + text
        }
        return [
            digits(high, 32...63), digits(high, 16...31), digits(high, 0...15), digits(low, 48...63),
            digits(low, 0...47),
        ].joined(separator: "-")
    }
}
