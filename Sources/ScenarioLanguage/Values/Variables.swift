package import JSONTree
import Synchronization

/// Everything that templates of one case are filled in with.
///
/// A value type: a step works on a copy with its own captures; values that are made once per case are shared by
/// all copies.
package struct Variables: Sendable {
    /// Where the built-in values of a case come from; nothing here reads a clock or the environment by itself.
    package struct Sources: Sendable {
        package var unique: String
        package var partner: String
        package var account: String
        package var region: String
        package var partition: String
        package var uuid: @Sendable () -> String
        /// The time as `2026-11-23T12:00:00Z`.
        package var now: @Sendable () -> String
        package var environment: @Sendable (String) -> String?

        package init(
            unique: String, partner: String, account: String, region: String, partition: String,
            uuid: @escaping @Sendable () -> String, now: @escaping @Sendable () -> String,
            environment: @escaping @Sendable (String) -> String?
        ) {
            self.unique = unique
            self.partner = partner
            self.account = account
            self.region = region
            self.partition = partition
            self.uuid = uuid
            self.now = now
            self.environment = environment
        }
    }

    private let sources: Sources
    private let once = Once()
    private var index = 1
    package private(set) var captures: [String: JSONValue] = [:]

    package init(_ sources: Sources) {
        self.sources = sources
    }

    /// The same variables for one call of a `together`, counted from 1.
    package func numbered(_ index: Int) -> Variables {
        var copy = self
        copy.index = index
        return copy
    }

    /// Keeps a value for later steps.
    package mutating func keep(_ value: JSONValue, as name: String) {
        captures[name] = value
    }

    /// The captured value of that name.
    package func capture(_ name: String) throws(EvaluationError) -> JSONValue {
        guard let value = captures[name] else { throw .missingCapture(name) }
        return value
    }

    func text(of part: TextTemplate.Part) throws(EvaluationError) -> String {
        switch part {
        case .literal(let text):
            return text
        case .capture(let name):
            let value = try capture(name)
            return value.string ?? JSONWriter.text(value)
        case .builtIn(let builtIn, let key):
            guard let key else { return text(of: builtIn) }
            return once.values.withLock { values in
                if let value = values[key] { return value }
                let value = text(of: builtIn)
                values[key] = value
                return value
            }
        case .environment(let name):
            guard let value = sources.environment(name) else { throw .unsetEnvironment(name) }
            return value
        case .repeated(let text, let count):
            return String(repeating: text, count: count)
        }
    }

    private func text(of builtIn: BuiltInValue) -> String {
        switch builtIn {
        case .unique: sources.unique
        case .uuid: sources.uuid()
        case .now: sources.now()
        case .partner: sources.partner
        case .account: sources.account
        case .region: sources.region
        case .partition: sources.partition
        case .index: String(index)
        }
    }

    /// The values that are made once per case, by the place where they are written.
    private final class Once: Sendable {
        let values = Mutex<[String: String]>([:])
    }
}
