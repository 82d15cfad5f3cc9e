import HTTPMessages
import NIOCore

/// One connection of a server: takes requests, asks for answers, carries them out step by step.
///
/// Used on its event loop only; everything the request path does happens there, without a task.
final class ServerConnection: ChannelDuplexHandler, NIOScheduledCallbackHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// Waits for a request or for the rest of one.
        case receiving
        /// Carries out an answer.
        case answering
        /// Has said the last word and reads on, so that the peer can read it too.
        case draining
        case closed
    }

    private let configuration: HTTPServerConfiguration
    private let number: Int
    private let handler: @Sendable (ReceivedRequest) -> ServerAnswer
    private let edge: SocketEdge
    private let batch: FlushBatch
    private let idle: TimeAmount
    private var context: ChannelHandlerContext?

    private var phase = Phase.receiving
    private var decoder: RequestDecoder
    private var buffer = ByteBuffer()
    /// The last answer's bytes: once they have left, their room serves the next one.
    private var out = ByteBuffer()
    private var sequence = 0
    private var receivedAt: NIODeadline?
    private var steps: ArraySlice<AnswerStep> = []
    private var answersHead = false
    private var closesAfterAnswer = false
    private var hasEnded = false
    /// Whether the server ends, and with it this connection after the answer that it is giving.
    private var isUnwanted = false
    private var isHanging = false
    private var isReading = false
    private var holdsRead = false
    /// Whether the channel takes more; asking it costs more than remembering what it says.
    private var isWritable = true
    private var timer = LazyTimer()
    private var waiting: Scheduled<Void>?
    private var promise: DeferredAnswer?

    /// How much may be waiting behind an answer before reading pauses.
    private static let pipelineBound = 256 * 1024
    /// The longest body whose room is kept for the next answer.
    private static let keptRoom = 4096
    /// How long the last word is given to arrive while the peer is still sending.
    private static let drainTime = TimeAmount.milliseconds(500)

    init(
        configuration: HTTPServerConfiguration, number: Int, edge: SocketEdge, batch: FlushBatch,
        handler: @escaping @Sendable (ReceivedRequest) -> ServerAnswer
    ) {
        self.configuration = configuration
        self.number = number
        self.edge = edge
        self.batch = batch
        self.handler = handler
        idle = TimeAmount(configuration.limits.idle)
        decoder = RequestDecoder(limits: configuration.limits)
    }

    /// Sends what was written.
    func flush() {
        context?.flush()
    }

    // MARK: events of the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        setTimer(configuration.limits.idle)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var incoming = unwrapInboundIn(data)
        guard phase == .receiving || phase == .answering else { return }
        if buffer.readableBytes == 0 {
            buffer = incoming
        } else {
            buffer.writeBuffer(&incoming)
        }
        guard phase == .receiving else { return }
        isReading = true
        serve(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        batch.add(self, on: context.eventLoop)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        let isFull = phase == .answering && buffer.readableBytes > Self.pipelineBound
        // A peer that asks and does not read would have its answers pile up here.
        if isFull || !isWritable {
            holdsRead = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        resumeReading(context)
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent {
            hasEnded = true
            if phase != .answering || isHanging { end(context) }
        } else if event is WishToEnd {
            isUnwanted = true
            let isIdle = phase == .receiving && buffer.readableBytes == 0 && !decoder.isWithinRequest
            if isIdle || isHanging { end(context) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closed
        timer.cancel()
        waiting?.cancel()
        promise?.abandon()
        promise = nil
        buffer = ByteBuffer()
        steps = []
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        edge.close()
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        guard let context, phase != .closed, timer.isOver(on: eventLoop, handler: self) else { return }
        if phase == .receiving, let receivedAt {
            let unfinished = decoder.unfinished(in: buffer)
            let defect = RequestDefect(
                kind: .tooSlow, message: "the request was not whole within \(configuration.limits.request)")
            refuse(defect, unfinished.request, unfinished.rawHead, at: receivedAt, context)
            context.flush()
        } else {
            edge.close()
        }
    }

    // MARK: requests

    /// Takes requests out of the buffer and answers them, until one is not whole or an answer takes time.
    private func serve(_ context: ChannelHandlerContext) {
        var latest: NIODeadline?
        while phase == .receiving {
            if buffer.readableBytes == 0, !decoder.isWithinRequest { break }
            let began = receivedAt ?? .now()
            // A request that came whole was there just now; one that took its time began long ago.
            latest = receivedAt == nil ? began : nil
            switch decoder.next(from: &buffer) {
            case .incomplete:
                awaitRest(began, context)
                return
            case .expectsContinue:
                context.writeAndFlush(
                    wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
                awaitRest(began, context)
                return
            case .request(let request, let rawHead, let keepsAlive):
                answersHead = request.method == "HEAD"
                closesAfterAnswer = !keepsAlive
                answer(request, rawHead, nil, at: began, context)
            case .defect(let defect, let request, let rawHead):
                refuse(defect, request, rawHead, at: began, context)
            }
        }
        if phase == .receiving { timer.set((latest ?? .now()) + idle, on: context.eventLoop, handler: self) }
    }

    /// Waits for the rest of a request.
    private func awaitRest(_ began: NIODeadline, _ context: ChannelHandlerContext) {
        if receivedAt == nil {
            receivedAt = began
            setTimer(configuration.limits.request)
        }
        if hasEnded { end(context) }
    }

    private func refuse(
        _ defect: RequestDefect, _ request: HTTPRequest, _ rawHead: [UInt8], at time: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        answersHead = request.method == "HEAD"
        closesAfterAnswer = true
        buffer.clear()
        answer(request, rawHead, defect, at: time, context)
    }

    private func answer(
        _ request: HTTPRequest, _ rawHead: [UInt8], _ defect: RequestDefect?, at time: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        sequence += 1
        receivedAt = nil
        phase = .answering
        let received = ReceivedRequest(
            request: request, rawHead: rawHead, connection: number, sequence: sequence,
            receivedAt: time.uptimeNanoseconds, defect: defect)
        let given = handler(received).steps
        if given.count == 1, case .response(let response) = given[0] {
            // By far the most common answer needs no list of steps.
            send(response, context)
            finish(context)
        } else {
            steps = given[...]
            carryOut(context)
        }
    }

    // MARK: answers

    /// Goes through the steps that are left, until one of them takes time.
    private func carryOut(_ context: ChannelHandlerContext) {
        while phase == .answering {
            guard let step = steps.popFirst() else {
                finish(context)
                return
            }
            switch step {
            case .response(let response):
                if case .close? = steps.first { closesAfterAnswer = true }
                send(response, context)
            case .bytes(let bytes):
                context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .wait(let duration):
                wait(duration, context)
                return
            case .later(let deferred):
                guard let answer = promised(deferred, context) else { return }
                steps = answer.steps + steps
            case .reset:
                endAfterFlush(context) { $0.reset() }
                return
            case .close:
                endAfterFlush(context) { $0.finish() }
                timer.set(.now() + Self.drainTime, on: context.eventLoop, handler: self)
                return
            case .halfClose:
                context.flush()
                context.close(mode: .output, promise: nil)
            case .hang:
                context.flush()
                isHanging = true
                setTimer(configuration.limits.answer)
                if hasEnded { edge.close() }
                return
            }
        }
    }

    /// Writes an answer and settles whether the connection ends after it.
    private func send(_ response: HTTPResponse, _ context: ChannelHandlerContext) {
        closesAfterAnswer =
            closesAfterAnswer || isUnwanted || !response.fields.list.keepsAlive(minorVersion: 1)
        out.clear(minimumCapacity: 512 + response.body.count)
        out.write(response, answersHead: answersHead, closes: closesAfterAnswer)
        context.write(wrapOutboundOut(out), promise: nil)
        if response.body.count > Self.keptRoom { out = ByteBuffer() }
    }

    private func wait(_ duration: Duration, _ context: ChannelHandlerContext) {
        context.flush()
        timer.set(nil, on: context.eventLoop, handler: self)
        waiting = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { [self] in
            waiting = nil
            goOn()
        }
    }

    /// The answer that was promised, if it is there; otherwise it is waited for.
    private func promised(_ deferred: DeferredAnswer, _ context: ChannelHandlerContext) -> ServerAnswer? {
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        let given = deferred.taken { answer in
            // Never at once: whoever gives it may be in the midst of something of its own.
            connection.eventLoop.execute { connection.value.take(answer) }
        }
        guard given == nil else { return given }
        promise = deferred
        context.flush()
        timer.set(nil, on: context.eventLoop, handler: self)
        let bound = TimeAmount(min(deferred.bound, configuration.limits.answer))
        waiting = context.eventLoop.assumeIsolated().scheduleTask(in: bound) { deferred.expire() }
        return nil
    }

    /// Goes on with the answer that was waited for.
    private func take(_ answer: ServerAnswer) {
        guard promise != nil else { return }
        promise = nil
        waiting?.cancel()
        waiting = nil
        steps = answer.steps + steps
        goOn()
    }

    /// Goes on with an answer after a pause.
    private func goOn() {
        guard let context, phase == .answering else { return }
        carryOut(context)
        if phase == .receiving { serve(context) }
        context.flush()
    }

    /// The answer is done: the next request, or the end.
    private func finish(_ context: ChannelHandlerContext) {
        guard closesAfterAnswer || isUnwanted || (hasEnded && buffer.readableBytes == 0) else {
            phase = .receiving
            resumeReading(context)
            return
        }
        phase = .draining
        buffer.clear()
        resumeReading(context)
        timer.set(.now() + Self.drainTime, on: context.eventLoop, handler: self)
        context.flush()
        // Closing while the peer still sends would make RST of it, and the peer might lose the answer.
        context.close(mode: hasEnded ? .all : .output, promise: nil)
    }

    /// Flushes, and ends the connection when everything has left.
    private func endAfterFlush(_ context: ChannelHandlerContext, _ end: @escaping (SocketEdge) -> Void) {
        phase = .draining
        buffer.clear()
        setTimer(configuration.limits.answer)
        let edge = self.edge
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in end(edge) }
    }

    /// Closes the connection, once what was answered before is on its way.
    private func end(_ context: ChannelHandlerContext) {
        context.flush()
        edge.close()
    }

    private func resumeReading(_ context: ChannelHandlerContext) {
        guard holdsRead else { return }
        holdsRead = false
        read(context: context)
    }

    private func setTimer(_ duration: Duration) {
        guard let context else { return }
        timer.set(.now() + TimeAmount(duration), on: context.eventLoop, handler: self)
    }
}
