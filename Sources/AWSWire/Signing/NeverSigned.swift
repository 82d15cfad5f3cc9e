/// The headers that no signature covers, because they belong to a connection, to tracing or to an attempt.
enum NeverSigned {
    private static let names: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
        "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id", "amz-sdk-invocation-id",
        "amz-sdk-request",
    ]

    static func contains(_ name: String) -> Bool { names.contains(name) }
}
