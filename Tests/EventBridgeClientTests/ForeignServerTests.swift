import AWSWire
import EventBridgeClient
import HTTPMessages
import HTTPWire
import Testing

/// Servers that are not ours: python's sockets and botocore's signatures.
struct ForeignServerTests {
    /// Answers each connection with the next of its arguments, byte by byte, and closes it.
    private static let raw = """
        import socket, sys
        s = socket.create_server(('127.0.0.1', 0))
        print(s.getsockname()[1], flush=True)
        for answer in sys.argv[1:]:
            c, _ = s.accept()
            data = b''
            while b'\\r\\n\\r\\n' not in data: data += c.recv(65536)
            head, body = data.split(b'\\r\\n\\r\\n', 1)
            want = [int(l.split(b':')[1]) for l in head.split(b'\\r\\n') if l.lower().startswith(b'content-length')][0]
            while len(body) < want: body += c.recv(65536)
            for b in answer.encode().decode('unicode_escape').encode('latin-1'): c.send(bytes([b]))
            c.close()
        """

    @Test func `answers of a raw server are read`() async throws {
        let ok = #"HTTP/1.1 200 OK\r\nContent-Length: 22\r\nConnection: close\r\n\r\n{"EventSourceArn":"a"}"#
        let chunked =
            #"HTTP/1.0 400 Bad\r\n\r\n{"__type":"ResourceAlreadyExistsException","message":"there"}"#
        let cut = #"HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"Event"#
        try await withPython(Self.raw, [ok, chunked, cut]) { port in
            try await withClient(configuration("http://localhost:\(port)")) { context in
                #expect(
                    await CreatePartnerEventSource.request(context, input)
                        == .success(.init(eventSourceARN: "a")))
                #expect(
                    await CreatePartnerEventSource.request(context, input)
                        == .failure(.resourceAlreadyExists(message: "there")))
                let last = await CreatePartnerEventSource.request(context, input)
                guard case .failure(.transport(let trouble)) = last else {
                    Issue.record("a cut answer was read: \(last)")
                    return
                }
                #expect(trouble.kind == .closedEarly)
            }
        }
    }

    /// Answers with the signature that botocore makes for the request as it was received.
    private static let botocoreSigner = """
        import http.server, datetime, json
        import botocore.auth, botocore.awsrequest, botocore.credentials
        class Signer(botocore.auth.SigV4Auth):
            def headers_to_sign(self, request):
                import botocore.compat
                h = botocore.compat.HTTPHeaders()
                for n in self.names: h[n] = request.headers[n]
                return h
        class H(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['content-length']))
                auth = self.headers['authorization']
                names = auth.split('SignedHeaders=')[1].split(',')[0].split(';')
                c = botocore.credentials.Credentials('AKIDEXAMPLE', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')
                r = botocore.awsrequest.AWSRequest('POST', 'http://' + self.headers['host'] + self.path, data=body)
                for n in names: r.headers[n] = self.headers[n]
                r.context['timestamp'] = self.headers['x-amz-date']
                s = Signer(c, 'events', 'us-east-1')
                s.names = names
                text = s.string_to_sign(r, s.canonical_request(r))
                good = auth.endswith('Signature=' + s.signature(text, r))
                out = json.dumps({'EventSourceArn': 'good' if good else 'bad'}).encode()
                self.send_response(200); self.send_header('Content-Length', str(len(out))); self.end_headers()
                self.wfile.write(out)
            def log_message(self, *a): pass
        s = http.server.HTTPServer(('127.0.0.1', 0), H)
        print(s.server_port, flush=True); s.serve_forever()
        """

    @Test func `botocore makes the same signature of what arrived`() async throws {
        guard await pythonHas("botocore") else { return }
        try await withPython(Self.botocoreSigner) { port in
            try await withClient(configuration("http://127.0.0.1:\(port)/path")) { context in
                var context = context
                let signed = await CreatePartnerEventSource.request(context, input)
                #expect(signed == .success(.init(eventSourceARN: "good")))
                context.retry = .standard(random: { 7 }, pause: { _ in })
                let marked = await CreatePartnerEventSource.request(
                    context, .init(name: "aws.partner/ü\u{1}\"/x", account: ""))
                #expect(marked == .success(.init(eventSourceARN: "good")))
            }
        }
    }

    @Test func `moto answers, and its answers are understood`() async throws {
        guard await pythonHas("moto.server") else { return }
        let script = """
            import moto.server, werkzeug.serving
            app = moto.server.DomainDispatcherApplication(moto.server.create_backend_app)
            s = werkzeug.serving.make_server('127.0.0.1', 0, app, threaded=True)
            print(s.server_port, flush=True); s.serve_forever()
            """
        try await withPython(script) { port in
            try await withClient(configuration("http://127.0.0.1:\(port)", timeout: .seconds(60))) {
                context in
                let made = await CreatePartnerEventSource.requestWithMetadata(context, input)
                #expect(made.metadata?.status == 200, "\(made.result)")
                let gone = await DeletePartnerEventSource.request(
                    context, .init(name: input.name, account: input.account))
                #expect(gone == .success(.init()))
            }
        }
    }
}
