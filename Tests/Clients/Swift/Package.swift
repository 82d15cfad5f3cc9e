// swift-tools-version: 6.2

import PackageDescription

// A package of its own: a client under test is no part of Assay.
let package = Package(
    name: "SwiftClient",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "assay", path: "../../..")],
    targets: [
        .executableTarget(
            name: "SwiftClient", dependencies: [.product(name: "EventBridgeClient", package: "assay")])
    ]
)
