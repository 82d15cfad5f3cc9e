#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that appears under its name whole or not at all.
///
/// What is written goes to a temporary file beside it, which takes the name when all is on the disk. A device
/// or a pipe is written directly. The parent folders are made. Not used by two threads at once.
package final class WholeFile {
    private static let portion = 64 << 10

    private let path: String
    /// The temporary file; nil where a device or a pipe is written directly.
    private let temporaryPath: String?
    private var descriptor: Int32
    private var gathered: [UInt8] = []
    /// The first trouble; whatever is written after it is dropped, and `finish` tells it.
    package private(set) var trouble: FileTrouble?

    package init(path: String) throws(FileTrouble) {
        let target = WholeFile.resolved(path)
        self.path = target
        if WholeFile.isSpecial(target) {
            temporaryPath = nil
            descriptor = unsafe open(target, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileTrouble(path: path, code: errno) }
        } else {
            let (folder, name) = WholeFile.split(target)
            try WholeFile.makeFolder(folder)
            guard !name.isEmpty else { throw FileTrouble(path: path, code: EISDIR) }
            let mark = String(UInt64.random(in: .min ... .max), radix: 36)
            let temporary = "\(folder.isEmpty ? "" : "\(folder)/").\(name.prefix(60)).\(mark).part"
            temporaryPath = temporary
            descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw FileTrouble(path: path, code: errno) }
        }
        gathered.reserveCapacity(WholeFile.portion + 8192)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if let temporaryPath { unsafe unlink(temporaryPath) }
    }

    /// Adds bytes; trouble is kept for `finish`.
    package func write(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { bytes in unsafe write(bytes) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        guard trouble == nil else { return }
        unsafe gathered.append(contentsOf: bytes)
        if gathered.count >= WholeFile.portion { flush() }
    }

    /// Writes what is left, has the disk keep it and gives the file its name.
    package func finish() throws(FileTrouble) {
        flush()
        if let trouble { throw trouble }
        if let temporaryPath {
            guard fsync(descriptor) == 0 else { throw FileTrouble(path: path, code: errno) }
            guard unsafe rename(temporaryPath, path) == 0 else { throw FileTrouble(path: path, code: errno) }
        }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw FileTrouble(path: path, code: errno) }
    }

    private func flush() {
        guard trouble == nil else { return }
        var written = 0
        while written < gathered.count {
            let count = unsafe gathered.withUnsafeBytes { bytes in
                unsafe systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                trouble = FileTrouble(path: path, code: count < 0 ? errno : ENOSPC)
                break
            }
            written += count
        }
        gathered.removeAll(keepingCapacity: true)
    }

    /// The file that a symbolic link leads to, so that the link itself stays.
    private static func resolved(_ path: String) -> String {
        guard let found = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return kind != S_IFREG && kind != S_IFDIR
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (
            slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...])
        )
    }

    /// Makes a folder and those above it.
    private static func makeFolder(_ path: String) throws(FileTrouble) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            guard unsafe mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
            let code = errno
            // A folder that is there may refuse with another error, as on a read-only file system.
            guard unsafe access(made, F_OK) == 0 else { throw FileTrouble(path: made, code: code) }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    unsafe write(descriptor, bytes.baseAddress, bytes.count)
}
