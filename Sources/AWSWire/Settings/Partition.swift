/// A group of regions under one administration, with host names of its own.
package struct Partition: Hashable, Sendable {
    /// The name as in ARNs: `aws`, `aws-cn`.
    package let name: String
    package let dnsSuffix: String
    /// The suffix of hosts that also answer over IPv6.
    package let dualStackSuffix: String
    private let regions: PatternMatcher
    /// The name that stands for the partition as a whole where a region is asked for.
    private let globalRegion: String?

    private init(
        _ name: String, _ regions: String, global globalRegion: String?, dnsSuffix: String,
        dualStackSuffix: String
    ) {
        self.name = name
        self.regions = PatternMatcher(known: regions)
        self.globalRegion = globalRegion
        self.dnsSuffix = dnsSuffix
        self.dualStackSuffix = dualStackSuffix
    }

    /// The partition of a region; a region that nobody knows belongs to the first one.
    package static func containing(_ region: String) -> Partition {
        all.first { $0.globalRegion == region || $0.regions.matches(region) } ?? all[0]
    }

    package static let all: [Partition] = [
        Partition(
            "aws", #"(us|eu|ap|sa|ca|me|af|il|mx)\-\w+\-\d+"#, global: "aws-global",
            dnsSuffix: "amazonaws.com",
            dualStackSuffix: "api.aws"),
        Partition(
            "aws-cn", #"cn\-\w+\-\d+"#, global: "aws-cn-global", dnsSuffix: "amazonaws.com.cn",
            dualStackSuffix: "api.amazonwebservices.com.cn"),
        Partition(
            "aws-us-gov", #"us\-gov\-\w+\-\d+"#, global: "aws-us-gov-global", dnsSuffix: "amazonaws.com",
            dualStackSuffix: "api.aws"),
        Partition(
            "aws-eusc", #"eusc\-(de)\-\w+\-\d+"#, global: nil, dnsSuffix: "amazonaws.eu",
            dualStackSuffix: "api.amazonwebservices.eu"),
        Partition(
            "aws-iso", #"us\-iso\-\w+\-\d+"#, global: "aws-iso-global", dnsSuffix: "c2s.ic.gov",
            dualStackSuffix: "api.aws.ic.gov"),
        Partition(
            "aws-iso-b", #"us\-isob\-\w+\-\d+"#, global: "aws-iso-b-global", dnsSuffix: "sc2s.sgov.gov",
            dualStackSuffix: "api.aws.scloud"),
        Partition(
            "aws-iso-e", #"eu\-isoe\-\w+\-\d+"#, global: "aws-iso-e-global", dnsSuffix: "cloud.adc-e.uk",
            dualStackSuffix: "api.cloud-aws.adc-e.uk"),
        Partition(
            "aws-iso-f", #"us\-isof\-\w+\-\d+"#, global: "aws-iso-f-global", dnsSuffix: "csp.hci.ic.gov",
            dualStackSuffix: "api.aws.hci.ic.gov"),
    ]
}
