import Foundation

/// A scenario file that a command line asks for, and the lines of it when only some cases are meant.
package struct ScenarioPath: Hashable, Sendable {
    /// As it appears in reports: relative to the current folder where it lies below it.
    package let file: String
    /// The lines asked for with `FILE:LINE`; empty when the whole file is meant.
    package var lines: [Int]
}

/// Why a path on the command line leads nowhere.
package struct PathFailure: Error, Hashable, Sendable {
    package let message: String

    package init(message: String) {
        self.message = message
    }
}

/// Finds the scenario files that paths, folders, patterns and `FILE:LINE` stand for.
package struct ScenarioPaths {
    private let currentFolder: String
    /// No suite has deeper folders than this.
    private static let maximumDepth = 40

    package init(currentFolder: String) {
        self.currentFolder = currentFolder
    }

    /// The files behind all the paths, sorted, each once.
    package func resolve(_ paths: [String]) throws(PathFailure) -> [ScenarioPath] {
        var found: [String: ScenarioPath] = [:]
        func add(_ file: String, line: Int?) {
            let file = shortened(file)
            if var known = found[file] {
                // The whole file and some of its lines together are the whole file.
                known.lines = line.map { known.lines.isEmpty ? [] : known.lines + [$0] } ?? []
                found[file] = known
            } else {
                found[file] = ScenarioPath(file: file, lines: line.map { [$0] } ?? [])
            }
        }
        for path in paths {
            switch kind(of: path) {
            case .file:
                add(path, line: nil)
            case .folder:
                for file in try files(below: path) { add(file, line: nil) }
            case .absent:
                let (base, line) = Self.splitLine(path)
                if let line, case .file = kind(of: base) {
                    add(base, line: line)
                } else if GlobPattern.isPattern(path) {
                    let files = try expand(path)
                    if files.isEmpty { throw PathFailure(message: "no scenario file matches '\(path)'") }
                    for file in files { add(file, line: nil) }
                } else {
                    throw PathFailure(message: "there is no file or folder '\(base)'")
                }
            }
        }
        return found.values.sorted { Self.precedes($0.file, $1.file) }
    }

    /// Takes `FILE:LINE` and `FILE:LINE:COLUMN`, as every report prints a place, apart.
    package static func splitLine(_ text: String) -> (path: String, line: Int?) {
        func cut(_ text: Substring) -> (Substring, Int)? {
            guard let colon = text.lastIndex(of: ":"), colon != text.startIndex else { return nil }
            let digits = text[text.index(after: colon)...]
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(digits)
            else {
                return nil
            }
            return (text[..<colon], number)
        }
        guard let (rest, last) = cut(text[...]) else { return (text, nil) }
        if let (path, line) = cut(rest) { return (String(path), line) }
        return (String(rest), last)
    }

    /// Orders paths folder by folder, so that a folder's files stand together.
    static func precedes(_ left: String, _ right: String) -> Bool {
        // With the slash before every other character, folder by folder is byte by byte.
        func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
        return left.utf8.lexicographicallyPrecedes(right.utf8) { rank($0) < rank($1) }
    }

    private enum Kind { case file, folder, absent }

    private func kind(of path: String) -> Kind {
        guard !path.isEmpty else { return .absent }
        // Attributes are those of a link itself, so links are followed first.
        guard
            let type = try? FileManager.default.attributesOfItem(atPath: real(path))[.type]
                as? FileAttributeType
        else {
            return .absent
        }
        return type == .typeDirectory ? .folder : .file
    }

    /// The path with all its links followed.
    private func real(_ path: String) -> String {
        URL(fileURLWithPath: absolute(path)).resolvingSymlinksInPath().path
    }

    /// The folders around a folder and itself, links followed; nil where a link leads back to one of them.
    private func trail(to folder: String, from trail: [String]) throws(PathFailure) -> [String]? {
        guard trail.count < Self.maximumDepth else {
            throw PathFailure(message: "the folders below '\(folder)' go deeper than \(Self.maximumDepth)")
        }
        let real = real(folder)
        return trail.contains(real) ? nil : trail + [real]
    }

    /// All scenario files of a folder and the folders in it; hidden ones are not looked at.
    ///
    /// - Parameter outer: the folders it was reached through, links followed.
    private func files(below folder: String, outer: [String] = []) throws(PathFailure) -> [String] {
        guard let trail = try trail(to: folder, from: outer) else { return [] }
        var found: [String] = []
        for name in try names(in: folder) where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            if Self.isScenarioName(name) {
                found.append(path)
            } else if !name.contains("."), case .folder = kind(of: path) {
                found += try files(below: path, outer: trail)
            } else if name.contains("."), !Self.isOtherFile(name), case .folder = kind(of: path) {
                found += try files(below: path, outer: trail)
            }
        }
        return found
    }

    /// Whether a file in a folder is taken for a scenario by its name.
    private static func isScenarioName(_ name: String) -> Bool {
        name.hasSuffix(".yaml") || name.hasSuffix(".yml")
            || (name.hasSuffix(".json") && !name.hasSuffix(".schema.json"))
    }

    private static func isOtherFile(_ name: String) -> Bool {
        name.hasSuffix(".md") || name.hasSuffix(".json") || name.hasSuffix(".txt")
    }

    private func names(in folder: String) throws(PathFailure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: absolute(folder))
        } catch {
            throw PathFailure(message: "the folder '\(folder)' cannot be read")
        }
    }

    private func expand(_ pattern: String) throws(PathFailure) -> [String] {
        var parts = pattern.split(separator: "/").map(String.init)
        var base = pattern.hasPrefix("/") ? "/" : ""
        while let part = parts.first, !GlobPattern.isPattern(part) {
            base = joined(base, part)
            parts.removeFirst()
        }
        return try expand(parts[...], in: base, outer: [])
    }

    private func expand(
        _ parts: ArraySlice<String>, in folder: String, outer: [String]
    ) throws(PathFailure) -> [String] {
        guard let part = parts.first else {
            switch kind(of: folder) {
            case .file: return [folder]
            case .folder: return try files(below: folder)
            case .absent: return []
            }
        }
        guard folder.isEmpty || kind(of: folder) == .folder else { return [] }
        guard GlobPattern.isPattern(part) else {
            return try expand(parts.dropFirst(), in: joined(folder, part), outer: [])
        }
        let pattern = GlobPattern(part)
        var found: [String] = []
        var trail: [String] = []
        if pattern.isAnyDepth {
            guard let known = try self.trail(to: folder.isEmpty ? "." : folder, from: outer) else {
                return []
            }
            trail = known
            found += try expand(parts.dropFirst(), in: folder, outer: [])
        }
        for name in try names(in: folder.isEmpty ? "." : folder) {
            let path = joined(folder, name)
            if pattern.isAnyDepth {
                guard !name.hasPrefix("."), kind(of: path) == .folder else { continue }
                found += try expand(parts, in: path, outer: trail)
            } else if pattern.covers(name) {
                found += try expand(parts.dropFirst(), in: path, outer: [])
            }
        }
        return found
    }

    private func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : joined(currentFolder, path)
    }

    /// The path as reports show it: relative where it lies below the current folder, without `./` and `//`.
    private func shortened(_ path: String) -> String {
        // A `..` stays: behind a link it does not lead where its text says.
        let parts = path.split(separator: "/").filter { $0 != "." }
        let clean = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        let home = currentFolder.hasSuffix("/") ? currentFolder : currentFolder + "/"
        return clean.hasPrefix(home) ? String(clean.dropFirst(home.count)) : clean
    }
}
