import AssayCommands
import Foundation
import Testing

@Suite struct CredentialTests {
    /// What the first line of a run against a port that answers nobody says of its credentials.
    private func notice(
        _ folder: borrowing TemporaryFolder, environment: [String: String] = [:], _ options: [String] = []
    ) async throws -> (AssayCommands.ExitStatus, String) {
        try folder.write(oneCreate(), to: "Scenarios/a.yaml")
        let bench = CommandBench()
        let path = folder.path
        let status = await bench.run(
            ["run", "--target", "http://127.0.0.1:1"] + options, in: path, environment: environment)
        return (status, String(bench.messages.prefix { $0 != "\n" }))
    }

    @Test func `the environment's go first`() async throws {
        let folder = try TemporaryFolder()
        let (status, line) = try await notice(
            folder, environment: ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret"])
        #expect(status == .inconclusive)
        #expect(line.contains("credentials from the environment variables"))
    }

    @Test func `a profile of the files is used when it is named`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "[ci]\naws_access_key_id = AKID\naws_secret_access_key = secret\n", to: ".aws/credentials")
        let (status, line) = try await notice(folder, ["--profile", "ci"])
        #expect(status == .inconclusive)
        #expect(line.contains("the profile 'ci'"))
    }

    @Test func `a credential process is run, without a shell and with our environment alone`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "#!/bin/sh\necho '{\"Version\": 1, \"AccessKeyId\": \"'$1'\", \"SecretAccessKey\": \"s\"}'\n",
            to: "give")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/give")
        try folder.write("[default]\ncredential_process = '\(folder.path)/give' AKID\n", to: ".aws/config")
        let (status, line) = try await notice(folder)
        #expect(status == .inconclusive)
        #expect(line.contains("credential_process"))
    }

    @Test func `a credential process that fails is an error, not passed over`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("[default]\ncredential_process = /nowhere/give\n", to: ".aws/config")
        let (status, line) = try await notice(folder)
        #expect(status == .usage)
        #expect(line.contains("there is no program '/nowhere/give'"))
    }

    @Test func `the example key is used on this machine alone, and said so`() async throws {
        let folder = try TemporaryFolder()
        let (status, line) = try await notice(folder)
        #expect(status == .inconclusive)
        #expect(
            line
                == "assay: no credentials are configured: using the documented example key AKIDEXAMPLE, as the "
                + "target is on this machine")
    }
}
