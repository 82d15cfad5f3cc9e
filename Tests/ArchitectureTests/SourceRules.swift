/// What no source file may hold, as data: each rule with its reason and its exceptions with theirs.
enum SourceRules {
    struct Rule: Sendable {
        /// Swift as it must not stand, comments and string literals left out.
        let code: String
        let reason: String
        /// Modules where it may stand all the same, and why.
        let exceptions: [String: String]

        init(_ code: String, _ reason: String, except exceptions: [String: String] = [:]) {
            self.code = code
            self.reason = reason
            self.exceptions = exceptions
        }
    }

    static let maximumLines = 400

    static let rules: [Rule] = [
        Rule("@testable", "tests use what modules offer"),
        Rule("try!", "an error is told, not a crash"),
        Rule("as!", "a value of another type is told, not a crash"),
        Rule("fatalError", "our own mistakes are preconditions with a sentence"),
        Rule("@unchecked", "the compiler checks what is sent between tasks"),
        Rule("nonisolated(unsafe)", "the compiler checks what is shared between tasks"),
        Rule("Task.detached", "tasks are structured"),
        Rule("Task {", "tasks are structured"),
        Rule("@preconcurrency", "the compiler checks what is sent between tasks"),
        Rule(
            "unsafe", "memory is safe outside the one module that speaks C",
            except: ["XMLTree": "libxml2 is a C library of pointers"]),
        Rule("JSONSerialization", "JSON is read and written by JSONTree, which keeps what was written"),
        Rule("JSONEncoder", "JSON is read and written by JSONTree, which keeps what was written"),
        Rule("JSONDecoder", "JSON is read and written by JSONTree, which keeps what was written"),
        Rule("ProcessInfo", "libraries do not read the environment", except: commands),
        Rule("getenv", "libraries do not read the environment", except: commands),
        Rule("print(", "libraries do not print", except: commands),
        Rule("exit(", "libraries do not exit", except: commands),
        Rule("public", "only library products have a public face", except: publicModules),
        Rule("open class", "nothing of ours is subclassed by others"),
    ]

    /// Words that say nothing in a type's name.
    static let emptyWords: Set<String> = ["Mock", "Helper", "Util", "Utils", "Manager", "Data", "Info"]

    private static let commands = [
        "AssayCommands": "it is the program's face to its user", "assay": "it starts AssayCommands",
    ]

    private static let publicModules = [
        "EventBridgeClient": "a library product", "EventBridgeFake": "a library product",
        "AWSWire": "named by the products' signatures", "HTTPMessages": "named by the products' signatures",
    ]
}
