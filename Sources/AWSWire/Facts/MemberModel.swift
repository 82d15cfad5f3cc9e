/// One member of an input, an output or a structure inside them.
package struct MemberModel: Hashable, Sendable {
    /// The name as in JSON; letters count.
    package let name: String
    package let isRequired: Bool
    package let shape: ShapeModel

    package init(name: String, isRequired: Bool, shape: ShapeModel) {
        self.name = name
        self.isRequired = isRequired
        self.shape = shape
    }

    package static func required(_ name: String, _ shape: ShapeModel) -> MemberModel {
        MemberModel(name: name, isRequired: true, shape: shape)
    }

    package static func optional(_ name: String, _ shape: ShapeModel) -> MemberModel {
        MemberModel(name: name, isRequired: false, shape: shape)
    }

    /// The name as violations write it: the first letter in lower case.
    package var violationName: String {
        guard let first = name.first else { return name }
        return first.lowercased() + name.dropFirst()
    }
}

/// What a member's value looks like in JSON.
package indirect enum ShapeModel: Hashable, Sendable {
    case string(StringConstraints)
    case integer(ClosedRange<Int>?)
    case boolean
    /// A number of seconds since 1970, perhaps with a fraction.
    case timestamp
    case list(ShapeModel, CountConstraints)
    case structure([MemberModel])
}

/// How many elements a list may have.
package struct CountConstraints: Hashable, Sendable {
    package let minimum: Int?
    package let maximum: Int?

    package init(minimum: Int? = nil, maximum: Int? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }
}
