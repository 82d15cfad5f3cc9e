import NIOCore
import Synchronization

/// One exchange from its start to its result, shared by the caller's task and the connection's loop.
///
/// Whatever comes first ends it: the answer, a failure, the deadline or the cancellation of the caller.
final class PendingExchange: Sendable {
    typealias Outcome = Result<HTTPExchange, TransportFailure>

    let origin: HTTPOrigin
    let bytes: ByteBuffer
    let answersHead: Bool
    let start: NIODeadline
    let deadline: NIODeadline
    let timeout: Duration

    private struct State {
        var continuation: CheckedContinuation<Outcome, Never>?
        var isCancelled = false
        var connection: NIOLoopBound<ClientConnection>?
    }

    private let state = Mutex(State())

    init(origin: HTTPOrigin, bytes: ByteBuffer, answersHead: Bool, start: NIODeadline, timeout: Duration) {
        self.origin = origin
        self.bytes = bytes
        self.answersHead = answersHead
        self.start = start
        self.timeout = timeout
        deadline = start + TimeAmount(timeout)
    }

    /// Takes who waits for the result; false when the caller was cancelled before.
    func begin(_ continuation: CheckedContinuation<Outcome, Never>) -> Bool {
        state.withLock { state in
            guard !state.isCancelled else { return false }
            state.continuation = continuation
            return true
        }
    }

    /// Tells on which connection the exchange is; false when its result is there already.
    func isCarried(by connection: NIOLoopBound<ClientConnection>) -> Bool {
        state.withLock { state in
            guard state.continuation != nil else { return false }
            state.connection = connection
            return true
        }
    }

    /// Tells whether nobody has ended the exchange yet.
    var isOpen: Bool { state.withLock { $0.continuation != nil } }

    /// Ends the exchange; later endings are without effect.
    func finish(_ outcome: Outcome) {
        let continuation = state.withLock { state in
            state.connection = nil
            return state.continuation.take()
        }
        continuation?.resume(returning: outcome)
    }

    /// Ends the exchange and its connection because nobody waits for the result any more.
    func cancel() {
        let connection = state.withLock { state in
            state.isCancelled = true
            return state.connection
        }
        finish(.failure(cancellation))
        connection?.execute { $0.abandon(self) }
    }

    /// The failure of an exchange whose caller went away.
    var cancellation: TransportFailure { failure(.init(.timeout, "the caller gave up before its deadline")) }

    /// A failure before anything was sent.
    func failure(_ trouble: Trouble) -> TransportFailure {
        TransportFailure(
            kind: trouble.kind, message: trouble.message, elapsed: NIODeadline.now().duration(since: start))
    }
}
