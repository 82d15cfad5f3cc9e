import ClientDriver
import Foundation
import Testing

@Suite struct LeakTests {
    static let secret = "wJalr/XUtn+FEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    let patterns = LeakPatterns([.init(kind: "secret access key", text: secret)])

    func spellings(in text: String) -> [Leak.Spelling] {
        patterns.leaks(in: Array(text.utf8), at: .standardOutput).map(\.spelling)
    }

    @Test func `a secret is found as it is`() {
        #expect(spellings(in: "key=\(Self.secret)\n") == [.plain])
        #expect(spellings(in: "key=\(Self.secret.dropLast())\n") == [])
        #expect(spellings(in: "") == [])
    }

    @Test(arguments: 0..<4) func `a secret is found in base64 wherever it stands`(lead: Int) {
        let text = String(repeating: "a", count: lead) + Self.secret + "tail"
        let encoded = Data(text.utf8).base64EncodedString()
        #expect(spellings(in: "Basic \(encoded)!") == [.base64])
        let url = encoded.replacing("+", with: "-").replacing("/", with: "_")
        #expect(spellings(in: "Basic \(url)!") == [.base64])
    }

    @Test func `a secret is found however it is escaped`() {
        let percent = Self.secret.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(spellings(in: percent) == [.percentEncoded])
        #expect(
            spellings(in: Self.secret.replacing("/", with: "%2F").replacing("+", with: "%2b"))
                == [.percentEncoded])
        #expect(spellings(in: "\"" + Self.secret.replacing("/", with: "\\/") + "\"") == [.escaped])
        #expect(
            spellings(in: Self.secret.replacing("+", with: "\\u002B").replacing("/", with: "\\u002f"))
                == [.escaped])
        #expect(spellings(in: Self.secret.utf8.map { String($0, radix: 16) }.joined()) == [.hex])
    }

    @Test func `a secret that would stand anywhere by chance is not looked for`() {
        #expect(LeakPatterns([.init(kind: "secret access key", text: "short")]).isEmpty)
    }

    @Test func `a leak tells what, how and where, and not the secret`() {
        let leaks = patterns.leaks(in: Array(Self.secret.utf8), at: .arguments(program: "curl"))
        #expect(leaks.map(\.description) == ["the secret access key stands in the arguments of 'curl'"])
    }

    @Test func `a program that prints a secret in the middle of a flood is found out`() async throws {
        let script = "head -c 30000 /dev/zero; echo \(Self.secret); head -c 30000 /dev/zero"
        let report = try await shell(script, maximumOutput: 100, secrets: patterns).run(clock: .real)
        #expect(
            report.leaks.contains(
                Leak(secret: "secret access key", spelling: .plain, place: .standardOutput)))
    }

    @Test func `a program that hands a secret to another as an argument is found out`() async throws {
        let folder = try TemporaryFolder()
        let (started, stop) = (folder.path + "/started", folder.path + "/stop")
        let script = """
            sh -c 'touch \(started); while [ ! -f \(stop) ]; do sleep 0.02; done' argument \(Self.secret)
            """
        // The first look waits for the program, and the program waits for the second.
        let clock = DriverClock(elapsed: DriverClock.real.elapsed) { duration in
            if duration == .milliseconds(15) {
                await DriverClock.gated(duration, by: started).wait(duration)
            } else {
                if duration == .milliseconds(60) {
                    _ = FileManager.default.createFile(atPath: stop, contents: nil)
                }
                await DriverClock.real.wait(duration)
            }
        }
        let report = try await shell(script, secrets: patterns).run(clock: clock)
        #expect(
            report.leaks.contains(
                Leak(secret: "secret access key", spelling: .plain, place: .arguments(program: "sh"))))
    }
}
