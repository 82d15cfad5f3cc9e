import ClientDriver
import Foundation

extension DriverClock {
    /// The machine's own: real programs take real time.
    static let real = DriverClock(
        elapsed: { ContinuousClock.now - origin }, wait: { _ = try? await Task.sleep(for: $0) })

    private static let origin = ContinuousClock.now

    /// The real clock, but one wait is over when a file appears: a deadline that no load of the machine brings near.
    ///
    /// - Parameter pace: how much faster time passes than it is waited for.
    static func gated(_ gate: Duration, by file: String, pace: Int = 1) -> DriverClock {
        DriverClock(elapsed: { real.elapsed() * pace }) { duration in
            guard duration == gate else { return await real.wait(duration) }
            while !Task.isCancelled, !FileManager.default.fileExists(atPath: file) {
                await real.wait(.milliseconds(5))
            }
        }
    }
}

/// A folder of its own for one test, gone with it.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/assay-driver-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, by default a program, and returns its path.
    func write(_ text: String, to name: String, isProgram: Bool = true) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes(
            [.posixPermissions: isProgram ? 0o755 : 0o644], ofItemAtPath: file)
        return file
    }
}

/// Tells whether a process is there and not just waiting to be collected.
func isRunning(_ process: Int) -> Bool {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return false }
    let text = String(decoding: stat, as: UTF8.self)
    return !text.contains(") Z ") && !text.contains(") X ")
}

/// Waits for a killed process to be gone, which takes a busy machine a while; false where it stays.
func isGone(_ process: Int) async -> Bool {
    for _ in 0..<400 where isRunning(process) { await DriverClock.real.wait(.milliseconds(25)) }
    return !isRunning(process)
}

/// An order that runs a shell script, with room for slow machines.
func shell(
    _ script: String, deadline: Duration = .seconds(60), grace: Duration = .seconds(3),
    maximumOutput: Int = 4096, secrets: LeakPatterns = LeakPatterns([]), mark: String? = nil
) -> ProgramOrder {
    ProgramOrder(
        executable: "/bin/sh", arguments: ["-c", script],
        environment: ["PATH": "/usr/bin:/bin", "SAID": "hello", "MARK": UUID().uuidString],
        deadline: deadline, grace: grace, maximumOutput: maximumOutput, secrets: secrets, mark: mark)
}
