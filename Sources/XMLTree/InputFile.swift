#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is read once from its start, so many bytes at most.
final class InputFile {
    private let path: String
    private let descriptor: Int32
    private var left: Int
    private(set) var trouble: FileTrouble?
    /// Whether nothing was read so far.
    private(set) var isEmpty = true
    /// The file goes on beyond the bound.
    private(set) var isTooLong = false

    init(path: String, maximumBytes: Int) throws(FileTrouble) {
        self.path = path
        left = maximumBytes
        // A pipe that nobody writes into would hold the open for ever.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileTrouble(path: path, code: errno) }
        guard waitForWriter() else {
            throw FileTrouble(path: path, reason: "it is a pipe that nobody writes into")
        }
        _ = fcntl(descriptor, F_SETFL, 0)
    }

    /// How many milliseconds somebody may take to open the other end of a pipe.
    private static let writerPatience: Int32 = 2_000

    /// Whether there is something to read or somebody to wait for: always, but for a pipe without a writer.
    private func waitForWriter() -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return true }
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if unsafe poll(&event, 1, Self.writerPatience) > 0 { return true }
        // Nothing came: an empty pipe is at its end without a writer, and has nothing yet with one.
        var byte: UInt8 = 0
        return unsafe withUnsafeMutableBytes(of: &byte) { unsafe systemRead(descriptor, $0) } < 0
            && errno == EAGAIN
    }

    deinit {
        close(descriptor)
    }

    /// Reads on; 0 at the end, -1 where there is trouble or the bound is passed.
    func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = unsafe systemRead(descriptor, buffer)
            if count < 0, errno == EINTR { continue }
            if count < 0 {
                trouble = FileTrouble(path: path, code: errno)
                return -1
            }
            if count > 0 { isEmpty = false }
            left -= count
            guard left >= 0 else {
                isTooLong = true
                return -1
            }
            return count
        }
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(descriptor, buffer.baseAddress, buffer.count)
}
