import Foundation
import EventBridgeFake

/// The fake as anyone embeds it: signatures verified, input validated, a journal kept; on one thread, as the floor is.
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
