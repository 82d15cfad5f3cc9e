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
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTrouble(path: path, code: errno) }
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
