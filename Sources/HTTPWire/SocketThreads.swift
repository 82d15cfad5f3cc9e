import NIOCore
import NIOPosix

/// The threads that the sockets of clients and servers live on; one for each core is plenty.
package final class SocketThreads: Sendable {
    private let group: MultiThreadedEventLoopGroup
    /// What sends for the servers' connections, one for each event loop.
    private let flushBatches: [ObjectIdentifier: NIOLoopBoundBox<FlushBatch>]

    /// How many threads keep all cores busy.
    package static var coreCount: Int { System.coreCount }

    /// Starts the threads; whoever starts them shuts them down.
    ///
    /// - Parameter count: at least 1.
    package init(count: Int) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, count))
        let pairs = group.makeIterator().map { loop in
            (ObjectIdentifier(loop), NIOLoopBoundBox.makeBoxSendingValue(FlushBatch(), eventLoop: loop))
        }
        flushBatches = Dictionary(pairs) { $1 }
    }

    /// Closes every socket that is still open on these threads and ends them.
    package func shutDown() async {
        // A second shut-down is the only error there is, and harmless.
        try? await group.shutdownGracefully()
    }

    /// The next thread in turn, for a new listener or connection.
    func next() -> any EventLoop {
        group.next()
    }

    /// What sends for the servers' connections on a loop; called on that loop.
    func flushBatch(on loop: any EventLoop) -> FlushBatch {
        flushBatches[ObjectIdentifier(loop)]?.value ?? FlushBatch()
    }

    /// All of them, for connections that a listener spreads.
    var all: any EventLoopGroup { group }
}

/// Starts socket threads, lends them to the body, and ends them.
package func withSocketThreads<R>(
    count: Int, _ body: (SocketThreads) async throws -> R
) async rethrows -> R {
    let threads = SocketThreads(count: count)
    do {
        let result = try await body(threads)
        await threads.shutDown()
        return result
    } catch {
        await threads.shutDown()
        throw error
    }
}
