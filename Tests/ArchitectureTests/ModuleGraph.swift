/// Who may import whom: the architecture as data, one row a module.
enum ModuleGraph {
    struct Row: Sendable {
        /// Modules of ours that this one may import.
        let ours: Set<String>
        /// Libraries of others that this one fences; none of their types leave it.
        let foreign: Set<String>

        init(_ ours: Set<String> = [], foreign: Set<String> = []) {
            self.ours = ours
            self.foreign = foreign
        }
    }

    static let rows: [String: Row] = [
        // text
        "Diagnostics": Row(),
        "JSONTree": Row(),
        "HTTPMessages": Row(),
        "YAMLTree": Row(["Diagnostics", "JSONTree"], foreign: ["Yams"]),
        // wire
        "AWSWire": Row(["JSONTree", "HTTPMessages"], foreign: ["Crypto"]),
        "HTTPWire": Row(
            ["HTTPMessages"],
            foreign: [
                "NIOCore", "NIOPosix", "NIOHTTP1", "NIOTLS", "NIOSSL", "NIOConcurrencyHelpers", "X509",
                "SwiftASN1",
                "Crypto",
            ]),
        // language
        "ScenarioLanguage": Row(["YAMLTree", "Diagnostics", "JSONTree", "AWSWire", "HTTPMessages"]),
        // record
        "RunEvents": Row(["JSONTree", "Diagnostics"]),
        // parties
        "EventBridgeClient": Row(["AWSWire", "HTTPWire", "HTTPMessages", "JSONTree"]),
        "EventBridgeFake": Row(["AWSWire", "HTTPWire", "HTTPMessages", "JSONTree", "Diagnostics"]),
        "ClientDriver": Row(["JSONTree", "Diagnostics"], foreign: ["Subprocess", "SystemPackage"]),
        "FakeControl": Row(
            [
                "EventBridgeFake", "ScenarioLanguage", "AWSWire", "HTTPWire", "HTTPMessages", "JSONTree",
                "Diagnostics",
            ]),
        "ScenarioRunner": Row(
            ["ScenarioLanguage", "RunEvents", "AWSWire", "JSONTree", "HTTPMessages", "Diagnostics"]),
        // output
        "CLibXML2": Row(),
        "XMLTree": Row(["Diagnostics"], foreign: ["CLibXML2"]),
        "Reporting": Row(["XMLTree", "RunEvents", "JSONTree", "Diagnostics"]),
        // command
        "AssayCommands": Row(
            [
                "Diagnostics", "JSONTree", "HTTPMessages", "AWSWire", "HTTPWire", "ScenarioLanguage",
                "RunEvents",
                "EventBridgeClient", "EventBridgeFake", "FakeControl", "ClientDriver", "ScenarioRunner",
                "Reporting",
            ],
            foreign: ["ArgumentParser"]),
        "assay": Row(["AssayCommands"]),
    ]

    /// What comes with the toolchain or the system, and may stand anywhere.
    static let everywhere: Set<String> = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
    ]

    /// Libraries that the manifest names by a constant of its own.
    static let productsOfManifest: [String: Set<String>] = [
        "yams": ["Yams"],
        "crypto": ["Crypto"],
        "subprocess": ["Subprocess"],
        "systemPackage": ["SystemPackage"],
        "argumentParser": ["ArgumentParser"],
        "nio": ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOConcurrencyHelpers", "NIOSSL", "X509", "Crypto"],
    ]
}
