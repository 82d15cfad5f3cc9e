/// A form of JUnit report; no document keeps all strict rules at once.
package enum JUnitFlavor: String, CaseIterable, Hashable, Sendable {
    /// One file that every known consumer reads, valid by Jenkins' rules.
    case jenkins
    /// One file for each suite in a folder, valid by every edition of Maven Surefire's rules.
    case surefire
    /// One file, valid by Windyroad's rules for Ant.
    case ant
    /// The default and more: places, properties of cases; valid by a schema of our own.
    case rich

    /// The schema that reports of this flavour keep, as the project ships it.
    package var schema: [UInt8] {
        switch self {
        case .jenkins: PackageResources.junit_jenkins_xsd
        case .surefire: PackageResources.junit_surefire_xsd
        case .ant: PackageResources.junit_ant_xsd
        case .rich: PackageResources.junit_rich_xsd
        }
    }

    /// Whether the report's path is a folder that gets one file for each suite.
    package var isFolder: Bool { self == .surefire }
}
