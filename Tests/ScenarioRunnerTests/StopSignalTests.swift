import ScenarioRunner
import Testing

@Suite struct StopSignalTests {
    @Test func `everything that waits hears the first reason`() async {
        let stop = StopSignal()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await stop.wait() } }
            stop.stop(because: "SIGINT")
            stop.stop(because: "SIGTERM")
            await group.waitForAll()
        }
        #expect(stop.reason == "SIGINT")
        await stop.wait()
    }

    @Test func `a cancelled wait ends without a reason`() async {
        let stop = StopSignal()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            group.cancelAll()
            await group.waitForAll()
        }
        #expect(stop.reason == nil)
    }
}
