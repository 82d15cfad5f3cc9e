/// One member of an input, an output or a structure inside them.
package struct MemberModel: Hashable, Sendable {
    /// The name as in JSON; letters count.
    package let name: String
    package let isRequired: Bool
    package let shape: ShapeModel
    /// The name as violations write it: the first letter in lower case.
    package let violationName: String

    package init(name: String, isRequired: Bool, shape: ShapeModel) {
        self.name = name
        self.isRequired = isRequired
        self.shape = shape
        violationName = name.prefix(1).lowercased() + name.dropFirst()
    }

    package static func required(_ name: String, _ shape: ShapeModel) -> MemberModel {
        MemberModel(name: name, isRequired: true, shape: shape)
    }

    package static func optional(_ name: String, _ shape: ShapeModel) -> MemberModel {
        MemberModel(name: name, isRequired: false, shape: shape)
    }
}
