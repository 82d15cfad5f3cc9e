/// All requirements of the contract, in the order of their ids' first appearance.
package struct RequirementCatalogue: Hashable, Sendable {
    package let requirements: [Requirement]
    private let places: [String: Int]

    /// How ids of this catalogue begin; others belong to whoever writes them.
    package static let family = "CPES-"

    package init(_ requirements: [Requirement]) {
        self.requirements = requirements
        var places: [String: Int] = [:]
        for (index, requirement) in requirements.enumerated() { places[requirement.id] = index }
        self.places = places
    }

    package subscript(id: String) -> Requirement? {
        places[id].map { requirements[$0] }
    }

    package var ids: [String] { requirements.map(\.id) }
}
