import CLibXML2

/// The C library, made ready once for the process; every owner of a C object asks for it first.
enum LibXML2 {
    // Never cleaned up: Foundation's own XML classes use the same library.
    static let isReady: Bool = {
        xmlInitParser()
        return true
    }()
}
