import AssayCommands
import Foundation
import Testing

@Suite struct ScenarioPathsTests {
    private func resolve(_ paths: [String], in folder: String) throws(PathFailure) -> [String] {
        try ScenarioPaths(currentFolder: folder).resolve(paths).map { path in
            path.lines.isEmpty
                ? path.file : "\(path.file):\(path.lines.map(String.init).joined(separator: ","))"
        }
    }

    private func suite() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for file in [
            "S/b.yaml", "S/a.yml", "S/deep/er/c.yaml", "S/.hidden.yaml", "S/README.md", "S/x.schema.json",
        ] {
            try folder.write("", to: file)
        }
        return folder
    }

    @Test func `a folder is read with all folders in it, in one order`() throws {
        let folder = try suite()
        #expect(try resolve(["S"], in: folder.path) == ["S/a.yml", "S/b.yaml", "S/deep/er/c.yaml"])
        #expect(
            try resolve([folder.path + "/S/"], in: folder.path) == [
                "S/a.yml", "S/b.yaml", "S/deep/er/c.yaml",
            ])
    }

    @Test(arguments: [
        (["S/*.yaml"], ["S/b.yaml"]),
        (["S/**/*.yaml"], ["S/b.yaml", "S/deep/er/c.yaml"]),
        (["S/d*"], ["S/deep/er/c.yaml"]),
        (["**/c.yaml"], ["S/deep/er/c.yaml"]),
        (["./S/b.yaml", "S//b.yaml"], ["S/b.yaml"]),
        (["S/b.yaml:12"], ["S/b.yaml:12"]),
        (["S/b.yaml:12:5", "S/b.yaml:3"], ["S/b.yaml:12,3"]),
        (["S/b.yaml:12", "S/b.yaml"], ["S/b.yaml"]),
        (["S/b.yaml", "S/b.yaml:12"], ["S/b.yaml"]),
    ])
    func `paths, patterns and lines lead to files`(paths: [String], expected: [String]) throws {
        let folder = try suite()
        #expect(try resolve(paths, in: folder.path) == expected)
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["S", "S/**", "**/*.yaml"])
    func `links that lead back to a folder around them are not followed for ever`(path: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "S/deep/c.yaml")
        for link in ["S/again", "S/deep/up", "S/deep/round"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(link)", withDestinationPath: folder.path + "/S")
        }
        #expect(try resolve([path], in: folder.path) == ["S/deep/c.yaml"])
    }

    @Test(arguments: [
        ("nowhere", "there is no file or folder 'nowhere'"),
        ("nowhere.yaml:12", "there is no file or folder 'nowhere.yaml'"),
        ("S/*.json5", "no scenario file matches 'S/*.json5'"),
        ("", "there is no file or folder ''"),
    ])
    func `a path that leads nowhere is told`(path: String, message: String) throws {
        let folder = try suite()
        #expect(throws: PathFailure(message: message)) { try resolve([path], in: folder.path) }
    }
}
