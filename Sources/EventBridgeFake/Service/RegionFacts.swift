import AWSWire

/// What is known of regions.
enum RegionFacts {
    /// The partition that a region belongs to, as ARNs name it.
    static func partition(of region: String) -> String {
        Partition.containing(region).name
    }

    /// The regions that the user guide lists for partner event sources (2022).
    static let withPartnerSources: Set<String> = [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-central-1", "eu-west-1",
        "eu-west-2", "eu-west-3", "eu-north-1", "eu-south-1", "af-south-1", "ap-east-1", "ap-northeast-1",
        "ap-northeast-2", "ap-southeast-1", "ap-southeast-2", "ap-south-1", "sa-east-1",
    ]
}
