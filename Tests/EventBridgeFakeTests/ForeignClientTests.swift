import AWSWire
import EventBridgeFake
import Foundation
import HTTPMessages
import Subprocess
import Testing

/// The fake called by programs that know nothing of us.
@Suite struct ForeignClientTests {
    /// Whether a program or module is at hand; what is required counts as there, so that its lack is a failure.
    static func isAtHand(_ arguments: [String]) async -> Bool {
        if ProcessInfo.processInfo.environment["ASSAY_REQUIRE_CLIENTS"] == "1" { return true }
        let result = try? await Subprocess.run(
            .name(arguments[0]), arguments: Arguments(Array(arguments.dropFirst())), output: .discarded,
            error: .discarded)
        return result?.terminationStatus == .exited(0)
    }

    /// Runs a program to its end and returns its lines.
    private func lines(_ arguments: [String]) async throws -> [String] {
        let result = try await Subprocess.run(
            .name(arguments[0]), arguments: Arguments(Array(arguments.dropFirst())),
            environment: .inherit.updating([
                "AWS_ACCESS_KEY_ID": FakeCredential.example.accessKeyID,
                "AWS_SECRET_ACCESS_KEY": FakeCredential.example.secretAccessKey,
                "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
                "AWS_EC2_METADATA_DISABLED": "true",
            ]),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let text = result.standardOutput + result.standardError
        return text.split(separator: "\n").map(String.init)
    }

    /// A fake on which each modelled error can be met by name.
    private func withErrors<R>(_ body: (Fake) async throws -> R) async throws -> R {
        var configuration = FakeConfiguration(region: "us-east-1")
        configuration.sources = [.init(name: "aws.partner/example.com/taken", account: "123456789012")]
        let scripted: [(String, FaultAction)] = [
            ("/internal", .error("InternalException")),
            ("/concurrent", .error("ConcurrentModificationException")),
            ("/limit", try FaultAction(.limit, ["count": .integer(1)])),
            ("/disabled", try FaultAction(.disabled)),
        ]
        configuration.faults = scripted.map { Fault($0.1, name: .endsWith($0.0)) }
        return try await withFake(configuration, body)
    }

    @Test(.enabled("boto3 is not at hand") { await isAtHand(["python3", "-c", "import boto3"]) })
    func `boto3 meets each error as its own exception`() async throws {
        try await withErrors { fake in
            let found = try await lines(["python3", "-c", boto3Script, fake.url])
            #expect(
                found == [
                    "ok arn:aws:events:us-east-1::event-source/aws.partner/example.com/free",
                    "ResourceAlreadyExistsException 400 Event source aws.partner/example.com/taken already exists.",
                    "InternalException 500 An internal error occurred.",
                    "ConcurrentModificationException 400 There is concurrent modification on the resource.",
                    "LimitExceededException 400 The requested resource exceeds the maximum number allowed.",
                    "OperationDisabledException 400 "
                        + "The operation CreatePartnerEventSource is not available in this region.",
                    "describe aws.partner/example.com/free", "ResourceNotFoundException",
                    "list ['aws.partner/example.com/free', 'aws.partner/example.com/taken']", "delete None",
                    "temporary ok", "wrong secret InvalidSignatureException",
                    "unknown key UnrecognizedClientException",
                ])
            let verifications = fake.journal.map(\.verification)
            #expect(verifications.prefix(11).allSatisfy { $0 == .valid })
            #expect(
                verifications.suffix(2) == [
                    .refused(code: "InvalidSignatureException"),
                    .refused(code: "UnrecognizedClientException"),
                ])
        }
    }

    @Test(.enabled("the AWS CLI is not at hand") { await isAtHand(["aws", "--version"]) })
    func `the AWS CLI creates a source and meets a duplicate`() async throws {
        try await withErrors { fake in
            let create = [
                "aws", "events", "create-partner-event-source", "--endpoint-url", fake.url, "--account",
                "123456789012", "--name",
            ]
            let made = try await lines(create + ["aws.partner/example.com/cli"])
            #expect(
                made.joined().contains("arn:aws:events:us-east-1::event-source/aws.partner/example.com/cli"))
            let taken = try await lines(create + ["aws.partner/example.com/taken"])
            #expect(taken.joined().contains("(ResourceAlreadyExistsException)"), "\(taken)")
        }
    }

    @Test(
        .enabled("curl with --aws-sigv4 is not at hand") {
            await isAtHand(["curl", "--aws-sigv4", "", "-V"])
        })
    func `curl signs and is let through`() async throws {
        try await withErrors { fake in
            let example = FakeCredential.example
            let found = try await lines([
                "curl", "-sS", "--max-time", "10", "--aws-sigv4", "aws:amz:us-east-1:events", "--user",
                "\(example.accessKeyID):\(example.secretAccessKey)", "-H",
                "Content-Type: application/x-amz-json-1.1", "-H",
                "X-Amz-Target: AWSEvents.CreatePartnerEventSource", "-d",
                #"{"Name":"aws.partner/example.com/curl","Account":"123456789012"}"#, fake.url + "/",
            ])
            #expect(
                found == [
                    #"{"EventSourceArn":"arn:aws:events:us-east-1::event-source/aws.partner/example.com/curl"}"#
                ], "\(fake.journal.last?.explanation ?? "")")
        }
    }

    @Test(.enabled("python3 is not at hand") { await isAtHand(["python3", "-V"]) })
    func `half-closed, silent and sudden connections do no harm`() async throws {
        try await withErrors { fake in
            let found = try await lines(["python3", "-c", rawScript, String(fake.port)])
            #expect(
                found == [
                    "half-closed after a request: HTTP/1.1 400 Bad Request",
                    "half-closed within a head: closed",
                    "half-closed at once: closed", "two requests in one piece: 2 answers",
                    "byte by byte: HTTP/1.1 400 Bad Request", "gone without reading: still there",
                    "HEAD: HTTP/1.1 403 Forbidden, body 0",
                ])
            #expect(fake.journal.last?.request.method == "HEAD")
        }
    }
}

private let boto3Script = """
    import sys, boto3
    from botocore.config import Config

    def client(**keys):
        return boto3.client("events", endpoint_url=sys.argv[1], config=Config(retries={"total_max_attempts": 1}), **keys)

    events = client()
    account = "123456789012"
    for name in ["free", "taken", "internal", "concurrent", "limit", "disabled"]:
        try:
            answer = events.create_partner_event_source(Name="aws.partner/example.com/" + name, Account=account)
            print("ok", answer["EventSourceArn"])
        except (events.exceptions.ResourceAlreadyExistsException, events.exceptions.InternalException,
                events.exceptions.ConcurrentModificationException, events.exceptions.LimitExceededException,
                events.exceptions.OperationDisabledException) as error:
            print(type(error).__name__, error.response["ResponseMetadata"]["HTTPStatusCode"],
                  error.response["Error"]["Message"])
    print("describe", events.describe_partner_event_source(Name="aws.partner/example.com/free")["Name"])
    try:
        events.describe_partner_event_source(Name="aws.partner/example.com/absent")
    except events.exceptions.ResourceNotFoundException as error:
        print(type(error).__name__)
    listed = events.list_partner_event_sources(NamePrefix="aws.partner/example.com/")
    print("list", [source["Name"] for source in listed["PartnerEventSources"]])
    print("delete", events.delete_partner_event_source(Name="aws.partner/example.com/free", Account=account).get("x"))
    secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    temporary = client(aws_access_key_id="ASIDEXAMPLE", aws_secret_access_key=secret, aws_session_token="TOKENEXAMPLE")
    temporary.create_partner_event_source(Name="aws.partner/example.com/temporary", Account=account)
    print("temporary ok")
    for label, key, secret in [("wrong secret", "AKIDEXAMPLE", "wrong"), ("unknown key", "AKIDNOBODY", secret)]:
        try:
            client(aws_access_key_id=key, aws_secret_access_key=secret).list_partner_event_sources(
                NamePrefix="aws.partner/example.com/")
        except events.exceptions.ClientError as error:
            print(label, error.response["Error"]["Code"])
    """

private let rawScript = """
    import socket, sys

    def connect():
        return socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=10)

    def read(peer):
        data = b""
        try:
            while True:
                part = peer.recv(65536)
                if not part:
                    return data
                data += part
        except ConnectionResetError:
            return data

    def first(data):
        return data.split(b"\\r\\n")[0].decode() or "closed"

    request = b"POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 2\\r\\n\\r\\n{}"

    peer = connect(); peer.sendall(request); peer.shutdown(socket.SHUT_WR)
    print("half-closed after a request:", first(read(peer)))
    peer = connect(); peer.sendall(request[:20]); peer.shutdown(socket.SHUT_WR)
    print("half-closed within a head:", first(read(peer)))
    peer = connect(); peer.shutdown(socket.SHUT_WR)
    print("half-closed at once:", first(read(peer)))
    peer = connect(); peer.sendall(request + request); peer.shutdown(socket.SHUT_WR)
    print("two requests in one piece:", read(peer).count(b"HTTP/1.1 400"), "answers")
    peer = connect(); peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for index in range(len(request)):
        peer.sendall(request[index:index + 1])
    peer.shutdown(socket.SHUT_WR)
    print("byte by byte:", first(read(peer)))
    for _ in range(50):
        peer = connect(); peer.sendall(request); peer.close()
    peer = connect(); peer.sendall(request); peer.shutdown(socket.SHUT_WR)
    print("gone without reading:", "still there" if read(peer) else "gone")
    peer = connect(); peer.sendall(b"HEAD / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n"); peer.shutdown(socket.SHUT_WR)
    data = read(peer)
    print("HEAD:", first(data) + ", body", len(data.split(b"\\r\\n\\r\\n", 1)[1]))
    """
