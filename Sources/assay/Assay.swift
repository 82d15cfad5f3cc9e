import AssayCommands

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The program: everything it does stands in AssayCommands.
@main
enum Assay {
    static func main() async {
        let status = await carryOutProcess()
        exit(Int32(status.rawValue))
    }
}
