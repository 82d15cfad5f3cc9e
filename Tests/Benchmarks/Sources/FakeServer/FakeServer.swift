import EventBridgeFake
import Foundation

/// The fake as anyone embeds it, on one thread as the floor is: it verifies, validates and keeps a journal.
@main
enum FakeServer {
    static func main() async throws {
        try await withFake(region: "us-east-1") { fake in
            print("{\"port\": \(fake.port)}")
            fflush(nil)
            try await Task.sleep(for: .seconds(86_400 * 365))
        }
    }
}
