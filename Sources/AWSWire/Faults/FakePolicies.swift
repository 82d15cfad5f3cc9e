/// What the fake does where the contract's sources are silent or disagree; `PolicyName` says what each rests on.
public struct FakePolicies: Hashable, Sendable {
    public enum Stance: String, CaseIterable, Sendable { case refused, accepted }
    public enum DeleteAbsent: String, CaseIterable, Sendable { case succeeds, notFound = "not-found" }
    public enum SimultaneousCreate: String, CaseIterable, Sendable {
        case alreadyExists = "already-exists"
        case concurrentModification = "concurrent-modification"
    }
    public enum DuplicateAndQuota: String, CaseIterable, Sendable {
        case duplicateFirst = "duplicate-first"
        case quotaFirst = "quota-first"
    }
    public enum OtherPartner: String, CaseIterable, Sendable { case accepted, accessDenied = "access-denied" }
    public enum UnlistedRegion: String, CaseIterable, Sendable { case enabled, disabled }
    public enum BadPageToken: String, CaseIterable, Sendable {
        case invalidToken = "invalid-token", validation
    }
    public enum RepeatedActivation: String, CaseIterable, Sendable {
        case invalidState = "invalid-state", succeeds
    }
    public enum CreatedBy: String, CaseIterable, Sendable { case partnerName = "partner-name", domain }
    public enum DeletedAccounts: String, CaseIterable, Sendable { case hidden, listed }
    public enum UnknownEventSource: String, CaseIterable, Sendable {
        case resourceNotFound = "resource-not-found"
        case invalidArgument = "invalid-argument"
    }
    public enum EventDetail: String, CaseIterable, Sendable { case object, anyJSON = "any-json" }
    public enum Signature: String, CaseIterable, Sendable {
        case verified, wellFormed = "well-formed", ignored
    }
    public enum MissingTokenWording: String, CaseIterable, Sendable { case kinesis, dynamodb }
    public enum FirstCheck: String, CaseIterable, Sendable { case protocolRules = "protocol", signature }
    public enum EmptyBody: String, CaseIterable, Sendable { case refused, noMembers = "no-members" }
    public enum ContentType: String, CaseIterable, Sendable {
        case unknownOperation = "unknown-operation"
        case notFound = "not-found"
        case ignored
    }
    public enum OtherMethod: String, CaseIterable, Sendable {
        case accessDenied = "access-denied"
        case unknownOperation = "unknown-operation"
    }
    public enum Path: String, CaseIterable, Sendable { case ignored, unknownOperation = "unknown-operation" }
    public enum ErrorType: String, CaseIterable, Sendable { case bare, namespaced, headerToo = "header-too" }

    public var secondAccount = Stance.refused
    public var deleteAbsent = DeleteAbsent.succeeds
    public var simultaneousCreate = SimultaneousCreate.alreadyExists
    public var duplicateAndQuota = DuplicateAndQuota.duplicateFirst
    public var otherPartner = OtherPartner.accepted
    public var unlistedRegion = UnlistedRegion.enabled
    public var pendingExpiry = Duration.seconds(7 * 86_400)
    public var pageSize = 100
    public var badPageToken = BadPageToken.invalidToken
    public var pageTokenLife = Duration.seconds(86_400)
    public var repeatedActivation = RepeatedActivation.invalidState
    public var createdBy = CreatedBy.partnerName
    public var deletedAccounts = DeletedAccounts.hidden
    public var busQuota = 100
    public var incompleteEvents = Stance.refused
    public var unknownEventSource = UnknownEventSource.resourceNotFound
    public var eventDetail = EventDetail.object
    public var eventBytes = 262_144
    public var signature = Signature.verified
    public var skewWindow = Duration.seconds(300)
    public var unsignedToken = Stance.refused
    public var unsignedAmzHeaders = Stance.refused
    public var expiredTokenStatus = 400
    public var missingTokenWording = MissingTokenWording.kinesis
    public var firstCheck = FirstCheck.protocolRules
    public var emptyBody = EmptyBody.refused
    public var contentType = ContentType.unknownOperation
    public var otherMethod = OtherMethod.accessDenied
    public var path = Path.ignored
    public var errorType = ErrorType.bare
    public var listedViolations = 10

    public init() {}

    /// Sets one policy by its name; the sentence of the error says what may stand there.
    public mutating func set(_ name: PolicyName, to value: FaultValue) throws(InvalidFault) {
        if let problem = value.problem(in: name.entry.kind) {
            throw InvalidFault(
                field: name.rawValue, message: "the policy '\(name.rawValue)' \(problem)")
        }
        switch (name, value) {
        case (.pendingExpiry, .duration(let time)): pendingExpiry = time
        case (.skewWindow, .duration(let time)): skewWindow = time
        case (.pageTokenLife, .duration(let time)): pageTokenLife = time
        case (.busQuota, .integer(let count)): busQuota = count
        case (.eventBytes, .integer(let count)): eventBytes = count
        case (.pageSize, .integer(let count)): pageSize = count
        case (.expiredTokenStatus, .integer(let status)): expiredTokenStatus = status
        case (.listedViolations, .integer(let count)): listedViolations = count
        case (_, .text(let word)): set(name, to: word)
        default: break
        }
    }

    /// Sets a policy that is a choice of words; the word has been checked.
    private mutating func set(_ name: PolicyName, to word: String) {
        switch name {
        case .secondAccount: take(word, into: &secondAccount)
        case .deleteAbsent: take(word, into: &deleteAbsent)
        case .simultaneousCreate: take(word, into: &simultaneousCreate)
        case .duplicateAndQuota: take(word, into: &duplicateAndQuota)
        case .otherPartner: take(word, into: &otherPartner)
        case .unlistedRegion: take(word, into: &unlistedRegion)
        case .badPageToken: take(word, into: &badPageToken)
        case .repeatedActivation: take(word, into: &repeatedActivation)
        case .createdBy: take(word, into: &createdBy)
        case .deletedAccounts: take(word, into: &deletedAccounts)
        case .incompleteEvents: take(word, into: &incompleteEvents)
        case .unknownEventSource: take(word, into: &unknownEventSource)
        case .eventDetail: take(word, into: &eventDetail)
        case .signature: take(word, into: &signature)
        case .unsignedToken: take(word, into: &unsignedToken)
        case .unsignedAmzHeaders: take(word, into: &unsignedAmzHeaders)
        case .missingTokenWording: take(word, into: &missingTokenWording)
        case .firstCheck: take(word, into: &firstCheck)
        case .emptyBody: take(word, into: &emptyBody)
        case .contentType: take(word, into: &contentType)
        case .otherMethod: take(word, into: &otherMethod)
        case .path: take(word, into: &path)
        case .errorType: take(word, into: &errorType)
        case .pendingExpiry, .pageSize, .pageTokenLife, .busQuota, .eventBytes, .skewWindow,
            .expiredTokenStatus, .listedViolations:
            break
        }
    }

    private func take<Choice: RawRepresentable<String>>(_ word: String, into choice: inout Choice) {
        if let value = Choice(rawValue: word) { choice = value }
    }
}
