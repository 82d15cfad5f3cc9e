import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// The floor: a SwiftNIO HTTP/1.1 server that reads a request to its end and answers a fixed body.
@main
enum BareServer {
    static func main() async throws {
        let group = MultiThreadedEventLoopGroup(
            numberOfThreads: CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(FixedAnswer())
                }
            }
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .bind(host: "127.0.0.1", port: 0)
            .get()
        print("{\"port\": \(channel.localAddress?.port ?? 0)}")
        fflush(nil)
        try await channel.closeFuture.get()
    }
}

/// Answers each complete request with the same 120 bytes of JSON.
private final class FixedAnswer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let body = ByteBuffer(
        string: #"{"EventSourceArn":"arn:aws:events:us-east-1::event-source/aws.partner/a.example/load/1"}"#)

    private static let head = HTTPResponseHead(
        version: .http1_1, status: .ok,
        headers: [
            "Content-Type": "application/x-amz-json-1.1", "Content-Length": "\(body.readableBytes)",
            "x-amzn-RequestId": "4b6d7a3e-6c1f-4c53-9a0e-0d6f4f0c2f11",
        ])

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        context.write(wrapOutboundOut(.head(Self.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(Self.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
