import ClientDriver
import Foundation
import JSONTree
import Testing

@Suite struct SpawningDriverTests {
    /// The variables that a client sees, as its own `env` prints them.
    func variables(_ run: ClientRun) -> [String: String] {
        let lines = run.standardOutput.text.split(separator: "\n").map {
            $0.split(separator: "=", maxSplits: 1)
        }
        return Dictionary(
            lines.filter { $0.count > 0 }.map { (String($0[0]), $0.count > 1 ? String($0[1]) : "") },
            uniquingKeysWith: { $1 })
    }

    @Test func `a client finds its call in a clean environment`() async throws {
        let bench = try ClientBench()
        var call = ClientCall.sample()
        call.retryMode = "standard"
        call.maxAttempts = 3
        call.certificateFile = "/ca.pem"
        let run = try await bench.driver(["env"]).drive(call)
        var found = variables(run)
        let folder = try #require(run.folder)
        for name in ["PATH", "HOME", "LANG", "TMPDIR", "PWD", "SHLVL", "_", "OLDPWD"] { found[name] = nil }
        found = found.filter { !$0.key.hasPrefix("PYTHON") }
        let tripwire = "http://127.0.0.1:1"
        #expect(
            found == [
                "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
                "AWS_ENDPOINT_URL_EVENTBRIDGE": "http://127.0.0.1:9",
                "AWS_ENDPOINT_URL_CLOUDWATCH_EVENTS": "http://127.0.0.1:9",
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false", "AWS_REGION": "eu-north-1",
                "AWS_DEFAULT_REGION": "eu-north-1", "AWS_ACCESS_KEY_ID": "AKIAASSAYEXAMPLE0001",
                "AWS_SECRET_ACCESS_KEY": "sEcReT/0123456789+abcdefghijklmnopqrstuv",
                "AWS_SESSION_TOKEN": "ToKeN0123456789==", "AWS_CONFIG_FILE": folder + "/aws-config",
                "AWS_SHARED_CREDENTIALS_FILE": folder + "/aws-credentials",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off", "AWS_MAX_ATTEMPTS": "3",
                "AWS_RETRY_MODE": "standard",
                "AWS_CA_BUNDLE": "/ca.pem", "SSL_CERT_FILE": "/ca.pem", "CURL_CA_BUNDLE": "/ca.pem",
                "REQUESTS_CA_BUNDLE": "/ca.pem", "NODE_EXTRA_CA_CERTS": "/ca.pem", "HTTPS_PROXY": tripwire,
                "HTTP_PROXY": tripwire, "ALL_PROXY": tripwire, "https_proxy": tripwire,
                "http_proxy": tripwire,
                "all_proxy": tripwire, "NO_PROXY": "127.0.0.1,localhost,::1",
                "no_proxy": "127.0.0.1,localhost,::1",
                "ASSAY_PROTOCOL": "1", "ASSAY_RUN": "run-1", "ASSAY_SCENARIO": "Orders: a name is used once",
                "ASSAY_NAME": "aws.partner/example.com/é/1", "ASSAY_ACCOUNT": "012345678901",
                "ASSAY_REGION": "eu-north-1", "ASSAY_ENDPOINT": "http://127.0.0.1:9",
                "ASSAY_CONTEXT_FILE": folder + "/context.json", "ASSAY_RESULT_FILE": folder + "/result.json",
            ])
        // A client that prints its environment prints its secrets.
        #expect(
            run.leaks.map(\.description) == [
                "the secret access key stands in standard output",
                "the session token stands in standard output",
            ])
    }

    @Test func `only what is asked for is passed on, and never what could lead elsewhere`() throws {
        let environment = [
            "PATH": "/bin", "HOME": "/h", "JAVA_HOME": "/j", "NODE_PATH": "n", "NODE_OPTIONS": "o",
            "SECRET": "s",
            "AWS_PROFILE": "p", "https_proxy": "x", "NODE_PROXY": "y",
        ]
        func passed(_ patterns: [String]) throws -> Set<String> {
            let client = ClientEnvironment(
                passing: try PassedVariables(patterns), of: environment, tripwire: nil, run: "r")
            return Set(client.passedNames)
        }
        #expect(try passed([]) == ["PATH", "HOME"])
        #expect(
            try passed(["JAVA_HOME", "NODE_*"]) == ["PATH", "HOME", "JAVA_HOME", "NODE_PATH", "NODE_OPTIONS"])
        for pattern in ["AWS_PROFILE", "HTTPS_PROXY", "no_proxy", "ASSAY_RUN", "", "*", "A=B", "A*B"] {
            #expect(throws: PassedVariables.Mistake.self) { try PassedVariables([pattern]) }
        }
    }

    @Test func `a client finds its call in the context file, which keeps no secret afterwards`() async throws
    {
        let bench = try ClientBench()
        let (run, _) = try await bench.answer("cat \"$ASSAY_CONTEXT_FILE\"")
        let folder = try #require(run.folder)
        let context = try JSONReader.read(run.standardOutput.kept)
        let expected: JSONValue = [
            "v": 1, "scenario": "Orders: a name is used once", "operation": "CreatePartnerEventSource",
            "input": ["Name": "aws.partner/example.com/é/1", "Account": "012345678901"],
            "endpoint": "http://127.0.0.1:9", "host": "127.0.0.1", "port": 9, "region": "eu-north-1",
            "name": "aws.partner/example.com/é/1", "account": "012345678901",
            "credentials": [
                "accessKeyId": "AKIAASSAYEXAMPLE0001",
                "secretAccessKey": "sEcReT/0123456789+abcdefghijklmnopqrstuv",
                "sessionToken": "ToKeN0123456789==",
            ], "timeoutSeconds": 30, "resultFile": .string(folder + "/result.json"),
        ]
        #expect(context == expected)
        let kept = try #require(FileManager.default.contents(atPath: folder + "/context.json"))
        #expect(!String(decoding: kept, as: UTF8.self).contains("sEcReT"))
    }

    @Test func `a client runs in a new folder of its own, which goes when it is not wanted`() async throws {
        let bench = try ClientBench()
        let driver = try bench.driver(["/bin/sh", "-c", "pwd; ls -A; touch left"])
        let first = await driver.drive(.sample(identifier: "one"))
        let second = await driver.drive(.sample(identifier: "two"))
        #expect(first.folder != second.folder)
        let folder = try #require(first.folder)
        #expect(first.standardOutput.text.hasSuffix("/one\naws-config\naws-credentials\ncontext.json\n"))
        #expect(FileManager.default.fileExists(atPath: folder + "/left"))
        driver.discard(first)
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(FileManager.default.fileExists(atPath: try #require(second.folder)))
    }

    @Test func `placeholders are filled with the call's own values, spaces and all`() async throws {
        let bench = try ClientBench()
        let driver = try bench.driver([
            "printf", "%s|", "{endpoint}", "{host}", "{port}", "{region}", "{name}", "{account}",
            "{scenario}",
            "{context}", "{result}",
        ])
        let run = await driver.drive(.sample())
        let folder = try #require(run.folder)
        #expect(
            run.standardOutput.text
                == "http://127.0.0.1:9|127.0.0.1|9|eu-north-1|aws.partner/example.com/é/1|012345678901|"
                + "Orders: a name is used once|\(folder)/context.json|\(folder)/result.json|")
    }

    @Test func `a client that cannot be asked is told as such`() async throws {
        let bench = try ClientBench()
        func ending(_ command: [String], _ call: ClientCall) async throws -> ClientRun.Ending {
            try await bench.driver(command).drive(call).ending
        }
        #expect(
            try await ending(["true", "{account}"], .sample(account: 12))
                == .impossible(reason: "the input has no text for a placeholder of the client's command"))
        #expect(
            try await ending(["true", "{name}"], .sample(name: "a\0b"))
                == .impossible(reason: "the input has a NUL character, which no argument can hold"))
        #expect(
            try await ending(["/nowhere/at-all"], .sample())
                == .notStarted(reason: "there is no program '/nowhere/at-all'"))
        // Nothing asks for the account as text, so a number is no trouble.
        #expect(try await ending(["true"], .sample(account: 12)) == .exited(status: 0))
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path + "/clients")
        #expect(left == ["case-1"])
    }
}
