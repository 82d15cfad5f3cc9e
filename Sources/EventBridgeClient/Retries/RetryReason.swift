import AWSWire
import HTTPMessages
import HTTPWire

/// Why a call is worth another attempt.
enum RetryReason: Hashable {
    case throttled
    case transient
    case timedOut

    /// The reason in an attempt's outcome; nil when another attempt would not help.
    init?(_ outcome: RawOutcome, _ reading: CallResult?) {
        switch outcome.result {
        case .failure(let failure):
            switch failure.kind {
            case .timeout: self = .timedOut
            case .connect, .nameLookup, .reset, .closedEarly: self = .transient
            case .tls, .malformedHTTP, .tooLarge: return nil
            }
        case .success(let exchange):
            if case .serviceError(let error) = reading {
                if Self.throttlingNames.contains(error.name) {
                    self = .throttled
                    return
                }
                if Self.transientNames.contains(error.name) {
                    self = .transient
                    return
                }
            }
            guard Self.transientStatuses.contains(exchange.response.status) else { return nil }
            self = .transient
        }
    }

    /// What an attempt for this reason costs of the quota.
    var cost: Int {
        switch self {
        case .throttled, .transient: 5
        case .timedOut: 10
        }
    }

    private static let throttlingNames: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled",
        "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]
    private static let transientNames: Set<String> = ["RequestTimeout", "RequestTimeoutException"]
    private static let transientStatuses: Set<Int> = [500, 502, 503, 504]
}
