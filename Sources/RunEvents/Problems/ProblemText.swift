import Diagnostics

/// What a person needs to understand one problem, put together as plain text.
///
/// All of it must be redacted already. The first line is the message, so that a reader that shows only a
/// report's text, or only its message, tells the same.
package struct ProblemText: Hashable, Sendable {
    /// One difference between what was expected and what came.
    package struct Difference: Hashable, Sendable {
        /// Where in the answer, such as `EventSourceArn`; empty for the whole.
        package var path: String
        package var expected: String
        package var actual: String

        package init(path: String, expected: String, actual: String) {
            self.path = path
            self.expected = expected
            self.actual = actual
        }
    }

    /// The problem in one line.
    package var message: String
    /// The expectation's own place, as `file:line:column`.
    package var place: String
    package var requirement: String?
    /// The expectation's line with a caret, where its file is at hand.
    package var excerpt: String?
    package var differences: [Difference]
    /// The request's bytes, head and body.
    package var request: [UInt8]?
    /// The answer's bytes, head and body, as far as they came.
    package var response: [UInt8]?
    /// Why there is no whole answer.
    package var failure: ExchangeRecord.Failure?
    /// A command that makes the same call again.
    package var curl: String?

    package init(
        message: String, place: String, requirement: String?, excerpt: String?, differences: [Difference],
        request: [UInt8]?, response: [UInt8]?, failure: ExchangeRecord.Failure?, curl: String?
    ) {
        self.message = message
        self.place = place
        self.requirement = requirement
        self.excerpt = excerpt
        self.differences = differences
        self.request = request
        self.response = response
        self.failure = failure
        self.curl = curl
    }

    /// The whole block, without colour and without a line feed at its end.
    package var text: String {
        var lines = [visible(message)]
        lines.append("  at \(visible(place))" + (requirement.map { " (\($0))" } ?? ""))
        if let excerpt { lines += ProblemText.indented(excerpt, by: "  ") }
        for difference in differences {
            if !difference.path.isEmpty { lines.append("  \(visible(difference.path)):") }
            lines += ProblemText.indented(difference.expected, by: "    - ", then: "      ")
            lines += ProblemText.indented(difference.actual, by: "    + ", then: "      ")
        }
        if let request { lines += ["  request:"] + ProblemText.indented(shownMessage(request), by: "    | ") }
        if let response {
            lines += ["  answer:"] + ProblemText.indented(shownMessage(response), by: "    | ")
        }
        if let failure {
            let start = response == nil ? "no answer" : "the answer broke"
            lines.append("  \(start): \(visible(failure.message)) [\(failure.kind)]")
        }
        if let curl { lines += ["  again:", "    \(curl)"] }
        return lines.joined(separator: "\n")
    }

    /// The text's lines, each made visible and moved to the right.
    private static func indented(_ text: String, by first: String, then others: String? = nil) -> [String] {
        let lines = visible(text).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { number, line in
            let margin = number == 0 ? first : others ?? first
            guard !line.isEmpty else { return String(margin.reversed().drop { $0 == " " }.reversed()) }
            return margin + line
        }
    }
}
