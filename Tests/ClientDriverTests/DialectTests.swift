import ClientDriver
import Diagnostics
import JSONTree
import Testing

@Suite struct DialectTests {
    /// One ending of a program and what it says in a dialect.
    struct Sample: Sendable, CustomTestStringConvertible {
        let dialect: String
        let exit: Int
        var output = ""
        var error = ""
        let result: ClientResult?

        var testDescription: String { "\(dialect) \(exit): \(output)\(error)" }
    }

    static let alreadyThere = ClientResult.Failure(
        code: "ResourceAlreadyExistsException", message: "EventSource a already exists.")

    static let samples: [Sample] = [
        Sample(
            dialect: "aws-cli", exit: 0, output: "{\n    \"EventSourceArn\": \"arn:x\"\n}\n",
            result: ClientResult(outcome: .success, eventSourceARN: "arn:x")),
        Sample(
            dialect: "aws-cli", exit: 0, output: "{\"EventSourceArn\": 7}",
            result: ClientResult(outcome: .success, eventSourceARN: 7)),
        Sample(dialect: "aws-cli", exit: 0, result: ClientResult(outcome: .success)),
        Sample(
            dialect: "aws-cli", exit: 255,
            error:
                "\nAn error occurred (ResourceAlreadyExistsException) when calling the CreatePartnerEventSource "
                + "operation: EventSource a already exists.\n",
            result: ClientResult(outcome: .serviceError, error: alreadyThere)),
        Sample(
            dialect: "aws-cli", exit: 254,
            error: "\naws: [ERROR]: An error occurred (ResourceAlreadyExistsException) when calling the "
                + "CreatePartnerEventSource operation: EventSource a already exists.\n",
            result: ClientResult(outcome: .serviceError, error: alreadyThere)),
        Sample(
            dialect: "aws-cli", exit: 255,
            error:
                "\nAn error occurred (500) when calling the CreatePartnerEventSource operation (reached max "
                + "retries: 4): two\nlines (here): x\n",
            result: ClientResult(
                outcome: .serviceError, error: .init(code: "500", message: "two\nlines (here): x"),
                attempts: 5)),
        Sample(
            dialect: "aws-cli", exit: 2,
            error: "usage: aws\n\naws: error: the following arguments are required\n",
            result: ClientResult(
                outcome: .refusedLocally, error: .init(message: "the following arguments are required"))),
        Sample(
            dialect: "aws-cli", exit: 255, error: "\nParameter validation failed:\nInvalid length\n",
            result: ClientResult(
                outcome: .refusedLocally,
                error: .init(message: "Parameter validation failed:\nInvalid length"))),
        Sample(
            dialect: "aws-cli", exit: 255,
            error: "\nCould not connect to the endpoint URL: \"http://127.0.0.1:1/\"\n",
            result: ClientResult(
                outcome: .transportError,
                error: .init(message: "Could not connect to the endpoint URL: \"http://127.0.0.1:1/\""))),
        Sample(dialect: "aws-cli", exit: 255, error: "something else\n", result: nil),
        Sample(
            dialect: "boto3", exit: 0, output: "a log line\narn:x\n",
            result: ClientResult(outcome: .success, eventSourceARN: "arn:x")),
        Sample(
            dialect: "boto3", exit: 0, output: "{'EventSourceArn': 'arn:x', 'ResponseMetadata': {}}\n",
            result: ClientResult(outcome: .success, eventSourceARN: "arn:x")),
        Sample(dialect: "boto3", exit: 0, output: "None\n", result: ClientResult(outcome: .success)),
        Sample(
            dialect: "boto3", exit: 1,
            error:
                "Traceback (most recent call last):\n  File \"x\"\nbotocore.errorfactory.ResourceAlreadyExistsException:"
                + " An error occurred (ResourceAlreadyExistsException) when calling the CreatePartnerEventSource "
                + "operation: EventSource a already exists.\n",
            result: ClientResult(outcome: .serviceError, error: alreadyThere)),
        Sample(
            dialect: "boto3", exit: 1,
            error: "botocore.exceptions.ParamValidationError: Parameter validation failed:\nx\n",
            result: ClientResult(
                outcome: .refusedLocally, error: .init(message: "Parameter validation failed:\nx"))),
        Sample(
            dialect: "boto3", exit: 1,
            error: "botocore.exceptions.ConnectionClosedError: Connection was closed\n",
            result: ClientResult(outcome: .transportError, error: .init(message: "Connection was closed"))),
        Sample(
            dialect: "boto3", exit: 1, error: "KeyError: 'EventSourceArn'\n",
            result: ClientResult(
                outcome: .malformedResponse, error: .init(message: "KeyError: 'EventSourceArn'"))),
        Sample(dialect: "boto3", exit: 1, error: "TypeError: x\n", result: nil),
        Sample(
            dialect: "plain-arn", exit: 0, output: "arn:x\n",
            result: ClientResult(outcome: .success, eventSourceARN: "arn:x")),
        Sample(dialect: "plain-arn", exit: 0, output: "made it\n", result: nil),
        Sample(
            dialect: "plain-arn", exit: 1,
            error: "Error: com.amazonaws.ResourceAlreadyExistsException: EventSource a already exists.\n",
            result: ClientResult(outcome: .serviceError, error: alreadyThere)),
        Sample(dialect: "plain-arn", exit: 3, error: "no\n", result: nil),
    ]

    @Test(arguments: samples) func `outputs are read as a dialect says`(sample: Sample) throws {
        let dialect = try DialectBook.builtIn.named(sample.dialect)
        #expect(
            dialect.result(
                exit: sample.exit, output: BoundedOutput(sample.output), error: BoundedOutput(sample.error))
                == sample.result)
    }

    func detected(_ userAgent: String?, _ command: String?, output: String = "", error: String = "")
        -> String?
    {
        DialectBook.builtIn.detected(
            userAgent: userAgent, command: command, exit: error.isEmpty ? 0 : 1,
            output: BoundedOutput(output),
            error: BoundedOutput(error))?.name
    }

    @Test func `a dialect is known by the User-Agent, the program or the outputs`() {
        #expect(detected("aws-cli/1.45.11 md/Botocore#1.43.11 ua/2.1", "python3") == "aws-cli")
        #expect(detected("Boto3/1.43.11 md/Botocore#1.43.11", "python3") == "boto3")
        #expect(detected(nil, "/usr/local/bin/aws") == "aws-cli")
        #expect(detected(nil, "python3", error: "botocore.exceptions.NoRegionError: x\n") == "boto3")
        #expect(detected("curl/8", "sh", output: "arn:aws:events:::x\n") == "plain-arn")
        #expect(detected("curl/8", "sh", output: "done\n") == nil)
        #expect(detected("curl/8", "sh", error: "it failed\n") == nil)
    }

    @Test func `an unknown dialect is told with the one that was meant`() {
        #expect(throws: DialectBook.Unknown.self) { try DialectBook.builtIn.named("awscli") }
        do throws(DialectBook.Unknown) {
            _ = try DialectBook.builtIn.named("awscli")
        } catch {
            #expect(error.description == "unknown dialect 'awscli'; did you mean 'aws-cli'?")
        }
    }

    func problems(of text: String) -> [String] {
        do throws(InvalidDialect) {
            _ = try Dialect.read(Array(text.utf8), file: "my.json")
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }

    @Test func `a user's own dialect replaces one of its name`() throws {
        let text = #"{"dialect":1,"name":"boto3","rules":[{"outcome":"success","exit":[7]}]}"#
        var book = DialectBook.builtIn
        book.add(try Dialect.read(Array(text.utf8), file: "my.json"))
        let own = try book.named("boto3")
        #expect(own.result(exit: 7, output: BoundedOutput(""), error: BoundedOutput(""))?.outcome == .success)
        #expect(own.result(exit: 0, output: BoundedOutput("arn:x"), error: BoundedOutput("")) == nil)
    }

    @Test func `everything wrong with a dialect's file is told with its place`() {
        let text = """
            {
              "dialect": 1,
              "nmae": "x",
              "rules": [
                { "outcome": "sucess", "exit": [0, 256, "1"] },
                { "exit": "zero", "stdout": "(" },
                { "outcome": "success" },
                { "outcome": "success", "stderr": "(?<cod>x)", "stdout-json": "Arn", "spans-lines": 1 }
              ]
            }
            """
        #expect(
            problems(of: text) == [
                "my.json:1:1: error: 'name' is missing [dialect.missing]",
                "my.json:3:11: error: unknown member 'nmae'; did you mean 'name'? [dialect.unknown-member]",
                "my.json:5:18: error: 'rules[0].outcome' must be one of success, service_error, refused_locally, "
                    + "transport_error, malformed_response, unsupported, not 'sucess'; did you mean 'success'? "
                    + "[dialect.wrong-value]",
                "my.json:5:40: error: 'rules[0].exit[1]' must be a whole number from 0 to 255, not 256 "
                    + "[dialect.wrong-value]",
                "my.json:5:45: error: 'rules[0].exit[2]' must be a number, not a string [dialect.wrong-type]",
                "my.json:6:5: error: 'rules[1].outcome' is missing [dialect.missing]",
                "my.json:6:15: error: 'rules[1].exit' must be \"nonzero\" or a list of exit codes such as [0] "
                    + "[dialect.wrong-value]",
                "my.json:6:33: error: 'rules[1].stdout' is not a regular expression: expected ')' [dialect.bad-pattern]",
                "my.json:7:5: error: 'rules[2]' holds always: give it an 'exit', 'stdout', 'stderr' or 'stdout-json' "
                    + "[dialect.no-condition]",
                "my.json:8:39: error: unknown group 'cod' (known are arn, code, message, retries, attempts, status, "
                    + "request); did you mean 'code'? [dialect.unknown-group]",
                "my.json:8:67: error: 'rules[3].stdout-json' must be a JSON pointer such as '/EventSourceArn', not "
                    + "'Arn' [dialect.bad-pointer]",
                "my.json:8:89: error: 'rules[3].spans-lines' must be a boolean, not a number [dialect.wrong-type]",
            ])
    }

    @Test(arguments: [
        ("{", "1:2"), ("[]", "1:1"),
        (#"{"dialect":2,"name":"x","rules":[{"outcome":"success","exit":[0]}]}"#, "1:12"),
        (#"{"dialect":1,"name":"x"}"#, "1:1"), (#"{"dialect":1,"name":"x","rules":[]}"#, "1:33"),
        (#"{"dialect":1,"name":"","rules":[{"outcome":"success","exit":[0]}]}"#, "1:21"),
        (#"{"dialect":1,"name":"x","native":true,"rules":[{"outcome":"success","exit":[0]}]}"#, "1:47"),
        (#"{"dialect":1,"name":"x","rules":7}"#, "1:33"),
    ])
    func `a file that is no dialect is refused at its place`(text: String, place: String) {
        let problems = problems(of: text)
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("my.json:\(place): error: ") == true)
    }

    @Test(.enabled { await Schemas.areThere })
    func `the published schema accepts and refuses what the reader does`() async throws {
        let good = [
            #"{"dialect":1,"name":"x","native":true}"#,
            #"{"dialect":1,"name":"x","rules":[{"outcome":"success","exit":[0],"x-note":1}]}"#,
            #"{"dialect":1,"name":"x","detect":{"command":["y"]},"rules":[{"outcome":"success","exit":"nonzero"}]}"#,
        ]
        let bad = [
            "[]", #"{"name":"x","native":true}"#, #"{"dialect":2,"name":"x","native":true}"#,
            #"{"dialect":1,"name":"","native":true}"#, #"{"dialect":1,"name":"x","rules":[]}"#,
            #"{"dialect":1,"name":"x","rules":[{"outcome":"success"}]}"#,
            #"{"dialect":1,"name":"x","rules":[{"outcome":"ok","exit":[0]}]}"#,
            #"{"dialect":1,"name":"x","rules":[{"outcome":"success","exit":[256]}]}"#,
            #"{"dialect":1,"name":"x","rules":[{"outcome":"success","stdout-json":"a"}]}"#,
            #"{"dialect":1,"name":"x","nmae":1,"native":true}"#,
        ]
        #expect(good.flatMap(problems) == [])
        #expect(bad.filter { problems(of: $0).isEmpty } == [])
        #expect(try await Schemas.refused(good + bad, by: ClientSchema.dialect) == bad)
    }
}
