import ArgumentParser
import Diagnostics

/// Who is to answer: the embedded fake, a URL, or the real service.
enum TargetArgument: Hashable, Sendable {
    case fake
    case aws
    case url(String)

    /// Reads what stands after `--target`.
    init(argument: String) throws(ValidationError) {
        switch argument {
        case "fake":
            self = .fake
        case "aws":
            self = .aws
        default:
            guard argument.hasPrefix("http://") || argument.hasPrefix("https://") else {
                throw ValidationError("it takes fake, aws or a URL\(Self.hint(for: argument))")
            }
            self = .url(argument)
        }
    }

    /// What was meant by something that is no URL: perhaps one without its scheme.
    private static func hint(for argument: String) -> String {
        let parts = argument.split(separator: "/", maxSplits: 1)[...].first?.split(separator: ":") ?? []
        let isAddress = parts.count == 2 && parts[1].allSatisfy(\.isNumber)
        let isName = !argument.contains(" ") && !argument.contains("://") && argument.contains(".")
        if isAddress || isName { return "; did you mean 'http://\(argument)'?" }
        return nearest(to: argument, among: ["fake", "aws"]).map { "; did you mean '\($0)'?" } ?? ""
    }
}

extension TargetArgument: CustomStringConvertible {
    var description: String {
        switch self {
        case .fake: "fake"
        case .aws: "aws"
        case .url(let url): url
        }
    }
}

/// Who is to answer, and as whom to call.
struct TargetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who answers: fake (embedded, the default), a URL, or aws (the real service).",
            discussion: """
                A URL on this machine needs nothing else: without configured credentials the documented example ones \
                are used. Any other target needs --live and what belongs to it.
                """,
            valueName: "fake|URL|aws"),
        transform: TargetArgument.init(argument:))
    var target: TargetArgument = .fake

    @Option(
        help: ArgumentHelp(
            """
            The region to call; else us-east-1 on the fake, and on an endpoint AWS_REGION, AWS_DEFAULT_REGION, the \
            profile's, or us-east-1 on loopback.
            """,
            valueName: "region"))
    var region: String?

    @Option(
        help: ArgumentHelp(
            "The profile of the AWS configuration files to take credentials and region from.",
            valueName: "name"))
    var profile: String?

    @Option(
        name: .customLong("ca-bundle"),
        help: ArgumentHelp(
            "A PEM file of certificates to trust; else AWS_CA_BUNDLE, SSL_CERT_FILE, or the system's.",
            valueName: "file"))
    var authorities: String?
}
