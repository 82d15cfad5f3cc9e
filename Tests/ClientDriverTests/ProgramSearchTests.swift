import ClientDriver
import Testing

@Suite struct ProgramSearchTests {
    func failure(of executable: String, path: String = "/usr/bin:/bin") async -> String {
        var order = shell("")
        order.executable = executable
        order.environment["PATH"] = path
        do throws(ProgramFailure) {
            return "\(try await order.run(clock: .real).ending)"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a program that is not there is told with the name that was probably meant`() async throws {
        let folder = try TemporaryFolder()
        let program = try folder.write("#!/bin/sh\n", to: "client-under-test")
        #expect(
            await failure(of: "client-under-tset", path: "/bin:\(folder.path)")
                == "there is no program 'client-under-tset' in the PATH; did you mean 'client-under-test'?")
        #expect(
            await failure(of: "\(folder.path)/client-undr-test")
                == "there is no program '\(folder.path)/client-undr-test'; did you mean '\(program)'?")
        #expect(await failure(of: "/nowhere/at-all") == "there is no program '/nowhere/at-all'")
        #expect(await failure(of: "qqqqqqqqqqqqqq") == "there is no program 'qqqqqqqqqqqqqq' in the PATH")
    }

    @Test func `what cannot be executed says why`() async throws {
        let folder = try TemporaryFolder()
        let plain = try folder.write("#!/bin/sh\n", to: "plain", isProgram: false)
        #expect(
            await failure(of: plain)
                == "'\(plain)' could not be started: the file may not be executed (chmod +x would allow it)")
        #expect(await failure(of: folder.path) == "'\(folder.path)' could not be started: it is a folder")
        let orphan = try folder.write("#!/no/such/interpreter\n", to: "orphan")
        #expect(
            await failure(of: orphan)
                == "'\(orphan)' could not be started: the interpreter that its first line names is not there")
        let text = try folder.write("echo no first line\n", to: "text")
        #expect(
            await failure(of: text)
                == "'\(text)' could not be started: it is neither a program of this machine nor a script whose first "
                + "line begins with #!")
        #expect(await failure(of: "") == "'' could not be started: its name is empty")
    }

    @Test func `a working folder that is not there is told`() async throws {
        var order = shell("true")
        order.workingDirectory = "/nowhere/at-all"
        await #expect(throws: ProgramFailure.self) { try await order.run(clock: .real) }
    }
}
