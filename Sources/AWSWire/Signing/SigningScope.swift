/// What a signature is good for: one day, one region, one service.
package struct SigningScope: Hashable, Sendable, CustomStringConvertible {
    /// `20150830`.
    package var date: String
    package var region: String
    package var service: String
    package var terminator: String

    package static let terminator = "aws4_request"

    package init(date: String, region: String, service: String, terminator: String = SigningScope.terminator)
    {
        self.date = date
        self.region = region
        self.service = service
        self.terminator = terminator
    }

    package var description: String { "\(date)/\(region)/\(service)/\(terminator)" }
}
