import AWSWire
import EventBridgeFake
import HTTPMessages
import Testing

/// Times as far off as a duration goes: every one is answered, none overflows.
struct ClockBoundsTests {
    private static let extremes: [Duration] = [
        .seconds(Int64.max), .seconds(Int64.min), .seconds(253_402_300_800), .seconds(-100_000_000_000),
        .nanoseconds(-1),
    ]

    @Test(arguments: extremes)
    func `a clock may be off by any duration`(skew: Duration) {
        let desk = Desk { $0.clockSkew = skew }
        let isNear = skew > .seconds(-300) && skew < .seconds(300)
        let answer = desk.call()
        #expect(answer.verdict == (isNear ? "200 -" : "400 InvalidSignatureException"))
        #expect(answer.fields["Date"]?.utf8.count == 29)
    }

    @Test(arguments: extremes)
    func `skews add up to no more than the last moment`(skew: Duration) throws {
        let desk = Desk { $0.clockSkew = skew }
        for _ in 0..<20 { desk.arm(Fault(try FaultAction(.clockSkew, ["by": .duration(skew)]))) }
        #expect(
            desk.call().verdict
                == (skew > .seconds(-300) && skew < .seconds(300) ? "200 -" : "400 InvalidSignatureException")
        )
    }

    @Test(arguments: extremes)
    func `the lifecycle's time may be off by any duration`(offset: Duration) {
        let desk = Desk { $0.lifecycleOffset = offset }
        #expect(desk.call().verdict == "200 -")
        #expect(desk.call(.describePartnerEventSource, #"{"Name":"\#(Desk.name)"}"#).verdict == "200 -")
    }

    @Test(arguments: extremes.filter { $0 >= .zero })
    func `a window may be as wide as a duration goes`(window: Duration) throws {
        let desk = try Desk { try $0.policies.set(.skewWindow, to: .duration(window)) }
        #expect(desk.call().verdict.hasPrefix("200") || desk.call().verdict.hasPrefix("400"))
    }
}
