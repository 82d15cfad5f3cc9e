// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "provisioning",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "assay", path: "../assay")
    ],
    targets: [
        .target(name: "Provisioning"),
        .testTarget(
            name: "ProvisioningTests",
            dependencies: ["Provisioning", .product(name: "EventBridgeFake", package: "assay")]),
    ])
