import AWSWire
import HTTPWire

/// Starts a fake, lends it to the body and stops it before returning.
///
/// - Parameter threads: how many threads serve its connections; one for each core unless told otherwise.
public func withFake<R>(
    _ configuration: FakeConfiguration, listening: FakeListening = FakeListening(), threads: Int? = nil,
    _ body: (Fake) async throws -> R
) async throws -> R {
    try await withSocketThreads(count: threads ?? SocketThreads.coreCount) { threads in
        let fake = try await Fake.open(configuration, listening: listening, threads: threads)
        do {
            let result = try await body(fake)
            await fake.close()
            return result
        } catch {
            await fake.close()
            throw error
        }
    }
}

/// Starts a fake of a region with everything as it comes, lends it to the body and stops it before returning.
public func withFake<R>(
    region: String, _ body: (Fake) async throws -> R
) async throws -> R {
    try await withFake(FakeConfiguration(region: region), body)
}
