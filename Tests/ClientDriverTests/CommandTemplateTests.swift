import ClientDriver
import Testing

@Suite struct CommandTemplateTests {
    static let values: [Placeholder: String] = [
        .endpoint: "http://127.0.0.1:9", .host: "127.0.0.1", .port: "9", .region: "us-east-1",
        .name: "aws.partner/é x/{port}", .account: "012345678901", .scenario: "a case", .context: "/c.json",
        .result: "/r.json",
    ]

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("{name}", "aws.partner/é x/{port}"),
        ("--name={name};", "--name=aws.partner/é x/{port};"), ("{host}:{port}", "127.0.0.1:9"),
        (
            "{endpoint}{region}{account}{scenario}{context}{result}",
            "http://127.0.0.1:9us-east-1012345678901a case/c.json/r.json"
        ),
        ("{{name}}", "{name}"), ("{{x}}{port}", "{x}9"), ("{{{port}}}", "{{port}}"),
        ("{\"a\": {\"b\": {}}}", "{\"a\": {\"b\": {}}}"), ("{}", "{}"), ("{ name }", "{ name }"),
        ("{Name}", "{Name}"), ("{port", "{port"), ("port}", "port}"), ("${name}", "${name}"),
        ("{a-b}", "{a-b}"),
        ("{0}", "{0}"), ("{", "{"), ("{{", "{{"), ("}}", "}}"),
    ])
    func `placeholders are filled in and all other braces are text`(argument: String, filled: String) throws {
        let template = try CommandTemplate(["client", argument])
        #expect(template.filled(with: Self.values) == ["client", filled])
    }

    @Test func `an unknown placeholder is told with the one that was meant`() {
        #expect(throws: CommandMistake.unknownPlaceholder("enpoint", argument: 3, suggestion: "endpoint")) {
            try CommandTemplate(["client", "--url", "{enpoint}"])
        }
        #expect(
            CommandMistake.unknownPlaceholder("enpoint", argument: 3, suggestion: "endpoint").description
                == "unknown placeholder '{enpoint}' in argument 3 of the client's command; did you mean '{endpoint}'? "
                + "('{{enpoint}}' is the plain text '{enpoint}')")
        #expect(
            CommandMistake.unknownPlaceholder("x", argument: 1, suggestion: nil).description.contains(
                "known are {endpoint} {host} {port} {region} {name} {account} {scenario} {context} {result}"))
    }

    @Test func `a command needs a program`() {
        #expect(throws: CommandMistake.empty) { try CommandTemplate([]) }
    }

    @Test func `a value that is missing is not taken for an empty one`() throws {
        let template = try CommandTemplate(["client", "{name}"])
        #expect(template.filled(with: [.account: "1"]) == nil)
        #expect(template.placeholders == [.name])
        #expect(try CommandTemplate(["client"]).filled(with: [:]) == ["client"])
    }

    @Test func `only arguments without placeholders are changed by a path's rule`() throws {
        let template = try CommandTemplate(["a", "{port}a", "b"]).mappingPlainArguments { $0 + "!" }
        #expect(template.filled(with: Self.values) == ["a!", "9a", "b!"])
    }
}
