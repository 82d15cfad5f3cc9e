import AWSWire
import Foundation
import HTTPWire

/// How connections to endpoints are made: whom to trust, and which proxy to go through.
enum ConnectionSettings {
    /// The usual order: the option, then AWS's settings, then the variables that everybody reads.
    static func configuration(
        authorities: String?, _ settings: AWSSettings, _ surroundings: Surroundings
    ) throws(SettingsError) -> HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration()
        let bundle = authorities ?? settings.caBundle?.value ?? surroundings.variable("SSL_CERT_FILE")
        if let bundle {
            let path = bundle.hasPrefix("/") ? bundle : surroundings.currentFolder + "/" + bundle
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw SettingsError("the certificates to trust cannot be read: \(bundle)")
            }
            // Found out at the first call, this would look like an answer of the target.
            guard bytes.firstRange(of: Data("-----BEGIN ".utf8)) != nil else {
                throw SettingsError("there are no certificates in PEM form in \(bundle)")
            }
            configuration.trust = .pemFile(path)
        }
        func proxy(_ name: String) -> String? {
            surroundings.variable(name) ?? surroundings.variable(name.lowercased())
        }
        do throws(InvalidProxy) {
            // HTTP_PROXY in capitals can be set by whoever sends requests to a CGI program: only the small one holds.
            configuration.proxies = try ProxyRules(
                httpsProxy: proxy("HTTPS_PROXY"), httpProxy: surroundings.variable("http_proxy"),
                noProxy: proxy("NO_PROXY"))
        } catch {
            throw SettingsError("HTTPS_PROXY: \(error.message)")
        }
        return configuration
    }
}
