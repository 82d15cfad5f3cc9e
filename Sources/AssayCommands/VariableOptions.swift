import ArgumentParser
import Diagnostics
import ScenarioLanguage

/// Variables given from outside; they override those of the files.
struct VariableOptions: ParsableArguments {
    @Option(
        name: .customLong("var"),
        help: ArgumentHelp(
            "Set a scenario variable, or partner or account; repeatable. Secrets are never variables.",
            valueName: "name=value"))
    var variables: [VariableArgument] = []

    @Option(
        name: .customLong("vars"),
        help: ArgumentHelp(
            "A YAML or JSON file that sets scenario variables; --var goes before it.", valueName: "file"))
    var file: String?

    /// Variables that scenarios read, and the two built-in values that can be set like one.
    struct Resolved {
        var overrides: [String: VariableOverride] = [:]
        var diagnostics: [Diagnostic] = []
    }

    /// The built-in values that can be set like a variable.
    private static let builtIn: Set<String> = ["partner", "account"]

    /// The partner's domain that was set.
    var partner: String? { variables.last { $0.name == "partner" }?.value }

    /// The customer's account that was set.
    var account: String? { variables.last { $0.name == "account" }?.value }

    /// The variables of the file and of the command line, the latter in place of the former.
    func resolved(in folder: String) throws(CommandFailure) -> Resolved {
        var resolved = Resolved()
        if let file {
            switch ScenarioLibrary.text(of: file, in: folder) {
            case .success(let text):
                let read = VariableOverride.read(text, file: file)
                resolved.overrides = read.values
                resolved.diagnostics = read.diagnostics
            case .failure(let failure):
                throw CommandFailure(.usage, "--vars \(file): \(failure.reason)")
            }
        }
        for variable in variables where !Self.builtIn.contains(variable.name) {
            resolved.overrides[variable.name] = VariableOverride(name: variable.name, text: variable.value)
        }
        if let name = resolved.overrides.keys.sorted().first(where: { BuiltInValue(rawValue: $0) != nil }) {
            throw CommandFailure(
                .usage, "the variable '\(name)' is built in and cannot be set\(Self.remedy(name))")
        }
        return resolved
    }

    /// What to do instead, where there is something.
    private static func remedy(_ name: String) -> String {
        switch name {
        case "region", "partition": "; use --region"
        case "partner", "account": " in a file; use --var \(name)=…"
        default: ""
        }
    }
}
