package import Diagnostics

/// Something to write down of a step, whatever it is: no check, and never part of a verdict.
package struct RecordExpectation: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case value(RecordedValue)
        /// Whether the answer is of this kind.
        case outcome(OutcomeExpectation)
    }

    /// What it is called in reports.
    package var name: String
    package var subject: Subject
    package var place: Place

    /// Whether the target has to tell it, not the caller.
    package var isWitnessed: Bool {
        switch subject {
        case .value(.attempts), .value(.requestHeader): true
        case .value, .outcome: false
        }
    }
}

/// A value of a step that can be written down.
package enum RecordedValue: Hashable, Sendable {
    /// What came: a success, an error or a failure, in words.
    case outcome
    case status
    case code
    case namespace
    case message
    case failure
    case body
    case elapsed
    /// How many requests the target received.
    case attempts
    case member(ValuePath)
    case header(String)
    /// A header of the first request that the target received.
    case requestHeader(String)

    /// The values that are one word each.
    static let words: [(word: String, value: RecordedValue)] = [
        ("outcome", .outcome), ("status", .status), ("code", .code), ("namespace", .namespace),
        ("message", .message), ("failure", .failure), ("body", .body), ("elapsed", .elapsed),
        ("attempts", .attempts),
    ]
    /// The forms of the others.
    static let forms = ["response.PATH", "headers.NAME", "wire.headers.NAME"]

    /// Reads a value as a scenario writes it; nil when it is none.
    init?(_ text: String) {
        if let word = Self.words.first(where: { $0.word == text }) {
            self = word.value
        } else if text.hasPrefix("response."), let path = ValuePath(String(text.dropFirst(9))) {
            self = .member(path)
        } else if text.hasPrefix("headers."), text.utf8.count > 8 {
            self = .header(String(text.dropFirst(8)))
        } else if text.hasPrefix("wire.headers."), text.utf8.count > 13 {
            self = .requestHeader(String(text.dropFirst(13)))
        } else {
            return nil
        }
    }
}
