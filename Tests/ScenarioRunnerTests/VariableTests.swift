import JSONTree
import ScenarioRunner
import Testing

@Suite struct VariableTests {
    private func names(_ bench: Bench) async throws -> [String] {
        let caller = ScriptedCaller { _, _ in .success() }
        try await bench.run(create(), create(title: "Another"), caller: caller)
        return caller.orders.compactMap { order in
            guard case .call(_, let input) = order.request else { return nil }
            return input["Name"]?.string.map { String($0.dropFirst("aws.partner/example.com/".count)) }
        }
    }

    @Test func `unique values are sixteen letters and digits, and differ`() async throws {
        let values = try await names(Bench()) + names(Bench())
        #expect(Set(values).count == 4)
        for value in values {
            #expect(value.count == 16)
            #expect(value.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) })
        }
    }

    @Test func `seed and prefix together give the same unique values again`() async throws {
        var bench = Bench()
        bench.uniquePrefix = "ci7"
        let first = try await names(bench)
        #expect(first == (try await names(bench)))
        #expect(Set(first).count == 2)
        #expect(first.allSatisfy { $0.hasPrefix("ci7") && $0.count == 16 })
        bench.seed = 2
        #expect(first != (try await names(bench)))
    }
}
