#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file could not be opened, read, written or put in its place, and what the system says about it.
package struct FileTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(path: String, code: Int32) {
        self.init(path: path, reason: FileTrouble.words(for: code))
    }

    package var description: String { "\(path): \(reason)" }

    private static func words(for code: Int32) -> String {
        switch code {
        case ENOSPC: "no space is left on the device"
        case EPIPE: "the pipe is closed"
        case EACCES, EPERM: "permission denied"
        case ENOENT: "no such file or folder"
        case EISDIR: "it is a folder"
        case ENOTDIR: "a part of its path is not a folder"
        case EROFS: "the file system is read-only"
        case EDQUOT: "the disk quota is used up"
        case EFBIG: "the file is too large"
        case EMFILE, ENFILE: "too many files are open"
        case EIO: "the device does not work"
        default: "system error \(code)"
        }
    }
}
