import NIOCore
import NIOSSL
import Synchronization

/// Makes of an accepted socket a connection of the server, or what its faults want.
final class ConnectionSetUp: Sendable {
    let connections: ServerConnections
    private let configuration: HTTPServerConfiguration
    private let threads: SocketThreads
    private let handler: @Sendable (ReceivedRequest) -> ServerAnswer
    private let faults: Mutex<@Sendable () -> ConnectionFaults>
    /// The contexts of identities that were shown before.
    private let contexts = Mutex<[TLSIdentity.Showing: NIOSSLContext]>([:])

    init(
        _ configuration: HTTPServerConfiguration, threads: SocketThreads,
        handler: @escaping @Sendable (ReceivedRequest) -> ServerAnswer
    ) {
        self.configuration = configuration
        self.threads = threads
        self.handler = handler
        connections = ServerConnections(limit: configuration.limits.connections)
        let first = configuration.faults
        faults = Mutex { first }
    }

    /// Asks this function about each connection from now on.
    func set(_ faults: @escaping @Sendable () -> ConnectionFaults) {
        self.faults.withLock { $0 = faults }
    }

    /// Sets up an accepted connection; an error closes it.
    func setUp(_ channel: any Channel) -> EventLoopFuture<Void> {
        let faults = self.faults.withLock { $0 }()
        guard let number = connections.admit(atMost: faults.most) else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        channel.closeFuture.whenComplete { [connections] _ in connections.remove(number) }
        if faults.isReset {
            SocketEdge.prepareReset(of: channel)
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        let isSecured = configuration.identity != nil
        let edge = NIOLoopBound(
            isSecured ? SocketEdge() : SocketEdge(of: channel), eventLoop: channel.eventLoop)
        return channel.eventLoop.makeCompletedFuture {
            if isSecured { try channel.pipeline.syncOperations.addHandler(edge.value) }
            guard connections.add(number, edge) else { throw ChannelError.operationUnsupported }
            if faults.delay == .zero { try fill(channel, number, edge.value, faults.handshake) }
        }
        .flatMap {
            guard faults.delay > .zero else { return channel.eventLoop.makeSucceededVoidFuture() }
            let later = channel.eventLoop.scheduleTask(in: TimeAmount(faults.delay)) {
                try self.fill(channel, number, edge.value, faults.handshake)
            }
            // Left alone, it would come to nothing only when the event loop ends, too late to close anything.
            channel.closeFuture.whenComplete { _ in later.cancel() }
            return later.futureResult
        }
    }

    /// Puts the handlers above the edge into the pipeline; on the channel's event loop.
    private func fill(
        _ channel: any Channel, _ number: Int, _ edge: SocketEdge, _ handshake: ConnectionFaults.Handshake?
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        if let identity = configuration.identity {
            let showing: TLSIdentity.Showing
            switch handshake {
            case .reset, .hang:
                let bound = handshake == .hang ? configuration.limits.answer : nil
                try pipeline.addHandler(BrokenHandshake(edge: edge, hangsFor: bound))
                return
            case .oldVersion: showing = identity.showing(.tls10Only)
            case .clientCertificateRequired: showing = identity.showing(.clientCertificate)
            case .identity(let other): showing = other.showing(.plain)
            case nil: showing = identity.showing(.plain)
            }
            try pipeline.addHandler(NIOSSLServerHandler(context: try context(showing)))
        }
        let connection = ServerConnection(
            configuration: configuration, number: number, edge: edge,
            batch: threads.flushBatch(on: channel.eventLoop), handler: handler)
        try pipeline.addHandler(connection)
    }

    /// Makes a context ready, so that what is wrong with an identity shows before anyone connects.
    func prepare(_ identity: TLSIdentity) throws {
        _ = try context(identity.showing(.plain))
    }

    private func context(_ showing: TLSIdentity.Showing) throws -> NIOSSLContext {
        try contexts.withLock { contexts in
            if let known = contexts[showing] { return known }
            let context = try showing.context()
            // Identities are made at run time, one for each kind of fault.
            if contexts.count >= 64 { contexts.removeAll() }
            contexts[showing] = context
            return context
        }
    }
}
