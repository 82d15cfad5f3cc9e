package import RunEvents
import XMLTree

/// Writes a run log as JUnit XML.
///
/// One suite for each scenario file, flat; one `testcase` for each case, in plan order, whatever finished first.
/// The same log always gives the same bytes. Memory does not grow with what the cases say.
package enum JUnitReport {
    /// Writes the report and gives the paths of its files; for `surefire` the path is a folder.
    @discardableResult
    package static func write(
        _ index: RunLogIndex, flavor: JUnitFlavor, to path: String
    ) throws(ReportFailure) -> [String] {
        let names = JUnitNames(index)
        if flavor.isFolder { return try writeFolder(index, names, to: path) }
        var report = JUnitReportWriter(try document(at: path), index, names, flavor)
        try report.writeAll()
        return [path]
    }

    private static func writeFolder(
        _ index: RunLogIndex, _ names: JUnitNames, to folder: String
    ) throws(ReportFailure) -> [String] {
        var paths: [String] = []
        var taken: Set<String> = []
        for number in index.suites.indices {
            let path = "\(folder)/\(fileName(names.suites[number].classname, &taken))"
            var report = JUnitReportWriter(try document(at: path), index, names, .surefire)
            try report.writeSuite(number)
            paths.append(path)
        }
        return paths
    }

    private static func document(at path: String) throws(ReportFailure) -> XMLDocumentWriter {
        do throws(FileTrouble) {
            return try XMLDocumentWriter(into: WholeFile(path: path))
        } catch {
            throw .file(error)
        }
    }

    /// `TEST-` and the suite's name, as Surefire calls its files, in characters that every file system takes.
    private static func fileName(_ classname: String, _ taken: inout Set<String>) -> String {
        let plain = classname.unicodeScalars.prefix(180).map { scalar -> Character in
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", ".", "_", "-": Character(scalar)
            default: "_"
            }
        }
        var number = 1
        while true {
            let name = number == 1 ? "TEST-\(String(plain)).xml" : "TEST-\(String(plain))-\(number).xml"
            // Where case does not tell files apart, these would be one.
            if taken.insert(name.lowercased()).inserted { return name }
            number += 1
        }
    }
}
