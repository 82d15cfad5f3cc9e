import JSONTree

/// Makes a service act that cannot be started by us: a request tells it the call, its answer holds the result.
package struct TriggerDriver: Driver {
    /// What came of the request to the service.
    package enum Reply: Hashable, Sendable {
        case answer(status: Int, body: [UInt8])
        /// Nobody was there to answer.
        case unreachable(reason: String)
        /// It was there, and gave no whole answer.
        case failed(reason: String)
        case timedOut
    }

    /// Posts a JSON body to the service and waits no longer than the limit.
    package typealias Post = @Sendable (_ body: [UInt8], _ limit: Duration) async -> Reply

    private let url: String
    private let post: Post
    private let bounds: DriverBounds
    private let clock: DriverClock

    package init(url: String, bounds: DriverBounds, clock: DriverClock, post: @escaping Post) {
        self.url = url
        self.post = post
        self.bounds = bounds
        self.clock = clock
    }

    /// A 2xx with a result is that result, one without says only that the call was made, as an exit code would; a 5xx
    /// says that it failed. Anything else is no answer of a trigger.
    package func drive(_ call: ClientCall) async -> ClientRun {
        let start = clock.elapsed()
        let limit = call.timeout + bounds.startUp
        let reply = await post(PersistentMessage.run(call), limit)
        var run = ClientRun(
            scenario: call.scenario, ending: .pastDeadline(limit), elapsed: clock.elapsed() - start,
            command: [url])
        switch reply {
        case _ where Task.isCancelled: run.ending = .cancelled
        case .timedOut: break
        case .unreachable(let reason): run.ending = .notStarted(reason: "the trigger \(url): \(reason)")
        case .failed(let reason):
            run.ending = .broken(reason: "the trigger \(url) gave no whole answer: \(reason)")
        case .answer(let status, let body):
            run.leaks = call.secrets.leaks(in: body, at: .result)
            run.standardOutput = BoundedOutput(limit: bounds.maximumOutput)
            run.standardOutput.append(body)
            switch status {
            case 200..<300:
                let isResult = body.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
                run.ending = isResult ? .answered : .exited(status: 0)
                if isResult {
                    run.result = ClientRun.WrittenResult(bytes: body, origin: "the trigger's answer")
                }
            case 500..<600: run.ending = .exited(status: 1)
            default: run.ending = .broken(reason: "the trigger \(url) answered with status \(status)")
            }
        }
        return run
    }

    package func discard(_ run: ClientRun) {}
}
