import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

/// The faults that break an answer on its way: its bytes, its connection, its time.
@Suite struct FaultWireTests {
    // MARK: framing and transport

    @Test(arguments: [
        (FaultName.contentLengthShort, "Content-Length: \(FaultEffect.plainBody.utf8.count - 1)\r\n"),
        (.contentLengthLong, "Content-Length: \(FaultEffect.plainBody.utf8.count + 1)\r\n"),
        (.contentLengthNonNumeric, "Content-Length: many\r\n"),
        (
            .contentLengthDuplicate,
            "Content-Length: \(FaultEffect.plainBody.utf8.count)\r\nContent-Length: \(FaultEffect.plainBody.utf8.count + 1)\r\n"
        ),
        (.badStatusLine, "HELLO THERE\r\n"), (.wrongHTTPVersion, "HTTP/9.7 200 OK\r\n"),
        (.headerObsFold, "X-Assay-Folded: one\r\n two\r\n"),
        (.headerMissingColon, "\r\nX-Assay-Without-Colon\r\n"),
        (.headerInvalidByte, "X-Assay-Broken: a\u{0}\u{1}b\r\n"),
        (.informational100, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"),
        (.informational103, "HTTP/1.1 103 Early Hints\r\nLink: </>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n"),
        (.malformedChunk, "Transfer-Encoding: chunked\r\n\r\nthis is no chunk\r\n<close>"),
        (.noKeepalive, "Connection: close\r\n\r\n\(FaultEffect.plainBody)<close>"),
        (.halfClose, "\(FaultEffect.plainBody)<half-close><hang>"),
    ])
    func `the bytes of an answer go wrong as the name says`(name: FaultName, part: String) throws {
        let effect = try FaultEffect(name)
        #expect(effect.text.contains(part), "\(effect.text)")
        #expect(effect.exists)
    }

    @Test func `a chunked body may end without its end`() throws {
        let effect = try FaultEffect(.chunkedNoTerminator)
        let size = String(FaultEffect.plainBody.utf8.count, radix: 16)
        #expect(effect.text.hasSuffix("\r\n\r\n\(size)\r\n\(FaultEffect.plainBody)\r\n<close>"))
    }

    @Test func `without a length the body ends with the connection`() throws {
        let effect = try FaultEffect(.contentLengthAbsent)
        #expect(!effect.text.contains("Content-Length"))
        #expect(effect.text.hasSuffix("\(FaultEffect.plainBody)<close>"))
    }

    @Test func `an answer is cut where it is told`() throws {
        #expect(try FaultEffect(.closeAfter, ["bytes": .integer(8)]).text == "HTTP/1.1<close>")
        #expect(
            try FaultEffect(.truncatedBody, ["at": .integer(3)]).text.hasSuffix("\r\n\r\n{\"E<close>"))
        #expect(try FaultEffect(.reset, ["after-bytes": .integer(8)]).text == "HTTP/1.1<reset>")
        let middle = try FaultEffect(.reset, ["at": .text("mid-body")])
        #expect(middle.text.contains("{\"EventSourceArn\""))
        #expect(middle.text.hasSuffix("<reset>"))
        #expect(middle.exists)
        #expect(try FaultEffect(.stallMidway, ["after-bytes": .integer(4)]).text == "HTTP<hang>")
    }

    @Test func `an idle connection is closed without a word`() throws {
        let effect = try FaultEffect(.closeIdle, ["after": .duration(.seconds(3))])
        #expect(effect.text.hasSuffix("\(FaultEffect.plainBody)<wait 3.0 seconds><close>"))
        #expect(!effect.text.contains("Connection"))
    }

    @Test func `garbage is as long as told and never looks like HTTP`() throws {
        let effect = try FaultEffect(.garbage, ["bytes": .integer(100)])
        guard case .bytes(let bytes)? = effect.steps.first else {
            Issue.record("expected bytes")
            return
        }
        #expect(bytes.count == 100)
        #expect(bytes.allSatisfy { $0 >= 0x80 })
        #expect(effect.steps.last == .close)
    }

    @Test func `a redirect has its place and no body`() throws {
        let response = try FaultEffect(
            .redirect, ["status": .integer(302), "location": .text("http://localhost:1/")]
        ).response
        #expect(response?.status == 302)
        #expect(response?.fields["Location"] == "http://localhost:1/")
        #expect(response?.body == [])
    }

    @Test func `a large header is as large as told`() throws {
        #expect(try FaultEffect(.headerOversize, ["bytes": .integer(70_000)]).text.utf8.count > 70_000)
    }

    @Test(arguments: ["valid", "lying", "corrupt"])
    func `gzip is named, and is or is not`(form: String) throws {
        let response = try FaultEffect(.contentEncodingGzip, ["form": .text(form)]).response
        #expect(response?.fields["Content-Encoding"] == "gzip")
        let isWrapped = response?.body.starts(with: [0x1F, 0x8B]) == true
        #expect(isWrapped == (form != "lying"))
    }

    // MARK: time

    @Test(arguments: [
        (FaultName.delayFixed, ["for": FaultValue.duration(.seconds(2))], 2.0...2.0),
        (.delayFirstByte, ["for": .duration(.seconds(2))], 2.0...2.0),
        (.delayUniform, ["lower": .duration(.seconds(1)), "upper": .duration(.seconds(2))], 1.0...2.0),
        (.delayJitter, ["base": .duration(.seconds(3)), "plus-minus": .duration(.seconds(1))], 2.0...4.0),
        (.delayNormal, ["mean": .duration(.seconds(5)), "stddev": .duration(.seconds(1))], 0.0...15.0),
        (
            .delayLognormal,
            ["median": .duration(.seconds(1)), "sigma": .number(1), "max": .duration(.seconds(2))], 0.0...2.0
        ),
    ])
    func `an answer comes later`(name: FaultName, values: [String: FaultValue], range: ClosedRange<Double>)
        throws
    {
        let effect = try FaultEffect(name, values)
        guard case .wait(let time)? = effect.steps.first else {
            Issue.record("expected a wait, found \(effect.text)")
            return
        }
        #expect(range.contains(time / .seconds(1)))
        #expect(effect.response?.status == 200)
    }

    @Test func `a delay bites where it is told`() throws {
        let time = FaultValue.duration(.seconds(2))
        #expect(
            try FaultEffect(.delayHeaders, ["for": time]).text.hasPrefix(
                "HTTP/1.1 200 OK\r\n<wait 2.0 seconds>x-amzn"))
        #expect(
            try FaultEffect(.delayBody, ["for": time]).text.contains(
                "\r\n\r\n<wait 2.0 seconds>{\"EventSourceArn\""))
    }

    @Test func `pieces put together are the answer`() throws {
        let slow: [(FaultName, [String: FaultValue])] = [
            (.dribble, ["chunks": .integer(7), "over": .duration(.seconds(7))]),
            (.bandwidth, ["kilobytes-per-second": .number(1)]),
            (
                .slicer,
                ["average": .integer(20), "variation": .integer(10), "delay": .duration(.milliseconds(1))]
            ),
        ]
        for (name, values) in slow {
            let effect = try FaultEffect(name, values)
            let sent = effect.steps.reduce(into: [UInt8]()) { all, step in
                if case .bytes(let bytes) = step { all += bytes }
            }
            let text = String(decoding: sent, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(text.hasSuffix(FaultEffect.plainBody))
            #expect(effect.steps.count > 10)
        }
        let dribble = try FaultEffect(.dribble, ["chunks": .integer(7), "over": .duration(.seconds(7))])
        let waited = dribble.steps.reduce(Duration.zero) { sum, step in
            if case .wait(let time) = step { sum + time } else { sum }
        }
        #expect(waited >= .seconds(7))
    }
}
