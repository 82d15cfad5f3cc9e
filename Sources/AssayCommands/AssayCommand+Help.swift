import ArgumentParser
import Diagnostics

extension AssayCommand {
    /// What is wrong with a request for help; nil for one that is right, and for every other command line.
    ///
    /// The parser shows the help of the whole program for a command that does not exist, as if all were well.
    static func complaintAboutHelp(_ arguments: [String]) -> String? {
        guard arguments.first == "help", let word = arguments.dropFirst().first(where: { !$0.hasPrefix("-") })
        else { return nil }
        let names = configuration.subcommands.compactMap { $0._commandName as String? } + ["help"]
        guard !names.contains(word) else { return nil }
        let hint = nearest(to: word, among: names).map { "; did you mean '\($0)'?" } ?? ""
        return "there is no command '\(word)' to help with\(hint)"
    }
}
