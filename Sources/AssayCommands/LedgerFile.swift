import Foundation
import JSONTree
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Why a ledger cannot be read or written.
package struct LedgerFailure: Error, Hashable, Sendable {
    package let message: String

    package init(message: String) {
        self.message = message
    }
}

/// The file in which every create on a live target is written down before it is sent.
///
/// JSON Lines, only ever appended to, by several processes at the same time if need be. A line is on the disk when
/// `append` returns.
package final class LedgerFile: Sendable {
    package let path: String
    /// What earlier runs may have left behind.
    let inherited: Set<LedgerItem>
    private let state: Mutex<State>

    private struct State {
        let handle: FileHandle
        var nextNumber: Int
    }

    /// Opens the ledger, making it and its folders where there is none; an older one is continued.
    package init(path: String) throws(LedgerFailure) {
        self.path = path
        let files = FileManager.default
        let known = files.fileExists(atPath: path) ? try Self.read(path) : []
        inherited = Set(LedgerBalance(known).left)
        do {
            let url = URL(fileURLWithPath: path)
            try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            if !files.fileExists(atPath: path) { try Data().write(to: url, options: .withoutOverwriting) }
            let handle = try FileHandle(forUpdating: url)
            // Whatever another process appends meanwhile: what is written goes to the end.
            guard fcntl(handle.fileDescriptor, F_SETFL, O_APPEND) == 0 else { throw Self.cannotOpen(path) }
            try Self.whileLocked(handle) { try Self.completeLastLine(of: handle) }
            state = Mutex(State(handle: handle, nextNumber: (known.compactMap(\.number).max() ?? 0) + 1))
        } catch {
            throw Self.cannotOpen(path)
        }
    }

    private static func cannotOpen(_ path: String) -> LedgerFailure {
        LedgerFailure(message: "the ledger \(path) cannot be opened for writing")
    }

    /// Keeps other processes from the file while the body writes; where files cannot be locked, it writes all the same.
    private static func whileLocked(_ handle: FileHandle, _ body: () throws -> Void) rethrows {
        let isLocked = flock(handle.fileDescriptor, LOCK_EX) == 0
        defer { if isLocked { flock(handle.fileDescriptor, LOCK_UN) } }
        try body()
    }

    /// A line that a crash left torn must not swallow the next one.
    private static func completeLastLine(of handle: FileHandle) throws {
        let end = try handle.seekToEnd()
        guard end > 0 else { return }
        try handle.seek(toOffset: end - 1)
        if try handle.read(upToCount: 1) != Data([0x0A]) { try handle.write(contentsOf: Data([0x0A])) }
    }

    /// The number of the next create, given out once.
    package func takeNumber() -> Int {
        state.withLock { state in
            defer { state.nextNumber += 1 }
            return state.nextNumber
        }
    }

    /// Writes a line and has the disk keep it.
    package func append(_ entry: LedgerEntry) throws(LedgerFailure) {
        do {
            try state.withLock { state in
                try Self.whileLocked(state.handle) { try state.handle.write(contentsOf: Data(entry.line)) }
                try state.handle.synchronize()
            }
        } catch {
            throw LedgerFailure(message: "the ledger \(path) cannot be written")
        }
    }

    /// The longest ledger that is read.
    private static let maximumBytes = 64 << 20

    /// All lines of a ledger; a torn last one is passed over, since its create was never sent.
    package static func read(_ path: String) throws(LedgerFailure) -> [LedgerEntry] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LedgerFailure(message: "the ledger \(path) cannot be read: \(whyUnreadable(path))")
        }
        guard data.count <= maximumBytes else {
            throw LedgerFailure(message: "the ledger \(path) is larger than \(maximumBytes) bytes")
        }
        return try entries(in: [UInt8](data), of: path)
    }

    private static func whyUnreadable(_ path: String) -> String {
        let target = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: target)
        switch attributes?[.type] as? FileAttributeType {
        case nil: return "there is no such file"
        case .typeDirectory: return "it is a folder"
        case .typeRegular: return "permission denied"
        default: return "it is no file"
        }
    }

    /// The lines that a ledger's bytes hold.
    package static func entries(in bytes: [UInt8], of path: String) throws(LedgerFailure) -> [LedgerEntry] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        var entries: [LedgerEntry] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            if let entry = LedgerEntry(line: Array(line)) {
                entries.append(entry)
            } else if index < lines.count - 1, (try? JSONReader.read(Array(line))) != nil {
                throw LedgerFailure(message: "\(path):\(index + 1): this is not a line of a ledger")
            }
        }
        if entries.isEmpty, bytes.contains(where: { $0 != 0x0A }) {
            throw LedgerFailure(message: "\(path) is not a ledger: none of its lines tells of a create")
        }
        return entries
    }
}

extension LedgerEntry {
    /// The entry as one line of JSON, line feed included.
    package var line: [UInt8] {
        var object: JSONObject = ["ledger": 1, "event": .string(event.rawValue)]
        if kind != .source { object.append("kind", .string(kind.rawValue)) }
        if let number { object.append("number", .number(JSONNumber(number))) }
        object.append("endpoint", .string(endpoint))
        object.append("region", .string(region))
        object.append("name", .string(name))
        object.append("account", .string(account))
        object.append("time", .number(JSONNumber(time)))
        return JSONWriter.bytes(.object(object)) + [0x0A]
    }

    /// Reads one line; members that this version does not know are passed over.
    package init?(line: [UInt8]) {
        guard let value = try? JSONReader.read(line), value["ledger"]?.number?.int == 1,
            let event = value["event"]?.string.flatMap(Event.init(rawValue:)),
            let endpoint = value["endpoint"]?.string, let region = value["region"]?.string,
            let name = value["name"]?.string, let account = value["account"]?.string,
            let kind = value["kind"].map({ $0.string.flatMap(LedgerKind.init(rawValue:)) }) ?? .source
        else { return nil }
        self.init(
            event: event, kind: kind, number: value["number"]?.number?.int, endpoint: endpoint,
            region: region,
            name: name,
            account: account, time: value["time"]?.number?.double ?? 0)
    }
}
