package import Diagnostics

/// Everything that is wrong with a YAML file, in the order of its lines.
package struct InvalidYAML: Error, Hashable, Sendable {
    package let diagnostics: [Diagnostic]
}
