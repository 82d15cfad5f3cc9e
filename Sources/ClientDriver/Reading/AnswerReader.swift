/// Makes the answer of a client out of how its process ended and what it left.
package struct AnswerReader: Hashable, Sendable {
    /// The exit code by which a client says that its surroundings are in trouble, not itself.
    package static let trouble = 75
    /// Longer results are refused.
    package static let longestResult = 1 << 20

    private let book: DialectBook
    /// The dialect that was asked for; nil to find it out.
    private let dialect: Dialect?

    package init(book: DialectBook, dialect: Dialect?) {
        self.book = book
        self.dialect = dialect
    }

    /// Reads one run of a client.
    ///
    /// - Parameters:
    ///   - userAgent: what the client called itself on the wire, where it sent anything.
    ///   - command: the program's name or path.
    package func answer(to run: ClientRun, userAgent: String?, command: String?) -> ClientAnswer {
        switch run.ending {
        case .notStarted(let reason): return .notCalled(reason: reason)
        case .impossible(let reason): return .impossible(reason: reason)
        case .cancelled: return .cancelled
        case .pastDeadline(let limit): return .timedOut(limit)
        case .signalled(let number): return .crashed(signal: number)
        case .broken(let reason): return .broken(reason: reason, diagnostics: [])
        case .exited(Self.trouble): return .troubled
        case .answered: return native(run) ?? .broken(reason: "there is no result", diagnostics: [])
        case .exited(let status):
            if let dialect, !dialect.isNative {
                // The form was asked for: a stray result file of an unfit adapter is not looked at.
                return answer(to: run, status: status, in: dialect)
            }
            if run.result != nil {
                return status == 0 ? native(run) ?? .exited(status: 0) : .exited(status: status)
            }
            if dialect != nil {
                return status == 0
                    ? .broken(
                        reason: "there is neither a result file nor a line that begins with "
                            + "'\(NativeResult.mark.dropLast())'",
                        diagnostics: [])
                    : .exited(status: status)
            }
            let found = book.detected(
                userAgent: userAgent, command: command, exit: status, output: run.standardOutput,
                error: run.standardError)
            guard let found else { return .opaque(isSuccess: status == 0, status: status) }
            return answer(to: run, status: status, in: found)
        }
    }

    private func answer(to run: ClientRun, status: Int, in dialect: Dialect) -> ClientAnswer {
        let result = dialect.result(exit: status, output: run.standardOutput, error: run.standardError)
        return result.map { .told($0, dialect: dialect.name) }
            ?? .opaque(isSuccess: status == 0, status: status)
    }

    private func native(_ run: ClientRun) -> ClientAnswer? {
        guard let result = run.result else { return nil }
        guard result.bytes.count <= Self.longestResult else {
            return .broken(reason: "its result has more than \(Self.longestResult) bytes", diagnostics: [])
        }
        do throws(NativeResult.Invalid) {
            return .told(
                try NativeResult.read(result.bytes, file: result.origin, scenario: run.scenario),
                dialect: "native")
        } catch {
            return .broken(reason: error.summary, diagnostics: error.diagnostics)
        }
    }
}
