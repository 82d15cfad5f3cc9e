/// Why there is no endpoint.
package enum EndpointError: Error, Hashable, Sendable {
    case customWithFIPS
    case customWithDualStack
    case missingRegion
    case invalidRegion(String)
    case invalidAddress(String, String)

    /// One sentence: lower case, no full stop.
    package var message: String {
        switch self {
        case .customWithFIPS: "a custom endpoint cannot be a FIPS endpoint: turn one of the two off"
        case .customWithDualStack:
            "a custom endpoint cannot be a dual-stack endpoint: turn one of the two off"
        case .missingRegion: "an endpoint needs a region or an address of its own"
        case .invalidRegion(let region):
            "'\(region)' cannot be part of a host name and is therefore no region"
        case .invalidAddress(let url, let reason): "'\(url)' is not an endpoint's address: \(reason)"
        }
    }
}
