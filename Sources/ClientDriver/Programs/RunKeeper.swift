import Subprocess
import SystemPackage

/// Sees to it that no process of a run outlives the harness, even one that was killed without warning.
///
/// A small shell program waits for our end of a pipe to close. Where it closes without a word, every process that
/// carries the run's name in its environment is killed. Only on Linux, which shows environments; elsewhere it does
/// nothing.
package enum RunKeeper {
    /// Keeps the processes of a run for as long as the body takes.
    package static func with<Result: Sendable>(
        run: String, shell: String, _ body: () async -> Result
    ) async -> Result {
        #if os(Linux)
            var options = PlatformOptions()
            // Away from the terminal's signals, which are meant for us.
            options.createSession = true
            var result: Result?
            do {
                _ = try await Subprocess.run(
                    .path(FilePath(shell)),
                    arguments: ["-c", script, "assay-keeper", "\(ClientEnvironment.runVariable)=\(run)"],
                    environment: .custom(["PATH": PassedVariables.defaultPath]), platformOptions: options,
                    input: .inputWriter, output: .discarded, error: .discarded
                ) { execution in
                    result = await body()
                    _ = try? await execution.standardInputWriter.write(Array("done\n".utf8))
                    try? await execution.standardInputWriter.finish()
                }
            } catch {
                // Without a shell there is no keeper; the run itself needs none.
            }
            if let result { return result }
        #endif
        return await body()
    }

    /// Twice, for a process may start another one while it is looked for.
    private static let script = """
        trap '' HUP INT TERM PIPE
        IFS= read -r word
        [ "$word" = done ] && exit 0
        for round in 1 2 3; do
            for file in $(grep -l -F -e "$1" /proc/[0-9]*/environ 2>/dev/null); do
                process=${file#/proc/}
                process=${process%/environ}
                kill -KILL -- "-$process" 2>/dev/null
                kill -KILL "$process" 2>/dev/null
            done
        done
        """
}
