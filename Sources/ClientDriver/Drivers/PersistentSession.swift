import JSONTree
import Synchronization

/// One client that goes on running: what it was asked, what it said, and whether it can be asked more.
final class PersistentSession: Sendable {
    /// A call that was asked for and is not answered yet.
    private struct OpenRun {
        let call: ClientCall
        let start: Duration
        let secrets: LeakPatterns
        var leaks: [Leak] = []
        let answer: CheckedContinuation<ClientRun, Never>
    }

    private struct State {
        var hello: ClientHello?
        /// What came of the process, once it is over or nothing more can come of it.
        var end: ClientRun.Ending?
        /// No more calls, but those that are open may be answered.
        var isRetired = false
        var reserved = 1
        var open: [String: OpenRun] = [:]
        /// Calls that nobody waits for any longer.
        var expired: Set<String> = []
        /// Lines to send once the client has said hello.
        var waiting: [[UInt8]] = []
        var output: BoundedOutput
        var error: BoundedOutput
        var overlaps: [Leak.Place: [UInt8]] = [:]
    }

    private let state: Mutex<State>
    private let clock: DriverClock
    private let command: [String]
    private let outgoing: AsyncStream<[UInt8]>.Continuation
    /// What to write on the client's standard input; ends where the client is to end.
    let lines: AsyncStream<[UInt8]>
    let group = ProcessGroup()

    init(command: [String], maximumOutput: Int, clock: DriverClock) {
        self.clock = clock
        self.command = command
        let output = BoundedOutput(limit: maximumOutput)
        state = Mutex(State(output: output, error: output))
        (lines, outgoing) = AsyncStream.makeStream(of: [UInt8].self)
    }

    /// Takes a place for one more call; the maker of the session has the first.
    func reserve() -> Bool {
        state.withLock { state in
            guard let hello = state.hello, state.end == nil, !state.isRetired,
                state.reserved < hello.concurrency
            else { return false }
            state.reserved += 1
            return true
        }
    }

    /// How the client described itself; nil before it did.
    var hello: ClientHello? { state.withLock { $0.hello } }

    var isOver: Bool { state.withLock { $0.end != nil } }

    /// Asks for a call in a reserved place and waits for its answer.
    func ask(_ call: ClientCall, bounds: DriverBounds) async -> ClientRun {
        let limit = call.timeout + (hello == nil ? bounds.startUp : .zero)
        let run = await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { [self] in
                await clock.wait(limit)
                if !Task.isCancelled { expire(call, .pastDeadline(limit)) }
            }
            let run = await withTaskCancellationHandler {
                await withCheckedContinuation { open(call, $0) }
            } onCancel: {
                expire(call, .cancelled)
            }
            tasks.cancelAll()
            return run
        }
        state.withLock { $0.reserved -= 1 }
        return run
    }

    private func open(_ call: ClientCall, _ answer: CheckedContinuation<ClientRun, Never>) {
        let run = OpenRun(call: call, start: clock.elapsed(), secrets: call.secrets, answer: answer)
        let refusal: ClientRun? = state.withLock { state in
            if let end = state.end { return report(of: run, end, nil, state) }
            if Task.isCancelled { return report(of: run, .cancelled, nil, state) }
            state.open[call.identifier] = run
            let line = PersistentMessage.run(call)
            if state.hello == nil { state.waiting.append(line) } else { outgoing.yield(line) }
            return nil
        }
        if let refusal { answer.resume(returning: refusal) }
    }

    /// Nobody waits for a call any longer: the client may never answer, so it gets no more calls.
    private func expire(_ call: ClientCall, _ ending: ClientRun.Ending) {
        let (answer, isIdle) = state.withLock { state -> ((() -> Void)?, Bool) in
            state.isRetired = true
            guard let run = state.open.removeValue(forKey: call.identifier) else {
                return (nil, state.open.isEmpty)
            }
            state.expired.insert(call.identifier)
            let report = report(of: run, ending, nil, state)
            return ({ run.answer.resume(returning: report) }, state.open.isEmpty)
        }
        answer?()
        if isIdle { finish() }
    }

    /// Lets the client end: there is nothing more to ask.
    func finish() {
        state.withLock { $0.isRetired = true }
        outgoing.finish()
    }

    /// Takes a line of the client's standard output.
    func received(_ line: [UInt8]) {
        // Libraries print this and that; only what looks like a message must be one.
        guard line.first == UInt8(ascii: "{") else { return }
        do throws(PersistentMessage.Invalid) {
            switch try PersistentMessage.read(line) {
            case .hello(let hello): try greeted(hello)
            case .result(let identifier, let result): try answered(identifier, result)
            }
        } catch {
            fail(.broken(reason: "a line of the client's standard output is no message: \(error.reason)"))
        }
    }

    private func greeted(_ hello: ClientHello) throws(PersistentMessage.Invalid) {
        let waiting: [[UInt8]]? = state.withLock { state in
            guard state.hello == nil else { return nil }
            state.hello = hello
            defer { state.waiting = [] }
            return state.waiting
        }
        guard let waiting else { throw PersistentMessage.Invalid(reason: "hello was said before") }
        for line in waiting { outgoing.yield(line) }
    }

    private func answered(_ identifier: String, _ result: JSONValue) throws(PersistentMessage.Invalid) {
        let written = ClientRun.WrittenResult(bytes: JSONWriter.bytes(result), origin: "standard output")
        let (run, isDone) = state.withLock { state -> ((OpenRun, ClientRun)?, Bool) in
            guard var run = state.open.removeValue(forKey: identifier) else { return (nil, false) }
            run.leaks += run.secrets.leaks(in: written.bytes, at: .result)
            return ((run, report(of: run, .answered, written, state)), state.isRetired && state.open.isEmpty)
        }
        guard let (run, report) = run else {
            if state.withLock({ $0.expired.remove(identifier) }) != nil { return }
            throw PersistentMessage.Invalid(reason: "there is no open call '\(identifier.prefix(100))'")
        }
        run.answer.resume(returning: report)
        if isDone { finish() }
    }

    /// Notes what the client wrote, and the secrets of open calls in it.
    func wrote(_ bytes: [UInt8], at place: Leak.Place) {
        state.withLock { state in
            if place == .standardError { state.error.append(bytes) } else { state.output.append(bytes) }
            let window = state.overlaps[place, default: []] + bytes
            for identifier in state.open.keys {
                guard let run = state.open[identifier] else { continue }
                var leaks = run.secrets.leaks(in: window, at: place)
                // A result may not hold a secret either, but it stands on standard output by its nature.
                leaks.removeAll { run.leaks.contains($0) }
                state.open[identifier]?.leaks += leaks
            }
            let longest = state.open.values.map(\.secrets.longestSpelling).max() ?? 0
            state.overlaps[place] = Array(window.suffix(longest))
        }
    }

    /// Ends the session: every open call is answered with this, and the client is made to end.
    func fail(_ ending: ClientRun.Ending) {
        let answers = state.withLock { state -> [(OpenRun, ClientRun)] in
            guard state.end == nil else { return [] }
            state.end = ending
            state.isRetired = true
            defer { state.open = [:] }
            return state.open.values.map { ($0, report(of: $0, ending, nil, state)) }
        }
        for (run, report) in answers { run.answer.resume(returning: report) }
        outgoing.finish()
    }

    private func report(
        of run: OpenRun, _ ending: ClientRun.Ending, _ result: ClientRun.WrittenResult?, _ state: State
    ) -> ClientRun {
        ClientRun(
            scenario: run.call.scenario, ending: ending, standardOutput: state.output,
            standardError: state.error, result: result, leaks: LeakPatterns.plainest(run.leaks),
            elapsed: clock.elapsed() - run.start, command: command)
    }
}
