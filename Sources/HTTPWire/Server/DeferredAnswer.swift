import Synchronization

/// The promise of an answer: the server waits for it without holding up anything else.
///
/// It is settled once: by what is given first, by the bound on the wait, or by the end of the connection. What is
/// given after that reaches nobody and does no harm.
package final class DeferredAnswer: Sendable {
    private enum State {
        /// Nobody waits yet.
        case open
        /// A connection waits for it.
        case awaited(@Sendable (ServerAnswer) -> Void)
        /// Given before a connection waited for it.
        case given(ServerAnswer)
        case settled
    }

    /// How long the server waits for it; no longer than the server's own bound for an answer.
    let bound: Duration
    private let lateAnswer: @Sendable () -> ServerAnswer
    private let state = Mutex(State.open)

    /// A promise that is kept within the bound, or else by what the function says then.
    ///
    /// - Parameter lateAnswer: called on the event loop of the connection once the bound is over: it must not block.
    package init(within bound: Duration, orElse lateAnswer: @escaping @Sendable () -> ServerAnswer) {
        self.bound = bound
        self.lateAnswer = lateAnswer
    }

    /// Whether giving an answer would still be of use.
    package var isOpen: Bool {
        state.withLock { state in
            switch state {
            case .open, .awaited: true
            case .given, .settled: false
            }
        }
    }

    /// Gives the answer, from any thread; false when it was settled already.
    ///
    /// The connection takes it up on its own event loop, never before this returns to a caller on that loop.
    @discardableResult
    package func give(_ answer: ServerAnswer) -> Bool {
        let (isFirst, receiver) = state.withLock { state -> (Bool, (@Sendable (ServerAnswer) -> Void)?) in
            switch state {
            case .open:
                state = .given(answer)
                return (true, nil)
            case .awaited(let receiver):
                state = .settled
                return (true, receiver)
            case .given, .settled:
                return (false, nil)
            }
        }
        receiver?(answer)
        return isFirst
    }

    /// The answer, if it was given already; otherwise the receiver is called with it when it is.
    func taken(orLater receiver: @escaping @Sendable (ServerAnswer) -> Void) -> ServerAnswer? {
        state.withLock { state in
            switch state {
            case .given(let answer):
                state = .settled
                return answer
            case .open:
                state = .awaited(receiver)
                return nil
            // One promise is kept to one connection.
            case .awaited, .settled:
                return ServerAnswer(steps: [.close])
            }
        }
    }

    /// Says what there is to say when the bound is over.
    func expire() {
        if isOpen { give(lateAnswer()) }
    }

    /// Takes note that nobody waits any more.
    func abandon() {
        state.withLock { $0 = .settled }
    }
}

extension DeferredAnswer: Hashable {
    package static func == (left: DeferredAnswer, right: DeferredAnswer) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
