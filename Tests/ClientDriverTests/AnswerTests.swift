import ClientDriver
import Diagnostics
import Foundation
import JSONTree
import Testing

@Suite struct AnswerTests {
    /// What a client does, and what is known of its call afterwards.
    struct Sample: Sendable, CustomTestStringConvertible {
        let script: String
        var dialect: String?
        let answer: ClientAnswer

        var testDescription: String { script }
    }

    static let made = ClientResult(outcome: .success, eventSourceARN: "arn:x")
    static let line = #"'ASSAY1 {"v":1,"outcome":"success","eventSourceArn":"arn:x"}'"#
    static let file = #"'{"v":1,"outcome":"success","eventSourceArn":"arn:x"}' > "$ASSAY_RESULT_FILE""#

    static let samples = [
        // The result file and the marked line.
        Sample(script: "echo \(file)", answer: .told(made, dialect: "native")),
        Sample(script: "echo noise; echo \(line); echo more noise", answer: .told(made, dialect: "native")),
        Sample(
            script:
                "echo 'ASSAY1 {}'; printf 'ASSAY1 %s\\r\\n' '{\"v\":1,\"outcome\":\"success\",\"eventSourceArn\":\"arn:x\"}'",
            answer: .told(made, dialect: "native")),
        Sample(
            script: "echo 'ASSAY1 {\"v\":1,\"outcome\":\"transport_error\"}'; echo \(file)",
            answer: .told(made, dialect: "native")),
        Sample(
            script: "head -c 200000 /dev/zero; echo; echo \(line)", answer: .told(made, dialect: "native")),
        // A result counts only after a good end.
        Sample(script: "echo \(file); exit 3", answer: .exited(status: 3)),
        Sample(script: "echo \(file); kill -9 $$", answer: .crashed(signal: 9)),
        Sample(script: "kill -SEGV $$", answer: .crashed(signal: 11)),
        Sample(script: "echo \(file); exit 75", answer: .troubled),
        Sample(script: "exit 75", dialect: "aws-cli", answer: .troubled),
        // A native client that says nothing broke.
        Sample(
            script: "true", dialect: "json-line",
            answer: .broken(
                reason: "there is neither a result file nor a line that begins with 'ASSAY1'", diagnostics: []
            )),
        Sample(script: "exit 1", dialect: "json-line", answer: .exited(status: 1)),
        // Only an exit code.
        Sample(script: "echo done", answer: .opaque(isSuccess: true, status: 0)),
        Sample(script: "echo no >&2; exit 4", answer: .opaque(isSuccess: false, status: 4)),
        // Dialects, found and asked for.
        Sample(script: "echo arn:x", answer: .told(made, dialect: "plain-arn")),
        Sample(
            script: "echo arn:x; echo \(file)", dialect: "plain-arn",
            answer: .told(made, dialect: "plain-arn")),
        Sample(
            script: "echo 'botocore.exceptions.NoRegionError: You must specify a region.' >&2; exit 1",
            answer: .told(
                ClientResult(outcome: .refusedLocally, error: .init(message: "You must specify a region.")),
                dialect: "boto3")),
        Sample(script: "echo huh; exit 9", dialect: "aws-cli", answer: .opaque(isSuccess: false, status: 9)),
    ]

    @Test(arguments: samples) func `how a client ends is never ambiguous`(sample: Sample) async throws {
        let bench = try ClientBench()
        #expect(try await bench.answer(sample.script, dialect: sample.dialect).answer == sample.answer)
    }

    @Test func `a wrong result breaks the adapter and names the member`() async throws {
        let bench = try ClientBench()
        let answer = try await bench.answer("echo '{\"v\":1,\"outcome\":\"ok\"}' > \"$ASSAY_RESULT_FILE\"")
            .answer
        guard case .broken(let reason, let diagnostics) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reason.hasPrefix("'outcome' must be one of success, "))
        #expect(diagnostics.map(\.code) == ["result.wrong-value"])
        #expect(diagnostics.first?.place.file == "result.json")
    }

    @Test func `a result without an end is refused`() async throws {
        let bench = try ClientBench()
        let answer = try await bench.answer("head -c 3000000 /dev/zero > \"$ASSAY_RESULT_FILE\"").answer
        #expect(answer == .broken(reason: "its result has more than 1048576 bytes", diagnostics: []))
    }

    @Test func `a client that hangs is timed out, whatever it wrote before`() async throws {
        let bench = try ClientBench()
        let call = ClientCall.sample(timeout: .milliseconds(200))
        let answer = try await bench.answer(
            "echo \(Self.file); sleep 60", call: call, startUp: .milliseconds(200)
        ).answer
        #expect(answer == .timedOut(.milliseconds(400)))
    }

    @Test func `a slow start is within the allowance`() async throws {
        let bench = try ClientBench()
        let call = ClientCall.sample(timeout: .milliseconds(1))
        let answer = try await bench.answer("sleep 0.3; echo \(Self.file)", call: call).answer
        #expect(answer == .told(Self.made, dialect: "native"))
    }

    @Test func `a secret in a result is a leak`() async throws {
        let bench = try ClientBench()
        let script =
            #"printf '{"v":1,"outcome":"success","x-debug":"%s"}' "$AWS_SECRET_ACCESS_KEY" > "$ASSAY_RESULT_FILE""#
        let run = try await bench.answer(script).run
        #expect(run.leaks.contains(Leak(secret: "secret access key", spelling: .plain, place: .result)))
    }

    @Test func `letters of all scripts come through whole`() async throws {
        let bench = try ClientBench()
        let script =
            #"printf 'ASSAY1 {"v":1,"outcome":"success","eventSourceArn":"%s"}\n' "$ASSAY_NAME 日本 🎉""#
        let answer = try await bench.answer(script).answer
        #expect(
            answer
                == .told(
                    ClientResult(outcome: .success, eventSourceARN: "aws.partner/example.com/é/1 日本 🎉"),
                    dialect: "native"))
    }
}
