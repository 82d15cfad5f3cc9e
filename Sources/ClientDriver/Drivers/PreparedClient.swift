/// A client that is ready to be started by hand.
package struct PreparedClient: Hashable, Sendable {
    package let command: [String]
    /// Where it runs; `environment.sh` there sets its variables.
    package let folder: String
}

/// Why a client cannot be started for a call.
package struct ClientUnprepared: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

extension SpawningDriver {
    /// Writes all that the client needs for a call into a folder of its own, and does not start it.
    package func prepare(_ call: ClientCall) throws(ClientUnprepared) -> PreparedClient {
        do throws(FolderTrouble) {
            let place = try WorkingFolder(in: folder, named: call.identifier)
            try place.write(ClientContext(call: call, resultFile: place.resultFile).json)
            guard let order = order(for: call, in: place) else {
                throw FolderTrouble(path: place.path, reason: "the input has no text for a placeholder")
            }
            let lines = order.environment.sorted { $0.key < $1.key }.map { name, value in
                "\(name)='\(value.replacing("'", with: "'\\''"))'"
            }
            try place.write(
                Array((lines.joined(separator: "\n") + "\n").utf8), to: place.path + "/environment.sh")
            return PreparedClient(command: [order.executable] + order.arguments, folder: place.path)
        } catch {
            throw ClientUnprepared(description: "\(error)")
        }
    }

    package func discard(_ prepared: PreparedClient) {
        WorkingFolder(path: prepared.folder).remove()
    }
}
