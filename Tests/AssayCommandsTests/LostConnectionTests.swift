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
            input: { Name: "aws.partner/example.com/a${row}/${unique}", Account: "${account}" }
          - call: CreatePartnerEventSource
            input: { Name: "aws.partner/example.com/b/${unique}", Account: "${account}" }

        """

    /// Runs the two calls against a server that answers the requests of each connection as told.
    private func status(
        _ options: [String] = [], cases: Int = 1,
        of answer: @escaping @Sendable (ReceivedRequest) -> ServerAnswer
    ) async throws -> (AssayCommands.ExitStatus, String) {
        let folder = try TemporaryFolder()
        let rows = (1...cases).map { "  - { case: row \($0), row: \($0) }\n" }.joined()
        try folder.write(Self.twoCalls + "cases:\n" + rows, to: "s.yaml")
        return try await withSocketThreads(count: 1) { threads in
            try await withHTTPServer(HTTPServerConfiguration(), threads: threads, handler: answer) { server in
                let bench = CommandBench()
                let status = await bench.run(
                    ["run", "s.yaml", "--target", server.origin.description] + options, in: folder.path)
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

    @Test func `bytes after the end of an answer break the contract`() async throws {
        let (status, messages) = try await status { _ in
            ServerAnswer(
                steps: [
                    .bytes(
                        Array(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{}x"
                                .utf8))
                ])
        }
        #expect(status == .failed)
        #expect(messages.contains("the answer goes on after its end (bytes too many: 1)"))
    }

    @Test func `a target that answers nothing is given up`() async throws {
        let (status, messages) = try await status(["--timeout", "20ms"], cases: 100) { _ in
            ServerAnswer(steps: [.hang])
        }
        #expect(status == .failed)
        #expect(
            messages.contains(
                "the run was ended by the target, which left 16 calls in a row without an answer"))
    }

    @Test func `a new connection that ends without an answer is`() async throws {
        let (status, messages) = try await status { received in
            received.connection == 1 && received.sequence == 1 ? Self.success : ServerAnswer(steps: [.close])
        }
        #expect(status == .failed)
        #expect(messages.contains("closed-early"))
    }
}
