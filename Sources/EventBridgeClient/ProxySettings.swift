package import HTTPWire

/// Which connections go through a proxy; loopback addresses never do.
public struct ProxySettings: Hashable, Sendable {
    /// No proxy for anything.
    public static let none = ProxySettings()

    package let rules: ProxyRules

    private init() {
        rules = .none
    }

    /// Reads the values of the usual environment variables; nil and empty ones set nothing.
    ///
    /// - Parameters:
    ///   - httpsProxy: `http://user:password@host:port` for endpoints with TLS, reached by CONNECT.
    ///   - httpProxy: the same for endpoints without.
    ///   - noProxy: names with their subdomains, addresses or networks that are reached directly; `*` for
    /// all.
    public init(httpsProxy: String?, httpProxy: String?, noProxy: String?) throws(InvalidConfiguration) {
        do throws(InvalidProxy) {
            rules = try ProxyRules(httpsProxy: httpsProxy, httpProxy: httpProxy, noProxy: noProxy)
        } catch {
            throw InvalidConfiguration(message: error.message)
        }
    }
}
