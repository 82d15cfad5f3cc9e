import AWSWire
import JSONTree
import Testing

/// The published cases of what goes before what where addresses are configured, told of our service in place of theirs.
struct ConfiguredEndpointVectorTests {
    private static func suite() throws -> JSONValue {
        try #require(try Vectors.read("configured-endpoints.json")["testSuites"]?[0])
    }

    private static func all() throws -> [Vector] {
        try Vector.all(suite()["endpointUrlTests"], named: "name")
    }

    /// The caller's own options have an address but no switch that ignores the configured ones; the environment and
    /// the profile have it. A case that has the switch beside an address says the same without it.
    private static func needsSwitch(_ vector: Vector) -> Bool {
        vector.content["client_config"]?.string == "ignore_configured_endpoint_urls"
    }

    @Test(arguments: try all().filter { !needsSwitch($0) })
    func `the configured address goes as published`(vector: Vector) throws {
        let suite = try Self.suite()
        let profile = try vector.text("profile")
        let service = try vector.text("service")
        var environment: [String: String] = [:]
        for member in suite["environments"]?[try vector.text("environment")]?.object?.members ?? [] {
            let name = member.name.replacing("_\(service.uppercased())", with: "_EVENTBRIDGE")
            environment[name] = member.value.string ?? ""
        }
        let options = suite["client_configs"]?[try vector.text("client_config")]
        let settings = try settings(
            environment, profile: profile, config: Self.file(of: profile, service: service, in: suite))
        let endpoint = try settings.endpoint(address: options?["endpoint_url"]?.string, region: nil)
        let expected = try #require(vector.content["output"]?["endpointUrl"]?.string)
        #expect(endpoint.description == expected.replacing("//\(service).fake", with: "//events.fake"))
    }

    @Test func `what is left out is known by name`() throws {
        let all = try Self.all()
        #expect(all.count == 39)
        let name = "All configured endpoints ignored due to ignore client config parameter."
        #expect(all.filter(Self.needsSwitch).map(\.name) == [name])
    }

    /// The config file that the suite means: the profile, and the section of services that it names.
    private static func file(of profile: String, service: String, in suite: JSONValue) throws -> String {
        let settings = try #require(suite["profiles"]?[profile]?.object)
        var text = "[profile \(profile)]\n"
        for setting in settings.members { text += "\(setting.name)=\(setting.value.string ?? "")\n" }
        guard let name = settings["services"]?.string else { return text }
        text += "\n[services \(name)]\n"
        for section in try #require(suite["services"]?[name]?.object).members {
            text += "\(section.name == service ? "eventbridge" : section.name) =\n"
            for setting in section.value.object?.members ?? [] {
                text += "  \(setting.name)=\(setting.value.string ?? "")\n"
            }
        }
        return text
    }
}
