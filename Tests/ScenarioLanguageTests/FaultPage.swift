import AWSWire

/// The tables of the page about faults, written from the catalogue.
enum FaultPage {
    /// Stands in the page where the tables begin.
    static let mark =
        "<!-- From here on written from the catalogue: RECORD=1 swift test --filter FaultPageTests -->\n"

    static var tables: String {
        FaultGroup.allCases.map { group in
            let rows = FaultName.allCases.filter { $0.group == group }.map(row)
            return """

                ## \(title(of: group))

                | fault | fields | on the wire | a client should |
                | --- | --- | --- | --- |
                \(rows.joined(separator: "\n"))

                """
        }.joined()
    }

    private static func title(of group: FaultGroup) -> String {
        switch group {
        case .latency: "Answers that come late"
        case .connection: "Connections that break"
        case .framing: "HTTP that is odd or wrong"
        case .envelope: "Errors, and answers that say one thing and mean another"
        case .payload: "Bodies that are odd or wrong"
        case .state: "Effects and time"
        case .tls: "TLS handshakes"
        }
    }

    private static func row(_ name: FaultName) -> String {
        let fields = name.fields.map { field in
            var text = "`\(field.name)`"
            if case .word(let words) = field.kind {
                // The codes of common errors would fill the page.
                text += words.count > 10 ? "" : ": " + words.map { "`\($0)`" }.joined(separator: ", ")
            }
            return field.isRequired ? text : "[\(text)]"
        }
        let scope = name.isOfConnection(nil) ? " (of the connection)" : ""
        return "| `\(name.rawValue)`\(scope) | \(fields.joined(separator: "; ")) | \(name.entry.summary) "
            + "| \(name.duty.rawValue) |"
    }
}
