import ArgumentParser
import ScenarioRunner

/// Which scenarios and cases are meant.
struct SelectionOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Scenario files, folders, patterns or FILE:LINE.",
            discussion: """
                Without any, the folder Scenarios. A folder is read with all folders in it. A pattern knows *, ?, [a-z] \
                and ** (quote it, or the shell expands it first). FILE:LINE, as every report prints it, means the case \
                on that line.
                """,
            valueName: "path"))
    var paths: [String] = []

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp("Only cases with this tag; repeat it for any of several.", valueName: "tag"))
    var tags: [String] = []

    @Option(
        name: .customLong("skip-tag"),
        help: ArgumentHelp("No cases with this tag; repeatable.", valueName: "tag"))
    var skippedTags: [String] = []

    @Option(
        name: .customLong("name"),
        help: ArgumentHelp(
            "Only cases whose scenario title or case label holds this text, or fits it as a pattern with * and ?.",
            valueName: "text"))
    var names: [String] = []

    @Option(
        name: .customLong("requirement"),
        help: ArgumentHelp(
            "Only cases that check this requirement, such as CPES-ERR-001 or 'CPES-SIG-*'; repeatable.",
            valueName: "id"))
    var requirements: [String] = []

    /// The folder that is meant when no path was given.
    static let defaultPath = "Scenarios"

    /// The choice that the options make.
    ///
    /// - Parameter indices: the cases asked for with `FILE:LINE`, by file.
    func selection(indices: [String: Set<Int>]) -> Selection {
        var selection = Selection()
        selection.tags = Set(tags)
        selection.skippedTags = Set(skippedTags)
        selection.names = names
        selection.requirements = requirements
        selection.indices = indices
        return selection
    }

    /// What to look for, the default put in.
    var soughtPaths: [String] { paths.isEmpty ? [Self.defaultPath] : paths }
}
