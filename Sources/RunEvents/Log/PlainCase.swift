/// A case that passed and of which there is little to say; a buffer, since reports read a million of them.
package struct PlainCase {
    /// The name as reports show it: printable ASCII.
    package internal(set) var name: [UInt8] = []
    /// How long the case took.
    package internal(set) var elapsed = Duration.zero
    /// The list of requirements without its brackets, as the log has it: printable ASCII, alike for equal lists.
    package internal(set) var requirements: [UInt8] = []

    package init() {}

    /// The requirements one by one.
    package var requirementList: [String] {
        var list: [String] = []
        let bytes = requirements.span
        var position = 0
        while let text = bytes.text(at: &position) {
            list.append(String(decoding: requirements[text], as: UTF8.self))
            position += 1
        }
        return list
    }
}
