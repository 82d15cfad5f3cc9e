import ArgumentParser

/// Who is to answer: the embedded fake, a URL, or the real service.
enum TargetArgument: Hashable, Sendable, ExpressibleByArgument {
    case fake
    case aws
    case url(String)

    init?(argument: String) {
        switch argument {
        case "fake":
            self = .fake
        case "aws":
            self = .aws
        default:
            guard argument.hasPrefix("http://") || argument.hasPrefix("https://") else { return nil }
            self = .url(argument)
        }
    }

    var defaultValueDescription: String {
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
            valueName: "fake|URL|aws"))
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
