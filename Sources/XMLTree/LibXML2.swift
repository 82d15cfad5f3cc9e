import CLibXML2

/// The C library, made ready once for the process; every owner of a C object asks for it first.
enum LibXML2 {
    // Never cleaned up: Foundation's own XML classes use the same library.
    private static let isInitialised: Bool = {
        xmlInitParser()
        return true
    }()

    static var isReady: Bool {
        // Each thread has a setting of its own; what the library cannot do it would print.
        assay_silence()
        return isInitialised
    }
}
