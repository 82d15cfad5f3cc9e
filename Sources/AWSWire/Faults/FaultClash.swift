/// Two actions that cannot befall one answer together: of what they say only one could be seen.
package struct FaultClash: Hashable, Sendable {
    package let first: FaultAction
    package let second: FaultAction
    /// One sentence, lower case and without a full stop.
    package let message: String

    /// The first two of these actions that cannot go together; nil where all can.
    package init?(among actions: [FaultAction]) {
        for (index, second) in actions.enumerated() {
            for first in actions[..<index] {
                guard let message = Self.message(first, second) else { continue }
                self.first = first
                self.second = second
                self.message = message
                return
            }
        }
        return nil
    }

    private static func message(_ first: FaultAction, _ second: FaultAction) -> String? {
        let names = "'\(first.name.rawValue)' and '\(second.name.rawValue)'"
        for part in AnswerPart.allCases where part.isOf(first) && part.isOf(second) {
            // Each of these holds only at times, and otherwise leaves the call to the other.
            if part == .outcome, first.name.isConditional, second.name.isConditional { continue }
            return "\(names) both say \(part.rawValue), so one of them would be lost"
        }
        for (silent, other) in [(first, second), (second, first)]
        where silent.leavesNoAnswer && other.changesAnswer {
            let title = "'\(silent.name.rawValue)' leaves no answer"
            return "\(title) in which '\(other.name.rawValue)' could be seen"
        }
        return nil
    }
}

/// A part of an answer that only one action at a time can have; its words end a sentence.
private enum AnswerPart: String, CaseIterable {
    case outcome = "what the call comes to"
    case status = "which status is sent"
    case statusLine = "what the first line is"
    case body = "what the body is"
    case departure = "how the answer leaves"
    case handshake = "how the handshake ends"

    func isOf(_ action: FaultAction) -> Bool {
        switch self {
        case .outcome: action.decidesOutcome
        case .status: action.decidesStatus
        case .statusLine: [.badStatusLine, .wrongHTTPVersion].contains(action.name)
        case .body: action.name.decidesBody
        case .departure: action.decidesDeparture
        case .handshake: action.name.group == .tls
        }
    }
}

extension FaultAction {
    fileprivate var decidesOutcome: Bool {
        switch name {
        case .status, .error, .errorCommon, .errorWith200, .unknownErrorCode, .throttleRate, .limit,
            .conflict, .disabled, .redirect, .appliedButErrored, .notAppliedButOK:
            true
        case .errorTypeForms, .errorMessageCase, .errortypeCase: text("code") != nil
        // The other names leave the call as it is.
        default: false
        }
    }

    fileprivate var decidesStatus: Bool {
        switch name {
        case .status, .redirect, .error, .errorCommon, .errorWith200, .unknownErrorCode, .disabled,
            .successWith500:
            true
        case .appliedButErrored: !leavesNoAnswer
        // The other names leave the status as it is.
        default: false
        }
    }

    fileprivate var decidesDeparture: Bool {
        switch name {
        case .hang, .stallMidway, .drop, .closeAfter, .garbage, .malformedChunk, .raw, .contentLengthShort,
            .contentLengthLong, .contentLengthAbsent, .contentLengthNonNumeric, .contentLengthDuplicate,
            .chunkedNoTerminator, .truncatedBody, .badStatusLine, .halfClose, .closeIdle, .slowClose:
            true
        case .reset: !isOfConnection
        case .appliedButErrored: leavesNoAnswer
        // The other names leave the way as it is.
        default: false
        }
    }

    /// Whether the client sees nothing of the service's answer.
    fileprivate var leavesNoAnswer: Bool {
        switch name {
        case .hang, .drop, .garbage, .raw: true
        case .reset: text("at") == "after-read" && integer("after-bytes") == nil
        case .appliedButErrored: text("with") != "error"
        // The other names leave something of it.
        default: false
        }
    }

    /// Whether nothing but the answer shows that it happened.
    fileprivate var changesAnswer: Bool {
        switch name.group {
        case .envelope, .payload, .framing: true
        case .state: name == .appliedButErrored || name == .notAppliedButOK
        case .latency, .connection, .tls: false
        }
    }
}

extension FaultName {
    fileprivate var isConditional: Bool { [.throttleRate, .limit, .conflict].contains(self) }

    /// Whether it rewrites the body; what one of these wrote the next would not keep.
    fileprivate var decidesBody: Bool {
        group == .payload && ![.contentTypeWrong, .contentTypeAbsent, .contentTypeWithCharset].contains(self)
    }
}
