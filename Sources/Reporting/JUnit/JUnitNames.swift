import Diagnostics
import RunEvents

/// The names of suites and cases in a report: unique together, and alike in every run of the same plan.
struct JUnitNames {
    /// What a suite is called; each suite has its own.
    struct Suite: Hashable {
        /// The dotted folder and file, such as `Scenarios.create.names`.
        var classname: String
        /// The dotted folder; empty for none.
        var package: String
        /// The file's part of the name.
        var name: String
    }

    private static let partLimit = 120
    private static let depthLimit = 16
    private let index: RunLogIndex
    /// As many as the index has suites, in their order.
    let suites: [Suite]

    init(_ index: RunLogIndex) {
        self.index = index
        var taken: Set<String> = []
        suites = index.suites.map { suite in
            var parts = JUnitNames.parts(of: suite.file)
            let name = parts.removeLast()
            let package = parts.joined(separator: ".")
            var number = 1
            while true {
                let own = number == 1 ? name : "\(name)-\(number)"
                let classname = package.isEmpty ? own : "\(package).\(own)"
                if taken.insert(classname).inserted {
                    return Suite(classname: classname, package: package, name: own)
                }
                number += 1
            }
        }
    }

    /// Starts naming the cases of one file; they must then be named in the order of reports.
    func cases(of suite: LoggedSuite) -> Cases {
        Cases(index: index, file: suite.file)
    }

    /// Names the cases of one file: the second case of a name gets a number.
    struct Cases {
        fileprivate let index: RunLogIndex
        fileprivate let file: String
        private var numbers: [String: Int] = [:]

        fileprivate init(index: RunLogIndex, file: String) {
            self.index = index
            self.file = file
        }

        mutating func name(of planned: PlannedCase) -> String {
            let name = planned.reportName
            // Only names that the index has seen twice are kept, so that memory does not grow with the cases.
            guard index.hasRepeatedNames, index.caseCount(named: name, in: file) > 1 else { return name }
            var number = numbers[name, default: 0] + 1
            defer { numbers[name] = number }
            if number == 1 { return name }
            while index.caseCount(named: "\(name) (\(number))", in: file) > 0 { number += 1 }
            return "\(name) (\(number))"
        }
    }

    /// The folders and the file without its ending, made fit to stand between dots; never empty.
    private static func parts(of file: String) -> [String] {
        var parts = file.split(separator: "/").filter { $0 != "." && $0 != ".." }.map(String.init)
        if let last = parts.popLast() {
            let ending = [".yaml", ".yml", ".json"].first { last.hasSuffix($0) && last != $0 } ?? ""
            parts.append(String(last.dropLast(ending.count)))
        }
        let named = parts.suffix(depthLimit).map { part -> String in
            var scalars = String.UnicodeScalarView()
            for scalar in visible(part).unicodeScalars.prefix(partLimit) {
                scalars.append(scalar == "." || scalar.properties.isWhitespace ? "_" : scalar)
            }
            return String(scalars)
        }
        return named.isEmpty ? ["scenarios"] : named
    }
}
