import AWSWire
import Foundation
import HTTPMessages
import HTTPWire
import Testing

/// The README's example is a file of its own, so that it is compiled and run as it is written.
struct ReadmeExampleTextTests {
    @Test func `the example in the README is the one that is compiled`() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let example = try String(
            contentsOf: tests.appending(path: "ReadmeExampleTests.swift"), encoding: .utf8)
        let readme = try String(
            contentsOf: tests.appending(path: "../../README.md").standardizedFileURL, encoding: .utf8)
        #expect(readme.contains("```swift\n\(example)```\n"))
    }
}

/// The code under test of the README's example: creates a source, and once more where the first try failed.
func provision(endpoint: String, credentials: Credentials) async throws {
    let origin = try #require(HTTPOrigin(url: endpoint))
    var request = AWSJSON.request(
        .createPartnerEventSource, body: Array(#"{"Name":"\#(Desk.name)","Account":"\#(Desk.account)"}"#.utf8)
    )
    request.fields.append("Host", origin.hostField)
    let now = Int(Date().timeIntervalSince1970)
    Signer(credentials: credentials, region: "us-east-1", service: "events", cache: SigningKeyCache())
        .sign(&request, at: SigningTime(secondsSince1970: now))
    let signed = request
    try await withSocketThreads(count: 1) { threads in
        try await withHTTPClient(HTTPClientConfiguration(), threads: threads) { client in
            for _ in 0..<2 {
                let answer = await client.send(signed, to: origin, timeout: .seconds(10), framing: .automatic)
                if try answer.get().response.status == 200 { return }
            }
        }
    }
}
