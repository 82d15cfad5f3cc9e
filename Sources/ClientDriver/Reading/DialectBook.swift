import Diagnostics

/// The dialects that a run knows, and how it finds the one that a client speaks.
package struct DialectBook: Hashable, Sendable {
    /// An unknown name.
    package struct Unknown: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    package private(set) var dialects: [Dialect]

    /// The dialects that come with Assay.
    package static let builtIn: DialectBook = {
        let files: [(String, [UInt8])] = [
            ("boto3.json", PackageResources.boto3_json),
            ("aws-cli.json", PackageResources.aws_cli_json),
            ("plain-arn.json", PackageResources.plain_arn_json),
            ("json-line.json", PackageResources.json_line_json),
        ]
        return DialectBook(
            dialects: files.map { file, bytes in
                do throws(InvalidDialect) {
                    return try Dialect.read(bytes, file: file)
                } catch {
                    preconditionFailure("a dialect of ours cannot be read: \(error.diagnostics)")
                }
            })
    }()

    /// Adds a dialect; one of the same name is replaced.
    package mutating func add(_ dialect: Dialect) {
        dialects.removeAll { $0.name == dialect.name }
        dialects.append(dialect)
    }

    package func named(_ name: String) throws(Unknown) -> Dialect {
        if let dialect = dialects.first(where: { $0.name == name }) { return dialect }
        let names = dialects.map(\.name)
        let meant = nearest(to: name, among: names).map { "; did you mean '\($0)'?" }
        throw Unknown(
            description: "unknown dialect '\(name)'"
                + (meant ?? "; known are \(names.joined(separator: ", ")), and a path to a file of your own"))
    }

    /// Finds the dialect of a program: by its `User-Agent`, else by its name, else by the look of its outputs.
    package func detected(
        userAgent: String?, command: String?, exit: Int, output: BoundedOutput, error: BoundedOutput
    ) -> Dialect? {
        if let userAgent = userAgent?.lowercased(),
            let dialect = dialects.first(where: { dialect in
                dialect.userAgents.contains { userAgent.hasPrefix($0.lowercased()) }
            })
        {
            return dialect
        }
        if let name = command?.split(separator: "/").last.map(String.init),
            let dialect = dialects.first(where: { $0.commands.contains(name) })
        {
            return dialect
        }
        // Words of failure are the more telling the earlier they stand; a bare ARN is anybody's.
        return dialects.first { $0.recognises(isSuccess: false, exit: exit, output: output, error: error) }
            ?? dialects.last { $0.recognises(isSuccess: true, exit: exit, output: output, error: error) }
    }
}
