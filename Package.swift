// swift-tools-version: 6.2

import PackageDescription

/// How every target of ours is compiled: the strictest rules that the compiler offers, warnings as errors.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "X509", package: "swift-certificates"),
    .product(name: "SwiftASN1", package: "swift-asn1"),
    crypto,
]

/// A module of ours, in `Sources/<name>`.
func module(_ name: String, imports: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: imports, resources: resources, swiftSettings: settings)
}

/// The tests of a module of ours, in `Tests/<name>Tests`, with the golden files that they read beside them.
func tests(of name: String, imports: [Target.Dependency] = [], goldens: String? = nil) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + imports,
        exclude: goldens.map { [$0] } ?? [], swiftSettings: settings)
}

let package = Package(
    name: "assay",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "assay", targets: ["assay"]),
        .library(name: "EventBridgeClient", targets: ["EventBridgeClient", "AWSWire", "HTTPMessages"]),
        .library(name: "EventBridgeFake", targets: ["EventBridgeFake", "AWSWire", "HTTPMessages"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // text
        module("Diagnostics"),
        module("JSONTree"),
        module("HTTPMessages"),
        module("YAMLTree", imports: ["Diagnostics", "JSONTree", yams]),
        // wire
        module("AWSWire", imports: ["JSONTree", "HTTPMessages", crypto]),
        module("HTTPWire", imports: ["HTTPMessages"] + nio),
        // language
        module(
            "ScenarioLanguage", imports: ["Diagnostics", "JSONTree", "YAMLTree", "AWSWire", "HTTPMessages"],
            resources: [.embedInCode("requirements.yaml")]),
        // record
        module("RunEvents", imports: ["JSONTree", "Diagnostics"]),
        // parties
        module("EventBridgeClient", imports: ["AWSWire", "HTTPWire", "HTTPMessages", "JSONTree"]),
        module(
            "EventBridgeFake", imports: ["AWSWire", "HTTPWire", "HTTPMessages", "JSONTree", "Diagnostics"]),
        module(
            "ClientDriver", imports: ["JSONTree", "Diagnostics", subprocess, systemPackage],
            resources: ["aws-cli", "boto3", "json-line", "plain-arn", "dialect.schema", "result.schema"].map {
                .embedInCode("Dialects/\($0).json")
            }),
        module(
            "FakeControl",
            imports: [
                "EventBridgeFake", "ScenarioLanguage", "AWSWire", "HTTPWire", "HTTPMessages", "JSONTree",
                "Diagnostics",
            ]),
        module(
            "ScenarioRunner",
            imports: ["ScenarioLanguage", "RunEvents", "Diagnostics", "JSONTree", "AWSWire", "HTTPMessages"]),
        // output
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        module("XMLTree", imports: ["CLibXML2", "Diagnostics"]),
        module(
            "Reporting", imports: ["XMLTree", "RunEvents", "Diagnostics", "JSONTree"],
            resources: ["ant", "any", "jenkins", "rich", "surefire"].map {
                .embedInCode("Schemas/junit-\($0).xsd")
            }),
        // command
        module(
            "AssayCommands",
            imports: [
                "Diagnostics", "JSONTree", "HTTPMessages", "AWSWire", "HTTPWire", "ScenarioLanguage",
                "RunEvents",
                "EventBridgeClient", "EventBridgeFake", "FakeControl", "ClientDriver", "ScenarioRunner",
                "Reporting", argumentParser,
            ]),
        .executableTarget(name: "assay", dependencies: ["AssayCommands"], swiftSettings: settings),
        // tests
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        tests(of: "Diagnostics"),
        tests(of: "JSONTree"),
        tests(of: "HTTPMessages"),
        tests(of: "YAMLTree", imports: ["Diagnostics", "JSONTree"]),
        tests(of: "AWSWire", imports: ["JSONTree", "HTTPMessages", crypto], goldens: "Vectors"),
        tests(of: "HTTPWire", imports: ["HTTPMessages", subprocess] + nio),
        tests(
            of: "ScenarioLanguage",
            imports: ["Diagnostics", "JSONTree", "YAMLTree", "AWSWire", "HTTPMessages"],
            goldens: "Malformed"),
        tests(of: "RunEvents", imports: ["JSONTree", "Diagnostics"], goldens: "Golden"),
        tests(
            of: "EventBridgeClient", imports: ["AWSWire", "HTTPWire", "HTTPMessages", "JSONTree", subprocess]),
        tests(
            of: "EventBridgeFake", imports: ["AWSWire", "HTTPWire", "HTTPMessages", "JSONTree", subprocess]),
        tests(of: "ClientDriver", imports: ["JSONTree", "Diagnostics"]),
        tests(
            of: "FakeControl",
            imports: ["EventBridgeFake", "AWSWire", "HTTPWire", "HTTPMessages", "JSONTree"]),
        tests(
            of: "ScenarioRunner",
            imports: ["ScenarioLanguage", "RunEvents", "Diagnostics", "JSONTree", "AWSWire", "HTTPMessages"]),
        tests(of: "XMLTree"),
        tests(
            of: "Reporting", imports: ["XMLTree", "RunEvents", "Diagnostics", "JSONTree"], goldens: "Golden"),
        tests(
            of: "AssayCommands",
            imports: [
                "JSONTree", "HTTPMessages", "AWSWire", "HTTPWire", "ScenarioLanguage", "EventBridgeFake",
                "ScenarioRunner",
            ]),
    ]
)
