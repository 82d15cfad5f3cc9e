import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What went wrong on a connection, before it is known which exchange it hit.
struct Trouble {
    var kind: TransportFailure.Kind
    var message: String

    init(_ kind: TransportFailure.Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Tells what kept a connection from being made.
    init(connecting error: any Error, to peer: String) {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first {
                self.init(connecting: first.error, to: "\(peer) (\(first.target.ipAddress ?? error.host))")
            } else {
                self.init(.nameLookup, "no address is known for the name '\(error.host)'")
            }
        case ChannelError.connectTimeout:
            self.init(.timeout, "no connection to \(peer) in time")
        case let error as IOError where error.errnoCode == ECONNRESET:
            // Only a peer that had taken the connection can reset it; a closed port refuses.
            self.init(.reset, "\(peer) reset the connection as soon as it stood")
        default:
            self.init(.connect, "cannot connect to \(peer): \(reason(of: error))")
        }
    }

    /// Tells what broke a connection; nil for an end without a farewell, which the close itself tells.
    init?(breaking error: any Error, isSecured: Bool) {
        switch error {
        case let error as IOError:
            let place = isSecured ? "" : " during the TLS handshake"
            self.init(.reset, "the connection was reset\(place): \(reason(of: error))")
        case NIOSSLError.handshakeFailed(.sslError(let errors))
        where errors.contains { "\($0)".contains("EOF during") }:
            return nil
        case NIOSSLError.uncleanShutdown:
            return nil
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            self.init(.tls, reason(of: error))
        default:
            self.init(isSecured ? .closedEarly : .tls, reason(of: error))
        }
    }
}

/// The reason in an error of the system or of the TLS library, in few words.
func reason(of error: any Error) -> String {
    switch error {
    case let error as IOError:
        return systemReason(error.errnoCode)
    case is SocketAddressError.UnknownHost, SocketAddressError.unknown:
        return "there is no host of this name"
    case NIOSSLError.handshakeFailed(let inner):
        return TLSReason(inner).text
    case let inner as BoringSSLError:
        // From TLS 1.3 on the peer's word on our certificate comes after the handshake.
        return TLSReason(inner).text
    case NIOSSLError.failedToLoadCertificate:
        return "there is no file with certificates in PEM form"
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
        return "the certificate is not for this host name"
    default:
        return "\(error)"
    }
}

/// What a number of the system's errors means, for those that sockets meet.
private func systemReason(_ code: CInt) -> String {
    switch code {
    case ECONNREFUSED: "connection refused"
    case ECONNRESET: "reset by the peer"
    case EPIPE: "the peer does not read any more"
    case ENETUNREACH, EHOSTUNREACH: "unreachable"
    case ETIMEDOUT: "timed out"
    case EADDRINUSE: "the address is in use"
    case EADDRNOTAVAIL: "the address is not one of this machine"
    case EACCES, EPERM: "not permitted"
    case EMFILE, ENFILE: "too many open files"
    default: "system error \(code)"
    }
}
