import ArgumentParser
import ClientDriver
import FakeControl
import Reporting
import RunEvents
import ScenarioLanguage

/// `assay schema`: prints the schemas of what Assay reads and writes.
struct SchemaCommand: ParsableCommand, AssayAction {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract:
            """
            Print a schema: of scenario files, of run logs, of JUnit reports, of the control API, of what clients report; \
            or the catalogue of faults.
            """,
        discussion: """
              assay schema scenario > scenario.schema.json    JSON Schema for editors
              assay schema run-log                            JSON Schema of one line of a run log
              assay schema junit-jenkins                      XML Schema of a JUnit flavor
              assay schema faults                             the fake's faults with their fields, as JSON
              assay schema control-api                        OpenAPI document of what 'assay serve' can be told
              assay schema client-result                      JSON Schema of the native result of a client under test
              assay schema dialect                            JSON Schema of a file for --dialect
            """)

    /// The schemas by the names that scripts use.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case scenario
        case runLog = "run-log"
        case junit
        case jenkins = "junit-jenkins"
        case surefire = "junit-surefire"
        case ant = "junit-ant"
        case rich = "junit-rich"
        case faults
        case controlAPI = "control-api"
        case clientResult = "client-result"
        case dialect
    }

    @Argument(help: ArgumentHelp("Which schema; junit is that of the standard flavor.", valueName: "schema"))
    var subject: Subject

    func carryOut(in surroundings: Surroundings) async throws(CommandFailure) -> ExitStatus {
        let console = surroundings.console
        switch subject {
        case .scenario: console.writeData(ScenarioSchema.text)
        case .runLog: console.writeData(RunLogSchema.text)
        case .junit, .jenkins: console.writeData(JUnitFlavor.jenkins.schema)
        case .surefire: console.writeData(JUnitFlavor.surefire.schema)
        case .ant: console.writeData(JUnitFlavor.ant.schema)
        case .rich: console.writeData(JUnitFlavor.rich.schema)
        case .faults: console.writeData(FaultCatalogue.text)
        case .clientResult: console.writeData(ClientSchema.result)
        case .dialect: console.writeData(ClientSchema.dialect)
        case .controlAPI: console.writeData(OpenAPIDocument.text(version: assayVersion))
        }
        return .passed
    }
}
