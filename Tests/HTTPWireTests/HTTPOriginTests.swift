import HTTPWire
import Testing

struct HTTPOriginTests {
    @Test(arguments: [
        ("http://localhost", "http", "localhost", 80, "localhost"),
        (
            "HTTPS://Events.us-east-1.amazonaws.com/path?q#f", "https", "events.us-east-1.amazonaws.com", 443,
            "events.us-east-1.amazonaws.com"
        ),
        ("http://user:pw@127.0.0.1:4010/", "http", "127.0.0.1", 4010, "127.0.0.1:4010"),
        ("https://[::1]:8443", "https", "::1", 8443, "[::1]:8443"), ("http://a:", "http", "a", 80, "a"),
        ("http://a:80", "http", "a", 80, "a"), ("https://a:80", "https", "a", 80, "a:80"),
    ])
    func `an origin is read from a URL`(url: String, scheme: String, host: String, port: Int, field: String)
        throws
    {
        let origin = try #require(HTTPOrigin(url: url))
        #expect(origin.scheme.rawValue == scheme)
        #expect(origin.host == host)
        #expect(origin.port == port)
        #expect(origin.hostField == field)
    }

    @Test(arguments: [
        "", "localhost", "ftp://a", "http://", "http://:80", "http://a:x", "http://a:70000", "http://a b",
        "http://[::1",
    ])
    func `what is no origin is none`(url: String) {
        #expect(HTTPOrigin(url: url) == nil)
    }
}
