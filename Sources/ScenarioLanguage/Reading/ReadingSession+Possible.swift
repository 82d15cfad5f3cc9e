import AWSWire
import Diagnostics

/// Tells of given states that no target can be in.
extension ReadingSession {
    /// Checks what holds of a given state by itself, wherever it stands.
    func checkSources(of given: Given) {
        for (index, source) in given.sources.enumerated()
        where given.sources[..<index].contains(where: { given.excludes($0, beside: source) }) {
            report(
                .duplicateName, at: source.place,
                "there is a source '\(Self.shortened(source.name.source))' already")
        }
        guard let quota = given.quota else { return }
        var counts: [TextTemplate?: Int] = [:]
        for source in given.sources where source.state != .deleted {
            let region = source.region?.isOwn(.region) == false ? source.region : nil
            counts[region, default: 0] += 1
            if counts[region] == quota + 1 {
                report(
                    .outOfRange, at: source.place,
                    "the quota is \(quota), so no more than that many sources can exist in a region")
            }
        }
    }

    /// Checks what holds of the given state of a case, whose target is made for it.
    ///
    /// - Parameter hasTLS: whether the state says how the target speaks TLS.
    func checkSurroundings(of given: Given, context: CallContext, hasTLS: Bool) {
        let served = given.regions + (context.region.map { [$0] } ?? [])
        for source in given.sources {
            guard let region = source.region, let name = region.literal, !served.contains(region) else {
                continue
            }
            // What is known only when the case runs may be this one.
            guard served.allSatisfy({ $0.literal != nil }) else { continue }
            report(
                .unknownRegion, at: source.place,
                "the region '\(Self.shortened(name))' is not served: 'regions' must name it; "
                    + "without 'region' a source is in the case's own")
        }
        guard !hasTLS else { return }
        for action in given.faults.flatMap(\.plan.actions) where action.name.group == .tls {
            report(
                .needsKey, at: action.place,
                "'\(action.name.rawValue)' needs a target that speaks TLS: 'given' must have the key 'tls'")
        }
    }
}

extension Given {
    /// Whether two sources cannot exist at the same time.
    fileprivate func excludes(_ one: GivenSource, beside other: GivenSource) -> Bool {
        guard one.name.isAlike(other.name), Self.isAlike(one.region, other.region, .region) else {
            return false
        }
        if Self.isAlike(one.account, other.account, .account) { return true }
        // What the partner deleted leaves the name to others, though its customer still sees it.
        guard one.state != .deleted, other.state != .deleted else { return false }
        return policies.allSatisfy { $0.name != .secondAccount || $0.value == .text("refused") }
    }

    /// Whether two texts are the same for certain, where none stands for the case's own value.
    private static func isAlike(
        _ left: TextTemplate?, _ right: TextTemplate?, _ own: BuiltInValue
    ) -> Bool {
        let (leftIsOwn, rightIsOwn) = (left?.isOwn(own) ?? true, right?.isOwn(own) ?? true)
        guard let left, let right, !leftIsOwn, !rightIsOwn else { return leftIsOwn && rightIsOwn }
        return left.isAlike(right)
    }
}

extension TextTemplate {
    /// Whether it is the built-in value and nothing else.
    fileprivate func isOwn(_ value: BuiltInValue) -> Bool {
        guard parts.count == 1, case .builtIn(value, _)? = parts.first else { return false }
        return true
    }

    /// Whether both give the same text whenever they are filled in.
    fileprivate func isAlike(_ other: TextTemplate) -> Bool {
        parts == other.parts
            && parts.allSatisfy { part in
                if case .builtIn(let value, nil) = part { !value.isFresh } else { true }
            }
    }
}

extension FaultTemplate.Plan {
    /// All that it does, in the order it is written.
    fileprivate var actions: [FaultTemplate.Action] {
        switch self {
        case .each(let actions): actions
        case .sequence(let elements): elements.flatMap(\.self)
        }
    }
}
