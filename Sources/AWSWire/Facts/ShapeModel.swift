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
