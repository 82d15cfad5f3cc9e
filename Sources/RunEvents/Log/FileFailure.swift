import Foundation

/// What the system says about a failed file operation, in a few words.
func reason(of error: any Error) -> String {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain, let words = words(for: error.code) { return words }
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, cause.domain == NSPOSIXErrorDomain,
        let words = words(for: cause.code)
    {
        return words
    }
    return error.localizedDescription
}

/// Whether a plain file can be created at the path, or stands there.
func isMissingOrRegular(_ path: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return true }
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    return type == .typeRegular || type == .typeSymbolicLink
}

private func words(for code: Int) -> String? {
    guard let code = Int32(exactly: code), let posix = POSIXErrorCode(rawValue: code) else { return nil }
    return switch posix {
    case .ENOSPC: "no space is left on the device"
    case .EPIPE: "the pipe is closed"
    case .EACCES, .EPERM: "permission denied"
    case .ENOENT: "no such file or folder"
    case .EISDIR: "it is a folder"
    case .ENOTDIR: "a part of its path is not a folder"
    case .EROFS: "the file system is read-only"
    case .EDQUOT: "the disk quota is used up"
    case .EFBIG: "the file is too large"
    case .EMFILE, .ENFILE: "too many files are open"
    case .EIO: "the device does not work"
    default: "system error \(code)"
    }
}
