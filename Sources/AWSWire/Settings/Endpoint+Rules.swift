/// The service's rules for its endpoints.
extension Endpoint {
    /// The endpoint of a region, or the custom one.
    ///
    /// `custom` is an address that somebody configured; it excludes the variants and needs no region.
    package static func resolve(
        region: String?, usesFIPS: Bool, usesDualStack: Bool, custom: String?,
        service: ServiceModel = .eventBridge
    ) throws(EndpointError) -> Endpoint {
        if let custom {
            if usesFIPS { throw .customWithFIPS }
            if usesDualStack { throw .customWithDualStack }
            return try Endpoint(url: custom)
        }
        guard let region else { throw .missingRegion }
        guard isHostLabel(region) else { throw .invalidRegion(region) }
        let partition = Partition.containing(region)
        let suffix = usesDualStack ? partition.dualStackSuffix : partition.dnsSuffix
        let isPlainFIPS =
            partition.name == "aws-us-gov"
            && (usesDualStack || region == "us-gov-east-1" || region == "us-gov-west-1")
        // The plain endpoints of the government regions are FIPS endpoints already.
        let prefix = usesFIPS && !isPlainFIPS ? "\(service.endpointPrefix)-fips" : service.endpointPrefix
        return Endpoint(scheme: .https, host: "\(prefix).\(region).\(suffix)")
    }

    private static func isHostLabel(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        return isPlain && (1...63).contains(text.utf8.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
    }
}
