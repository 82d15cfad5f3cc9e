import AssayCommands
import HTTPMessages
import HTTPWire
import Testing

/// What becomes of calls whose connection ends without an answer.
@Suite struct LostConnectionTests {
    private static let twoCalls = """
        assay: 1
        scenario: Two creates over one connection
        steps:
          - call: CreatePartnerEventSource
            input: { Name: "aws.partner/example.com/a/${unique}", Account: "${account}" }
          - call: CreatePartnerEventSource
            input: { Name: "aws.partner/example.com/b/${unique}", Account: "${account}" }

        """

    /// Runs the two calls against a server that answers the requests of each connection as told.
    private func status(
        of answer: @escaping @Sendable (ReceivedRequest) -> ServerAnswer
    ) async throws -> (AssayCommands.ExitStatus, String) {
        let folder = try TemporaryFolder()
        try folder.write(Self.twoCalls, to: "s.yaml")
        return try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(HTTPServerConfiguration(), threads: threads, handler: answer) { server in
                let bench = CommandBench()
                let status = await bench.run(
                    "run", "s.yaml", "--target", server.origin.description, in: folder.path)
                return (status, bench.messages)
            }
        }
    }

    private static let success = ServerAnswer(
        HTTPResponse(
            status: 200, reason: "OK", fields: [("Content-Type", "application/x-amz-json-1.1")],
            body: Array("{}".utf8)))

    @Test func `a kept connection that the server ends is no verdict on the server`() async throws {
        let (status, messages) = try await status { received in
            received.sequence == 1 ? Self.success : ServerAnswer(steps: [.close])
        }
        #expect(status == .passed, "\(messages)")
    }

    @Test func `a new connection that ends without an answer is`() async throws {
        let (status, messages) = try await status { received in
            received.connection == 1 && received.sequence == 1 ? Self.success : ServerAnswer(steps: [.close])
        }
        #expect(status == .failed)
        #expect(messages.contains("closed-early"))
    }
}
