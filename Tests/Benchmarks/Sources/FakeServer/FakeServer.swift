import EventBridgeFake
import Foundation

/// The fake as anyone embeds it, on as many threads as the floor: it verifies, validates and keeps a journal.
@main
enum FakeServer {
    static func main() async throws {
        let threads = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1
        try await withFake(FakeConfiguration(region: "us-east-1"), threads: threads) { fake in
            print("{\"port\": \(fake.port)}")
            fflush(nil)
            try await Task.sleep(for: .seconds(86_400 * 365))
        }
    }
}
