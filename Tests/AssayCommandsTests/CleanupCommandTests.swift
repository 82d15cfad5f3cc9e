import AssayCommands
import EventBridgeFake
import ScenarioRunner
import Testing

@Suite struct CleanupCommandTests {
    private func line(_ event: LedgerEntry.Event, _ fake: Fake, _ name: String, number: Int) -> String {
        String(
            decoding: LedgerEntry(
                event: event, number: number, endpoint: fake.url, region: "us-east-1", name: name,
                account: "123456789012", time: 0
            ).line, as: UTF8.self)
    }

    @Test func `what the ledger says is left is deleted, and nothing else, and only once`() async throws {
        let folder = try TemporaryFolder()
        try await withFake(region: "us-east-1") { fake in
            for name in ["aws.partner/a/left", "aws.partner/a/maybe", "aws.partner/a/other"] {
                fake.add(.init(name: name, account: "123456789012"))
            }
            try folder.write(
                line(.create, fake, "aws.partner/a/left", number: 1)
                    + line(.created, fake, "aws.partner/a/left", number: 1)
                    + line(.create, fake, "aws.partner/a/other", number: 2)
                    + line(.refused, fake, "aws.partner/a/other", number: 2)
                    + line(.create, fake, "aws.partner/a/maybe", number: 3)
                    + line(.create, fake, "aws.partner/a/gone", number: 4), to: "ledger")
            let first = CommandBench()
            #expect(await first.run("cleanup", "ledger", in: folder.path) == .passed)
            #expect(fake.sources().map(\.name) == ["aws.partner/a/other"])
            let calls = fake.journal.count
            let second = CommandBench()
            #expect(await second.run("cleanup", "ledger", in: folder.path) == .passed)
            #expect(second.messages == "nothing is left of ledger\n")
            #expect(fake.journal.count == calls)
        }
    }

    @Test func `a bus that is left is deleted before its source`() async throws {
        let folder = try TemporaryFolder()
        try await withFake(region: "us-east-1") { fake in
            let name = "aws.partner/a/left"
            fake.add(.init(name: name, account: "123456789012", state: .active))
            let bus = LedgerEntry(
                event: .create, kind: .bus, number: 2, endpoint: fake.url, region: "us-east-1", name: name,
                account: "", time: 0)
            try folder.write(
                line(.create, fake, name, number: 1) + String(decoding: bus.line, as: UTF8.self), to: "ledger"
            )
            let bench = CommandBench()
            #expect(await bench.run("cleanup", "ledger", in: folder.path) == .passed)
            #expect(
                bench.messages == """
                    deleted the bus aws.partner/a/left in us-east-1
                    deleted aws.partner/a/left for 123456789012 in us-east-1

                    """)
            #expect(fake.sources() == [])
            #expect(fake.buses() == [])
        }
    }

    @Test func `an interrupted cleanup says so and leaves the rest in the ledger`() async throws {
        let folder = try TemporaryFolder()
        try await withFake(region: "us-east-1") { fake in
            fake.add(.init(name: "aws.partner/a/left", account: "123456789012"))
            try folder.write(line(.create, fake, "aws.partner/a/left", number: 1), to: "ledger")
            let stop = StopSignal()
            stop.stop(because: "SIGINT")
            #expect(
                await CommandBench().run("cleanup", "ledger", in: folder.path, stop: stop) == .interrupted)
            #expect(fake.sources().count == 1)
        }
    }

    @Test func `what cannot be deleted is told and stays in the ledger`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            String(
                decoding: LedgerEntry(
                    event: .create, number: 1, endpoint: "http://127.0.0.1:1", region: "us-east-1",
                    name: "aws.partner/a/b",
                    account: "123456789012", time: 0
                ).line, as: UTF8.self), to: "ledger")
        let bench = CommandBench()
        #expect(await bench.run("cleanup", "ledger", in: folder.path) == .worldFailed)
        #expect(bench.messages.contains("not deleted: aws.partner/a/b: "))
        #expect(LedgerBalance(try LedgerFile.read(folder.path + "/ledger")).left.count == 1)
    }
}
