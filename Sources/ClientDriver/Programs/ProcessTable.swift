import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The machine's processes as Linux shows them under `/proc`; elsewhere there is nothing to read.
///
/// Processes come and go while they are read: whatever cannot be read is not there.
enum ProcessTable {
    /// The processes of a group, and those that carry a mark in their environment; without the group's leader.
    static func members(of leader: Int32, mark: String?) -> [Straggler] {
        let mark = mark.map { Foundation.Data($0.utf8) }
        return youngerProcesses(than: leader).compactMap { process in
            guard process != Int(leader) else { return nil }
            let isOfGroup = getpgid(Int32(clamping: process)) == leader
            guard isOfGroup || mark.map({ carries($0, process) }) == true, let status = Status(process),
                !status.isDead
            else { return nil }
            let words = arguments(of: process)
            return Straggler(
                process: process, command: words.isEmpty ? status.name : words.joined(separator: " "),
                ports: listeningPorts(of: process))
        }
    }

    /// The argument lists of all processes started since a given one, with the process's identifier.
    static func argumentLists(since leader: Int32) -> [(process: Int, bytes: [UInt8])] {
        youngerProcesses(than: leader).compactMap { process in
            let bytes = contents("/proc/\(process)/cmdline")
            return bytes.isEmpty ? nil : (process, bytes)
        }
    }

    /// All processes with a higher number, or simply all once the numbers have started again.
    private static func youngerProcesses(than leader: Int32) -> [Int] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return [] }
        let last = String(decoding: contents("/proc/loadavg"), as: UTF8.self).split(separator: " ").last
        let hasWrapped = last.flatMap { Int32($0.filter(\.isNumber)) }.map { $0 < leader } ?? true
        return names.compactMap { Int($0) }.filter { hasWrapped || $0 >= Int(leader) }.sorted()
    }

    private static func carries(_ mark: Foundation.Data, _ process: Int) -> Bool {
        read("/proc/\(process)/environ").range(of: mark) != nil
    }

    private static func arguments(of process: Int) -> [String] {
        contents("/proc/\(process)/cmdline").split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func contents(_ path: String) -> [UInt8] {
        Array(read(path))
    }

    /// Reads to the end, however short the pieces are that the system gives.
    private static func read(_ path: String) -> Foundation.Data {
        guard let file = FileHandle(forReadingAtPath: path) else { return Foundation.Data() }
        defer { try? file.close() }
        return ((try? file.readToEnd()) ?? nil) ?? Foundation.Data()
    }

    /// The ports that a process listens on: its open sockets, looked up among the listening ones.
    private static func listeningPorts(of process: Int) -> [Int] {
        let folder = "/proc/\(process)/fd"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let sockets = Set(
            files.compactMap { file -> String? in
                guard
                    let target = try? FileManager.default.destinationOfSymbolicLink(
                        atPath: "\(folder)/\(file)"), target.hasPrefix("socket:[")
                else { return nil }
                return String(target.dropFirst(8).dropLast())
            })
        guard !sockets.isEmpty else { return [] }
        let ports = ["tcp", "tcp6"].flatMap { table in
            String(decoding: contents("/proc/\(process)/net/\(table)"), as: UTF8.self)
                .split(separator: "\n").dropFirst().compactMap { line -> Int? in
                    // Of its columns: 1 the local address, 3 the state (0A listens), 9 the socket.
                    let columns = line.split(separator: " ")
                    guard columns.count > 9, columns[3] == "0A", sockets.contains(String(columns[9])) else {
                        return nil
                    }
                    return columns[1].split(separator: ":").last.flatMap { Int($0, radix: 16) }
                }
        }
        return Set(ports).sorted()
    }

    /// What `/proc/PID/stat` says of a process.
    private struct Status {
        let name: String
        /// Ended, and not yet waited for by its parent.
        let isDead: Bool

        init?(_ process: Int) {
            let text = String(decoding: contents("/proc/\(process)/stat"), as: UTF8.self)
            // The name stands in parentheses and may hold any character, so the last one ends it.
            guard let start = text.firstIndex(of: "("), let end = text.lastIndex(of: ")"), start < end else {
                return nil
            }
            let columns = text[text.index(after: end)...].split(separator: " ")
            guard let state = columns.first else { return nil }
            name = String(text[text.index(after: start)..<end])
            isDead = state == "Z" || state == "X"
        }
    }
}
