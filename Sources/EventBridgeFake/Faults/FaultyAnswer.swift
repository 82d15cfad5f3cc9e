import AWSWire
import HTTPMessages
import HTTPWire
import JSONTree

/// Does to one answer what its faults say.
struct FaultyAnswer {
    private(set) var wire: AnswerWire
    /// What was to happen at a byte that this answer does not have, and so did not.
    private(set) var missed: [DrawnAction] = []
    private let date: Duration
    private let answersHead: Bool

    init(_ response: HTTPResponse, at now: Duration, answersHead: Bool) {
        wire = AnswerWire(response)
        date = now
        self.answersHead = answersHead
    }

    /// What the server does, step by step.
    var steps: [AnswerStep] { wire.steps(answersHead: answersHead) }

    /// The status that is sent; nil where no status line is.
    var status: Int? {
        guard wire.replacement == nil, wire.statusLine == nil, wire.cut.map({ $0 > 0 }) ?? true else {
            return nil
        }
        return wire.response.status
    }

    /// Carries out all of them: first what changes the answer, then what changes its way to the client.
    mutating func apply(_ drawn: DrawnFaults) {
        let due = drawn.actions.filter(\.isDue)
        // What stands in place of the answer comes first: whatever else changes it, changes that.
        for element in due where element.action.name.replacesAnswer { applyContent(element.action) }
        for element in due where !element.action.name.replacesAnswer { applyContent(element.action) }
        for element in due { applyFraming(element) }
        for element in due {
            if isBeyondTheEnd(element.action) {
                missed.append(element)
            } else {
                applyTransport(element.action)
            }
        }
        for element in due { applyTiming(element) }
    }

    // MARK: the answer itself

    private mutating func applyContent(_ action: FaultAction) {
        switch action.name.group {
        case .payload: PayloadFault.apply(action, to: &wire.response)
        case .envelope, .state: EnvelopeFault.apply(action, to: &wire.response, at: date)
        case .framing:
            if action.name == .redirect {
                let status = action.integer("status") ?? 307
                wire.response.status = status
                wire.response.reason = AnswerWriter.reason(of: status)
                wire.response.body = []
                wire.response.fields.remove("Content-Type")
                wire.response.fields.append("Location", action.text("location") ?? "/")
            }
        case .latency, .connection, .tls: break
        }
    }

    // MARK: HTTP framing

    private mutating func applyFraming(_ drawn: DrawnAction) {
        let action = drawn.action
        let length = wire.response.body.count
        switch action.name {
        case .malformedChunk:
            wire.framing = .chunked(Array("this is no chunk\r\n".utf8))
            wire.end = .closed
        case .chunkedNoTerminator:
            let size = String(length, radix: 16)
            wire.framing = .chunked(Array("\(size)\r\n".utf8) + wire.response.body + Array("\r\n".utf8))
            wire.end = .closed
        case .contentLengthShort:
            wire.framing = .lengths([String(max(0, length - (action.integer("by") ?? 1)))])
            wire.end = .closed
        case .contentLengthLong:
            wire.framing = .lengths([String(length + (action.integer("by") ?? 1))])
            wire.end = .closed
        case .contentLengthAbsent:
            wire.framing = .lengths([])
            wire.end = .closed
        case .contentLengthNonNumeric:
            wire.framing = .lengths([action.text("text") ?? "many"])
            wire.end = .closed
        case .contentLengthDuplicate:
            wire.framing = .lengths([String(length), String(action.flag("differing") ? length + 1 : length)])
            wire.end = .closed
        case .badStatusLine: wire.statusLine = action.text("text")
        case .wrongHTTPVersion:
            let version = action.text("version") ?? ""
            wire.statusLine = "\(version) \(wire.response.status) \(wire.response.reason)"
        case .headerOversize:
            let filler = [UInt8](repeating: UInt8(ascii: "a"), count: action.integer("bytes") ?? 0)
            wire.extraLines.append(Array("X-Assay-Filler: ".utf8) + filler)
        case .headerObsFold: wire.extraLines.append(Array("X-Assay-Folded: one\r\n two".utf8))
        case .headerInvalidByte:
            wire.extraLines.append(Array("X-Assay-Broken: a".utf8) + [0, 1] + Array("b".utf8))
        case .headerMissingColon: wire.extraLines.append(Array("X-Assay-Without-Colon".utf8))
        case .informational100:
            repeatPreamble("HTTP/1.1 100 Continue\r\n\r\n", action.integer("count"))
        case .informational103:
            repeatPreamble(
                "HTTP/1.1 103 Early Hints\r\nLink: </>; rel=preload\r\n\r\n", action.integer("count"))
        case .contentEncodingGzip:
            wire.response.fields.append("Content-Encoding", "gzip")
            switch action.text("form") {
            case "valid": wire.response.body = Gzip.stored(wire.response.body)
            case "corrupt": wire.response.body = Gzip.corrupt(wire.response.body)
            default: break
            }
        case .garbage:
            var random = drawn.random
            wire.replacement = (0..<(action.integer("bytes") ?? 256)).map { _ in
                // Never what a status line begins with.
                UInt8(truncatingIfNeeded: random.next()) | 0x80
            }
            wire.end = .closed
        case .raw:
            wire.replacement = action.bytes("base64") ?? Array((action.text("text") ?? "").utf8)
            wire.end = .closed
        // The other names of the catalogue act elsewhere.
        default: break
        }
    }

    private mutating func repeatPreamble(_ text: String, _ count: Int?) {
        for _ in 0..<(count ?? 1) { wire.preamble += Array(text.utf8) }
    }

    // MARK: the connection

    private mutating func applyTransport(_ action: FaultAction) {
        switch action.name {
        case .reset:
            let isMidway = action.text("at") == "mid-body" || action.integer("after-bytes") != nil
            wire.cut = isMidway ? action.integer("after-bytes") ?? middleOfBody : 0
            wire.end = .reset
        case .drop: (wire.cut, wire.end) = (0, .closed)
        case .hang: (wire.cut, wire.end) = (0, .hung)
        case .appliedButErrored:
            switch action.text("with") {
            case "reset": (wire.cut, wire.end) = (0, .reset)
            case "drop": (wire.cut, wire.end) = (0, .closed)
            case "hang": (wire.cut, wire.end) = (0, .hung)
            default: break
            }
        case .closeAfter: (wire.cut, wire.end) = (action.integer("bytes"), .closed)
        case .stallMidway:
            wire.cut = action.integer("after-bytes") ?? wire.byteCount(answersHead: answersHead) / 2
            wire.end = .hung
        case .truncatedBody:
            wire.bodyCut = action.integer("at") ?? wire.response.body.count / 2
            wire.end = .closed
        case .halfClose: wire.end = .halfClosed
        case .noKeepalive:
            wire.saysClose = true
            if wire.end == .kept { wire.end = .closed }
        case .lostAfterRestart: if wire.end == .kept { wire.end = .closed }
        case .closeIdle: wire.end = .closedAfter(action.duration("after"))
        case .slowClose:
            wire.saysClose = true
            wire.end = .closedAfter(action.duration("for"))
        // The other names of the catalogue act elsewhere.
        default: break
        }
    }

    /// Whether it is to happen after more bytes than this answer has.
    private func isBeyondTheEnd(_ action: FaultAction) -> Bool {
        let whole = wire.byteCount(answersHead: answersHead)
        return switch action.name {
        case .reset, .stallMidway: (action.integer("after-bytes") ?? 0) > whole
        case .closeAfter: (action.integer("bytes") ?? 0) > whole
        case .truncatedBody:
            (action.integer("at") ?? 0) > whole - wire.headCount(answersHead: answersHead)
        // The other names wait for no byte.
        default: false
        }
    }

    /// The number of bytes up to the middle of the body.
    private var middleOfBody: Int {
        let head = wire.headCount(answersHead: answersHead)
        return head + (wire.byteCount(answersHead: answersHead) - head) / 2
    }

    // MARK: time

    private mutating func applyTiming(_ drawn: DrawnAction) {
        let action = drawn.action
        var chance = Chance(drawn.random)
        switch action.name {
        case .delayFixed, .delayFirstByte: wire.delay += action.duration("for")
        case .delayUniform:
            wire.delay += chance.uniform(action.duration("lower"), action.duration("upper"))
        case .delayLognormal:
            let most = action.values["max"].map { _ in action.duration("max") }
            wire.delay += chance.lognormal(
                median: action.duration("median"), sigma: action.number("sigma"), most: most)
        case .delayNormal:
            wire.delay += chance.normal(mean: action.duration("mean"), deviation: action.duration("stddev"))
        case .delayJitter:
            let (base, spread) = (action.duration("base"), action.duration("plus-minus"))
            wire.delay += max(.zero, chance.uniform(base - spread, base + spread))
        case .delayHeaders: wire.headersDelay += action.duration("for")
        case .delayBody: wire.bodyDelay += action.duration("for")
        case .dribble:
            let chunks = action.integer("chunks") ?? 1
            let size = (wire.byteCount(answersHead: answersHead) + chunks - 1) / chunks
            let pause = action.duration("over") / chunks
            wire.pieces = { _ in (size, pause) }
        case .bandwidth:
            // A slice each 50 ms, or a byte each as long as a byte takes.
            let perSecond = action.number("kilobytes-per-second") * 1000
            let size = max(1, Int(perSecond / 20))
            let pause = Duration.seconds(Double(size) / perSecond)
            wire.pieces = { _ in (size, pause) }
        case .slicer:
            let average = action.integer("average") ?? 1
            let variation = action.integer("variation") ?? 0
            let pause = action.duration("delay")
            let seed = drawn.random
            wire.pieces = { remaining in
                // Each slice's size hangs on the seed and on what is left alone, so it is the same every time.
                var random = seed
                let draw = random.next() ^ UInt64(remaining)
                var mixed = SplitMix(seed: draw)
                let offset = Int(mixed.unit() * Double(2 * variation + 1)) - variation
                return (max(1, average + offset), pause)
            }
        // The other names of the catalogue act elsewhere.
        default: break
        }
    }
}

extension FaultName {
    /// Whether it puts another answer in place of the service's.
    fileprivate var replacesAnswer: Bool { self == .status || self == .redirect }
}
