import AWSWire
import HTTPMessages
import JSONTree
import Testing

/// Signatures made by botocore while the tests run: the same as ours, and accepted by our verifier.
struct BotocoreSigningTests {
    private struct Case {
        let request: HTTPRequest
        let credentials: Credentials
        let region: String
        let time: SigningTime
    }

    private static func cases(count: Int, seed: UInt64) -> [Case] {
        var random = RandomSource(seed: seed)
        let targets = [
            "/", "/", "/", "/custom/", "/a/b", "/a//b/", "/a/./b/../c", "/a%20b/", "/%C3%A9", "/?a=b",
            "/?b=2&a=1&a=0",
            "/?a", "/x?q=%20%2F~", "/~a_-.",
        ]
        return (0..<count).map { _ in
            var fields: HTTPFields = [("Content-Type", AWSJSON.contentType)]
            let port = Bool.random(using: &random) ? "" : ":\(Int.random(in: 1024...65_535, using: &random))"
            fields.append("Host", random.text(of: "abcxyz", length: 1...8) + ".example.com" + port)
            fields.append("X-Amz-Target", OperationModel.all.randomElement(using: &random)?.target ?? "")
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let name =
                    random.text(of: "abcXYZ", length: 3...8) + "-" + random.text(of: "abc01", length: 1...3)
                fields.append(name, random.text(of: "ab  c,=;/+\"", length: 0...20))
            }
            if Bool.random(using: &random) {
                fields.append("User-Agent", "x/\(random.text(of: "ab ", length: 1...5))")
            }
            if Bool.random(using: &random) { fields.append("Connection", "keep-alive") }
            let body = random.text(of: "{}\":,é \n0aZ", length: 0...120)
            let token = Bool.random(using: &random) ? random.text(of: "abcXYZ/+=", length: 20...200) : nil
            let regions = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"]
            return Case(
                request: HTTPRequest(
                    method: "POST", target: targets.randomElement(using: &random) ?? "/", fields: fields,
                    body: Array(body.utf8)),
                credentials: Credentials(
                    accessKeyID: "AKID" + random.text(of: "ABC123", length: 4...16),
                    secretAccessKey: random.text(of: "abcXYZ/+=é", length: 1...60), sessionToken: token),
                region: regions.randomElement(using: &random) ?? "us-east-1",
                time: SigningTime(secondsSince1970: Int.random(in: 0...4_000_000_000, using: &random)))
        }
    }

    private static func json(_ signingCase: Case) -> JSONValue {
        let request = signingCase.request
        let fields = request.fields.map { JSONValue.array([.string($0.name), .string($0.value)]) }
        return [
            "method": .string(request.method), "target": .string(request.target), "fields": .array(fields),
            "host": .string(request.fields["Host"] ?? ""), "body": .string(request.bodyText),
            "id": .string(signingCase.credentials.accessKeyID),
            "secret": .string(signingCase.credentials.secretAccessKey),
            "token": signingCase.credentials.sessionToken.map { .string($0) } ?? .null,
            "region": .string(signingCase.region),
            "time": .number(JSONNumber(signingCase.time.secondsSince1970)),
        ]
    }

    private static func signed(_ cases: [Case], by signer: String) throws -> [HTTPRequest] {
        let answers = try Botocore.run(
            script.replacing("SIGNER", with: signer), input: .array(cases.map(json)))
        return try zip(cases, #require(answers.array)).map { signingCase, answer in
            var request = signingCase.request
            request.target = answer["target"]?.string ?? ""
            request.fields = HTTPFields(
                (answer["fields"]?.array ?? []).map { pair in
                    HTTPField(name: pair[0]?.string ?? "", value: pair[1]?.string ?? "")
                })
            return request
        }
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason))
    func `random requests get the signature that botocore gives them`() throws {
        let cases = Self.cases(count: 400, seed: 1)
        for (signingCase, theirs) in zip(cases, try Self.signed(cases, by: "SigV4Auth")) {
            var ours = signingCase.request
            Signer(
                credentials: signingCase.credentials, region: signingCase.region, service: "events",
                cache: SigningKeyCache()
            ).sign(&ours, at: signingCase.time)
            #expect(ours.fields["Authorization"] == theirs.fields["Authorization"], "\(signingCase.request)")
        }
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason), arguments: ["SigV4Auth", "SigV4QueryAuth"])
    func `what botocore signed is valid, and a changed byte is not`(signer: String) throws {
        var cases = Self.cases(count: 300, seed: 2)
        if signer == "SigV4QueryAuth" {
            // botocore moves a body into the query when it presigns.
            cases = cases.map { signingCase in
                var request = signingCase.request
                request.body = []
                return Case(
                    request: request, credentials: signingCase.credentials, region: signingCase.region,
                    time: signingCase.time)
            }
        }
        var random = RandomSource(seed: 3)
        for (signingCase, theirs) in zip(cases, try Self.signed(cases, by: signer)) {
            let verifier = Verifier(
                policy: VerificationPolicy(regions: [signingCase.region], service: "events"),
                cache: SigningKeyCache())
            let key = VerificationKey(signingCase.credentials)
            func verify(_ request: HTTPRequest) -> Verification {
                verifier.verify(request, now: signingCase.time.advanced(by: 200)) { id in
                    id == signingCase.credentials.accessKeyID ? key : nil
                }
            }
            guard case .valid(let identity) = verify(theirs) else {
                Issue.record("refused: \(verify(theirs)) for \(theirs)")
                continue
            }
            #expect(identity.accessKeyID == signingCase.credentials.accessKeyID)
            #expect(identity.carrier == (signer == "SigV4Auth" ? .header : .query))
            var changed = theirs
            if changed.body.isEmpty || Bool.random(using: &random) {
                changed.fields.set("X-Amz-Target", to: "AWSEvents.Other")
            } else {
                changed.body[Int.random(in: changed.body.indices, using: &random)] ^= 1
            }
            guard case .refused(let refusal) = verify(changed) else {
                Issue.record("accepted after a change")
                continue
            }
            #expect(refusal.check == .signature)
        }
    }

    @Test(.enabled(if: Botocore.isWanted, Botocore.reason))
    func `what botocore dates with a Date header is valid`() throws {
        let cases = Self.cases(count: 20, seed: 4).map { signingCase in
            var request = signingCase.request
            request.fields.append("Date", "x")
            return Case(
                request: request, credentials: signingCase.credentials, region: signingCase.region,
                time: signingCase.time)
        }
        for (signingCase, theirs) in zip(cases, try Self.signed(cases, by: "SigV4Auth")) {
            let verifier = Verifier(
                policy: VerificationPolicy(regions: nil, service: "events"), cache: SigningKeyCache())
            let verification = verifier.verify(theirs, now: signingCase.time) { _ in
                VerificationKey(signingCase.credentials)
            }
            guard case .valid = verification else {
                Issue.record("refused: \(verification)")
                continue
            }
        }
    }

    private static let script = """
        import botocore.auth, botocore.awsrequest, botocore.credentials, datetime, json, sys
        answers = []
        for given in json.load(sys.stdin):
            now = datetime.datetime.fromtimestamp(given['time'], datetime.timezone.utc).replace(tzinfo=None)
            if hasattr(botocore.auth, 'get_current_datetime'):
                botocore.auth.get_current_datetime = lambda: now
            else:
                class Frozen(datetime.datetime):
                    utcnow = classmethod(lambda cls: now)
                botocore.auth.datetime.datetime = Frozen
            request = botocore.awsrequest.AWSRequest(
                method=given['method'], url='http://' + given['host'] + given['target'],
                data=given['body'].encode())
            for name, value in given['fields']:
                request.headers.add_header(name, value)
            credentials = botocore.credentials.Credentials(given['id'], given['secret'], given['token'])
            botocore.auth.SIGNER(credentials, 'events', given['region']).add_auth(request)
            target = request.url[len('http://' + given['host']):]
            answers.append({'target': target, 'fields': [[n, v] for n, v in request.headers.items()]})
        json.dump(answers, sys.stdout)
        """
}
