/// A process that a program started and that was still there after the program's end.
package struct Straggler: Hashable, Sendable, CustomStringConvertible {
    package let process: Int
    /// Its arguments, or its name where those cannot be read.
    package let command: String
    /// The TCP ports that it listened on.
    package let ports: [Int]

    package init(process: Int, command: String, ports: [Int]) {
        self.process = process
        self.command = command
        self.ports = ports
    }

    package var description: String {
        let words = "process \(process) (\(command))"
        guard !ports.isEmpty else { return "\(words), running" }
        return "\(words), listening on \(ports.map(String.init).joined(separator: ", "))"
    }
}
