import ClientDriver
import Foundation
import Testing

@Suite struct RunKeeperTests {
    @Test func `a run that ends in good order loses no process to its keeper`() async throws {
        var order = shell("setsid sleep 60 >/dev/null 2>&1 & echo $!")
        order.environment[ClientEnvironment.runVariable] = UUID().uuidString
        let run = order.environment[ClientEnvironment.runVariable] ?? ""
        let started = await RunKeeper.with(run: run, shell: "/bin/sh") { [order] in
            try? await order.run(clock: .real).standardOutput.text
        }
        let process = try #require(started.flatMap { Int($0.filter(\.isNumber)) })
        #expect(isRunning(process))
        _ = try await shell("kill -9 \(process)").run(clock: .real)
    }

    @Test func `a machine without the shell keeps nothing and runs all the same`() async {
        #expect(await RunKeeper.with(run: "r", shell: "/nowhere/sh") { 7 } == 7)
    }
}
