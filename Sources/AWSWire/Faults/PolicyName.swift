/// The name of one choice where the contract's sources are silent or disagree, as scenario files write it.
public enum PolicyName: String, CaseIterable, Hashable, Sendable {
    case secondAccount = "second-account"
    case deleteAbsent = "delete-absent"
    case simultaneousCreate = "simultaneous-create"
    case duplicateAndQuota = "duplicate-and-quota"
    case otherPartner = "other-partner"
    case unlistedRegion = "unlisted-region"
    case pendingExpiry = "pending-expiry"
    case pageSize = "page-size"
    case badPageToken = "bad-page-token"
    case pageTokenLife = "page-token-life"
    case repeatedActivation = "repeated-activation"
    case createdBy = "created-by"
    case deletedAccounts = "deleted-accounts"
    case busQuota = "bus-quota"
    case incompleteEvents = "incomplete-events"
    case unknownEventSource = "unknown-event-source"
    case eventDetail = "event-detail"
    case eventBytes = "event-bytes"
    case signature
    case skewWindow = "skew-window"
    case unsignedToken = "unsigned-token"
    case unsignedAmzHeaders = "unsigned-amz-headers"
    case expiredTokenStatus = "expired-token-status"
    case missingTokenWording = "missing-token-wording"
    case firstCheck = "first-check"
    case emptyBody = "empty-body"
    case contentType = "content-type"
    case otherMethod = "other-method"
    case path
    case errorType = "error-type"
    case listedViolations = "listed-violations"
}

/// What is known of one policy: what may stand there, what holds unless told otherwise, and why.
public struct PolicyEntry: Hashable, Sendable {
    /// What the choice is about, lower case and without a full stop.
    public var summary: String
    public var kind: FaultField.Kind
    public var standard: FaultValue
    /// What the standard value rests on.
    public var source: String
}

extension PolicyName {
    /// What is known of this policy.
    public var entry: PolicyEntry {
        switch self {
        case .secondAccount:
            words(
                "a create of a name that exists for another account", ["refused", "accepted"],
                "the onboarding guide: a name is unique across all customers")
        case .deleteAbsent:
            words(
                "a delete of a source that does not exist", ["succeeds", "not-found"],
                "the operation's error list has no ResourceNotFoundException")
        case .simultaneousCreate:
            words(
                "the error of a create that lost a race for a name",
                ["already-exists", "concurrent-modification"],
                "nothing documented; the service is taken to order creates")
        case .duplicateAndQuota:
            words(
                "which error a create meets that is a duplicate and over the quota",
                ["duplicate-first", "quota-first"], "nothing documented; inferred")
        case .otherPartner:
            words(
                "a call on a name of another partner than the credential's", ["accepted", "access-denied"],
                "nothing documented on ownership")
        case .unlistedRegion:
            words(
                "a call in a region that the user guide does not list for partner sources",
                ["enabled", "disabled"], "the list is of 2022; its tie to an error is inferred")
        case .pendingExpiry:
            PolicyEntry(
                summary: "how long a source may stay PENDING before it is swept away", kind: .duration,
                standard: .duration(.seconds(7 * 86_400)),
                source: "the onboarding guide says 7 days, the model's prose two weeks")
        case .pageSize:
            PolicyEntry(
                summary: "how many sources a page has when the call sets no limit", kind: .integer(1...100),
                standard: .integer(100), source: "the greatest limit that the model allows")
        case .badPageToken:
            words(
                "the error of a page token that this service did not make",
                ["invalid-token", "validation"], "the model's prose: InvalidToken")
        case .pageTokenLife:
            PolicyEntry(
                summary: "how long a page token is good, by the clock of the lifecycle", kind: .duration,
                standard: .duration(.seconds(86_400)),
                source: "the model's prose: expired tokens are refused; the day is documented elsewhere")
        case .repeatedActivation:
            words(
                "activating what is ACTIVE, or deactivating what is PENDING",
                ["invalid-state", "succeeds"],
                "both operations list InvalidStateException; nothing says that repeating succeeds")
        case .createdBy:
            words(
                "how CreatedBy names the partner", ["partner-name", "domain"],
                "the model's prose: the partner's name, which begins with aws.partner/")
        case .deletedAccounts:
            words(
                "whether the partner's list of accounts has those whose source it deleted",
                ["hidden", "listed"],
                "the onboarding guide: the partner sees none; yet the list's states have DELETED")
        case .busQuota:
            PolicyEntry(
                summary: "how many event buses an account may make in a region",
                kind: .integer(0...1_000_000),
                standard: .integer(100), source: "the published quota, which can be raised")
        case .incompleteEvents:
            words(
                "a PutPartnerEvents of which no event has Source, DetailType and Detail",
                ["refused", "accepted"],
                "the model's prose: the whole request fails; accepted, each event fails by itself")
        case .unknownEventSource:
            words(
                "the error of an event whose source does not exist",
                ["resource-not-found", "invalid-argument"],
                "the onboarding guide: such events are rejected; the code is inferred")
        case .eventDetail:
            words(
                "what an event's Detail must hold", ["object", "any-json"],
                "PutEvents takes an object; the model's prose for partners: a valid JSON string")
        case .eventBytes:
            PolicyEntry(
                summary: "how many bytes the events of one call may have", kind: .integer(1...8_388_608),
                standard: .integer(262_144), source: "the documented size of PutEvents requests")
        case .signature:
            words(
                "what is asked of a signature", ["verified", "well-formed", "ignored"],
                "the service verifies it")
        case .skewWindow:
            PolicyEntry(
                summary: "how far the request's time may be from the service's", kind: .duration,
                standard: .duration(.seconds(300)),
                source: "5 minutes measured on JSON services; 15 minutes documented in general")
        case .unsignedToken:
            words(
                "a session token that the signature does not cover", ["refused", "accepted"],
                "clients of this service sign it; some services accept it unsigned")
        case .unsignedAmzHeaders:
            words(
                "x-amz-* headers that the signature does not cover", ["refused", "accepted"],
                "the documented rule; that it is enforced is inferred")
        case .expiredTokenStatus:
            PolicyEntry(
                summary: "the status of ExpiredTokenException", kind: .integer(400...403),
                standard: .integer(400), source: "JSON services; 403 was seen on a REST service")
        case .missingTokenWording:
            words(
                "the words of MissingAuthenticationTokenException", ["kinesis", "dynamodb"],
                "two services say it differently")
        case .firstCheck:
            words(
                "whether JSON and target are looked at before the signature", ["protocol", "signature"],
                "measured on Kinesis")
        case .emptyBody:
            words(
                "an empty body", ["refused", "no-members"],
                "SerializationException on Kinesis; elsewhere it stands for an empty object")
        case .contentType:
            words(
                "a content type other than awsJson 1.1's", ["unknown-operation", "not-found", "ignored"],
                "Kinesis answers 404 in XML; the family's code for it in JSON is the standard here")
        case .otherMethod:
            words(
                "a method other than POST", ["access-denied", "unknown-operation"],
                "403 in XML on Kinesis")
        case .path:
            words("a path other than /", ["ignored", "unknown-operation"], "measured on Kinesis")
        case .errorType:
            words(
                "how an error names its type", ["bare", "namespaced", "header-too"],
                "the protocol asks for the bare name")
        case .listedViolations:
            PolicyEntry(
                summary: "how many violations one ValidationException lists", kind: .integer(1...1000),
                standard: .integer(10), source: "at most ten on Kinesis")
        }
    }

    private func words(_ summary: String, _ words: [String], _ source: String) -> PolicyEntry {
        PolicyEntry(summary: summary, kind: .word(words), standard: .text(words[0]), source: source)
    }
}
