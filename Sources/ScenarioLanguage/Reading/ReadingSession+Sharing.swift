import Diagnostics

/// What rows of a table have in common is read once.
extension ReadingSession {
    /// A part of a case that can be the same for all rows.
    struct SharedKey: Hashable {
        enum Part: Hashable {
            case given, rest, steps, finally
        }

        var part: Part
        var index = 0

        static let given = SharedKey(part: .given)
        static let rest = SharedKey(part: .rest)
    }

    /// Reads a part, or takes it from an earlier row when that did not depend on the row.
    func shared<Value>(_ key: SharedKey, read: () -> Value) -> Value {
        if let known = sharedParts[key] as? Value { return known }
        let before = hasConsultedRow
        hasConsultedRow = false
        let value = read()
        if !hasConsultedRow, rowPlace != nil { sharedParts[key] = value }
        hasConsultedRow = before || hasConsultedRow
        return value
    }

    /// Settles what names in templates are: captures made before, or nothing that is known.
    func checkCaptures(given: [Reference], steps: [ReadStep], finally: [ReadStep], scope: Scope) {
        let all = steps + finally
        var made: [String: (index: Int, place: Place)] = [:]
        for (index, step) in all.enumerated() {
            for capture in step.captures {
                if let first = made[capture.name], first.place != capture.place {
                    report(
                        .duplicateName, at: capture.place,
                        "'\(capture.name)' is captured already, in line \(first.place.line)")
                    continue
                }
                if made[capture.name] == nil { made[capture.name] = (index, capture.place) }
                captures[capture.place] = capture.name
            }
        }
        for reference in given { settle(reference, at: -1, made) }
        for (index, step) in all.enumerated() {
            for reference in step.references { settle(reference, at: index, made) }
        }
    }

    private func settle(_ reference: Reference, at index: Int, _ made: [String: (index: Int, place: Place)]) {
        let name = reference.name
        if let capture = made[name] {
            usedCaptures.insert(capture.place)
            if reference.isMisplaced {
                reportMisplaced(at: reference.place)
                return
            }
            if capture.index >= index {
                report(
                    .earlyCapture, at: reference.place,
                    "'\(name)' is not captured before this step, but in line \(capture.place.line)")
            }
            return
        }
        guard !isOpen else { return }
        if rowNames.contains(name), let rowPlace {
            report(
                .unknownVariable, at: rowPlace,
                "this row does not define '\(name)', which is used in line \(reference.place.line)")
            return
        }
        let known =
            reference.scope.names.sorted() + made.keys.sorted() + BuiltInValue.allCases.map(\.rawValue)
        report(
            .unknownVariable, at: reference.place, "unknown variable '\(name)'",
            nearest: nearest(to: name, among: known))
    }

    /// Reports what was given a name and never used by any case.
    func reportUnused(_ layers: [Layer]) {
        guard !isExhausted else { return }
        let all = layers + fragments.values.compactMap { $0?.variables }
        for binding in all.flatMap(\.bindings.values) where !binding.isUsed {
            report(.unusedVariable, at: binding.place, "the variable '\(binding.name)' is never used")
        }
        for (place, name) in captures where !usedCaptures.contains(place) && !isOpen {
            report(.unusedCapture, at: place, "'\(name)' is captured and never used")
        }
    }
}
