import AWSWire
import JSONTree
import Testing

/// The published cases of the service's endpoint rules.
struct EndpointVectorTests {
    private static func all() throws -> [Vector] {
        try Vector.all(Vectors.read("endpoints.json")["testCases"], named: "documentation")
    }

    /// Global endpoints are an input of PutEvents alone, which is no operation of ours.
    private static func isGlobal(_ vector: Vector) -> Bool {
        vector.content["params"]?["EndpointId"] != nil
    }

    @Test(arguments: try all().filter { !isGlobal($0) })
    func `an endpoint resolves as published`(vector: Vector) throws {
        let parameters = vector.content["params"]
        let endpoint = Result { () throws(EndpointError) in
            try Endpoint.resolve(
                region: parameters?["Region"]?.string, usesFIPS: parameters?["UseFIPS"]?.bool == true,
                usesDualStack: parameters?["UseDualStack"]?.bool == true,
                custom: parameters?["Endpoint"]?.string)
        }
        let expected = try #require(vector.content["expect"])
        if let error = expected["error"]?.string {
            let errors: [String: EndpointError] = [
                "Invalid Configuration: FIPS and custom endpoint are not supported": .customWithFIPS,
                "Invalid Configuration: Dualstack and custom endpoint are not supported":
                    .customWithDualStack,
                "Invalid Configuration: Missing Region": .missingRegion,
            ]
            let reason = try #require(errors[error])
            #expect(throws: reason) { try endpoint.get() }
        } else {
            #expect(try endpoint.get().description == expected["endpoint"]?["url"]?.string)
        }
    }

    @Test func `what is left out is known by name`() throws {
        let all = try Self.all()
        #expect(all.count == 61)
        #expect(
            all.filter(Self.isGlobal).map(\.name) == [
                "Valid endpointId with fips disabled and dualstack disabled",
                "Valid EndpointId with dualstack disabled and fips enabled",
                "Valid EndpointId with dualstack enabled and fips enabled", "Invalid EndpointId",
                "Invalid EndpointId (empty)", "Valid endpointId with fips disabled and dualstack true",
                "Valid endpointId with custom sdk endpoint",
            ])
    }
}
