/// Every kind of mistake in a scenario file; the code of a diagnostic is `scenario.` and the name.
package enum ScenarioCode: String, Hashable, Sendable, CaseIterable {
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case exclusiveKeys = "exclusive-keys"
    case needsKey = "needs-key"
    case wrongType = "wrong-type"
    case outOfRange = "out-of-range"
    case unknownVersion = "unknown-version"
    case unknownWord = "unknown-word"
    case empty
    case duplicateCase = "duplicate-case"
    case duplicateName = "duplicate-name"
    case reservedName = "reserved-name"
    case badName = "bad-name"

    case unknownOperation = "unknown-operation"
    case unknownMember = "unknown-member"
    case unknownError = "unknown-error"
    case unknownMatcher = "unknown-matcher"
    case ambiguousMatcher = "ambiguous-matcher"
    case unknownRequirement = "unknown-requirement"
    case unknownCredential = "unknown-credential"
    case unknownPolicy = "unknown-policy"
    case unknownRegion = "unknown-region"
    case countMismatch = "count-mismatch"

    case badTemplate = "bad-template"
    case misplacedTemplate = "misplaced-template"
    case unknownVariable = "unknown-variable"
    case unusedVariable = "unused-variable"
    case variableCycle = "variable-cycle"
    case secretVariable = "secret-variable"
    case unusedCapture = "unused-capture"
    case earlyCapture = "early-capture"
    case badPath = "bad-path"
    case badRecord = "bad-record"

    case badDuration = "bad-duration"
    case badDate = "bad-date"
    case badPattern = "bad-pattern"
    case badEncoding = "bad-encoding"

    case unknownFault = "unknown-fault"
    case badFault = "bad-fault"
    case connectionFault = "connection-fault"

    case includeMissing = "include-missing"
    case includeCycle = "include-cycle"
    case includeDepth = "include-depth"
    case notAFragment = "not-a-fragment"
    case tooLarge = "too-large"

    /// As in reports: `scenario.unknown-key`.
    package var code: String { "scenario.\(rawValue)" }
}
