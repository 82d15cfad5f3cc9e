import Foundation
import Testing

/// The README's example is a package of its own, so that it is built and tested as it is written.
struct ReadmeExampleTextTests {
    @Test(arguments: ["Package.swift", "Tests/ProvisioningTests/RetryTests.swift"])
    func `the example in the README is the package that is built`(file: String) throws {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            .standardizedFileURL
        let readme = try String(contentsOf: project.appending(path: "README.md"), encoding: .utf8)
        let example = try String(
            contentsOf: project.appending(path: "Tests/EndToEnd/outside/\(file)"), encoding: .utf8)
        #expect(readme.contains("```swift\n\(example)```\n"), "\(file)")
    }
}
