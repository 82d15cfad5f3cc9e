import Diagnostics
import YAMLTree

/// A YAML node, the file it stands in, and the variables that hold there.
struct SourceNode {
    let node: YAMLNode
    let file: String
    let scope: Scope
    /// Whether it stands inside a variable's value, so that fresh values are made once per case.
    var isInVariable = false

    var place: Place { Place(file: file, range: node.range) }

    var scalar: YAMLScalar? { node.scalar }

    /// Another node of the same file and scope.
    func sibling(_ node: YAMLNode) -> SourceNode {
        SourceNode(node: node, file: file, scope: scope, isInVariable: isInVariable)
    }

    func place(of node: YAMLNode) -> Place { Place(file: file, range: node.range) }
}

/// The variables that hold in one part of a file, the nearest layer first.
final class Scope {
    let layers: [Layer]

    init(_ layers: [Layer]) {
        self.layers = layers
    }

    /// The nearest variable of that name; those behind it count as used too.
    func use(_ name: String) -> Binding? {
        var nearest: Binding?
        for layer in layers {
            guard let binding = layer.bindings[name] else { continue }
            binding.isUsed = true
            nearest = nearest ?? binding
        }
        return nearest
    }

    func has(_ name: String) -> Bool {
        layers.contains { $0.bindings[name] != nil }
    }

    var names: [String] { layers.flatMap { $0.bindings.keys } }
}

/// Variables that were written together: a file's, a row's, those of an include, those of the command.
final class Layer {
    let bindings: [String: Binding]

    init(_ bindings: [String: Binding]) {
        self.bindings = bindings
    }

    static var none: Layer { Layer([:]) }
}

/// One variable and what it stands for.
final class Binding {
    let name: String
    let value: YAMLNode
    let file: String
    let place: Place
    /// Where the value's own variables are looked up; nil for where the variable is used.
    let scope: Scope?
    var isUsed = false

    init(name: String, value: YAMLNode, file: String, place: Place, scope: Scope? = nil) {
        self.name = name
        self.value = value
        self.file = file
        self.place = place
        self.scope = scope
    }
}
