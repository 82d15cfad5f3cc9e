import Crypto
import HTTPMessages

/// What clients are known to get wrong, each worth one recomputation.
extension SignatureExplainer {
    func trials(_ canonical: CanonicalRequest, scope: SigningScope, key: VerificationKey) -> [Trial] {
        hostTrials(canonical) + bodyTrials(canonical) + lineTrials(canonical) + tokenTrials(canonical)
            + headerTrials(canonical) + keyTrials(canonical, scope: scope, key: key)
    }

    private func hostTrials(_ canonical: CanonicalRequest) -> [Trial] {
        let received = request.fields["Host"] ?? ""
        var candidates = [received.lowercased()]
        if let colon = received.lastIndex(of: ":"),
            received[received.index(after: colon)...].allSatisfy(\.isNumber)
        {
            candidates.append(String(received[..<colon]))
        } else {
            candidates += ["\(received):443", "\(received):80"]
        }
        return candidates.filter { $0 != received }.map { host in
            Trial(
                cause: .host, difference: "the client signed the host '\(host)' and sent '\(received)'",
                canonical: canonical.setting("host", to: host))
        }
    }

    private func bodyTrials(_ canonical: CanonicalRequest) -> [Trial] {
        var bodies: [(String, [UInt8])] = [
            ("no body", []), ("the body without the line end after it", trimmed(request.body)),
            ("the body with a line end after it", request.body + [10]),
        ]
        bodies += respaced(request.body)
        var trials = bodies.filter { $0.1 != request.body }.map { name, body in
            var changed = canonical
            changed.payloadHash = Hexadecimal.sha256(body)
            return Trial(
                cause: .body, difference: "the client signed \(name), which is not the body received",
                canonical: changed)
        }
        var unsigned = canonical
        unsigned.payloadHash = Array("UNSIGNED-PAYLOAD".utf8)
        trials.append(
            Trial(
                cause: .contentHash,
                difference: "the client signed UNSIGNED-PAYLOAD in place of the body's hash",
                canonical: unsigned))
        return trials
    }

    private func lineTrials(_ canonical: CanonicalRequest) -> [Trial] {
        let path = Array(request.target.utf8.prefix { $0 != UInt8(ascii: "?") })
        let candidates: [[UInt8]] = [
            path, path + [0x2F], path.last == 0x2F ? Array(path.dropLast()) : path, [0x2F],
        ]
        var trials = candidates.filter { $0 != canonical.path }.map { path in
            var changed = canonical
            changed.path = path
            return Trial(
                cause: .path,
                difference: "the client signed the path '\(String(decoding: path, as: UTF8.self))' and "
                    + "'\(String(decoding: canonical.path, as: UTF8.self))' was expected",
                canonical: changed)
        }
        if !canonical.query.isEmpty {
            var changed = canonical
            changed.query = []
            trials.append(
                Trial(cause: .query, difference: "the client signed an empty query", canonical: changed))
        }
        for method in ["GET", "POST", "PUT"] where method != canonical.method {
            var changed = canonical
            changed.method = method
            trials.append(
                Trial(
                    cause: .method,
                    difference: "the client signed the method \(method) and sent \(canonical.method)",
                    canonical: changed))
        }
        return trials
    }

    private func tokenTrials(_ canonical: CanonicalRequest) -> [Trial] {
        let name = "x-amz-security-token"
        if canonical.headers.contains(where: { $0.name == name }) {
            return [
                Trial(
                    cause: .token,
                    difference: "the client lists the session token as signed but did not sign it",
                    canonical: canonical.removing(name))
            ]
        }
        guard request.fields.contains(named: name) else { return [] }
        return [
            Trial(
                cause: .token,
                difference: "the client signed the session token but does not list it as signed",
                canonical: canonical.adding(name, CanonicalRequest.value(of: name, in: request.fields)))
        ]
    }

    private func headerTrials(_ canonical: CanonicalRequest) -> [Trial] {
        var trials: [Trial] = []
        let candidates: [String: [String]] = [
            "content-type": [
                AWSJSON.contentType, "\(AWSJSON.contentType); charset=utf-8", "application/x-amz-json-1.0",
                "application/json",
            ],
            "x-amz-target": OperationModel.all.map(\.target),
            "x-amz-date": [stamp],
        ]
        for header in canonical.headers {
            let received = String(decoding: header.value, as: UTF8.self)
            for value in candidates[header.name, default: []] where value != received {
                trials.append(
                    Trial(
                        cause: .header,
                        difference: "the client signed '\(header.name): \(value)' and sent '\(received)'",
                        canonical: canonical.setting(header.name, to: value)))
            }
            let raw = request.fields.all(named: header.name).joined(separator: ",")
            if raw != received {
                trials.append(
                    Trial(
                        cause: .header,
                        difference:
                            "the client signed '\(header.name)' without folding the spaces in its value",
                        canonical: canonical.setting(header.name, to: raw)))
            }
            trials.append(
                Trial(
                    cause: .signedHeaders,
                    difference: "the client lists '\(header.name)' as signed but did not sign it",
                    canonical: canonical.removing(header.name)))
        }
        for field in request.fields {
            let name = field.name.lowercased()
            guard !NeverSigned.contains(name), !canonical.headers.contains(where: { $0.name == name }) else {
                continue
            }
            trials.append(
                Trial(
                    cause: .signedHeaders,
                    difference: "the client signed '\(name)' but does not list it as signed",
                    canonical: canonical.adding(name, CanonicalRequest.value(of: name, in: request.fields))))
        }
        return trials
    }

    private func keyTrials(
        _ canonical: CanonicalRequest, scope: SigningScope, key: VerificationKey
    ) -> [Trial] {
        let secret = key.secretAccessKey
        let starts = [
            ("without 'AWS4' before the secret", secret),
            ("with a line end after the secret", "AWS4\(secret)\n"),
            ("with a space after the secret", "AWS4\(secret) "), ("with an empty secret", "AWS4"),
        ]
        return starts.map { name, start in
            Trial(
                cause: .secret, difference: "the client derived its key \(name)", canonical: canonical,
                key: SigningKeyCache.derive(start: Array(start.utf8), scope: scope))
        }
    }

    private func trimmed(_ body: [UInt8]) -> [UInt8] {
        body.reversed().drop { $0 == 10 || $0 == 13 }.reversed()
    }

    /// The body's JSON written as common encoders write it.
    private func respaced(_ body: [UInt8]) -> [(String, [UInt8])] {
        guard let object = AWSJSON.input(from: body) else { return [] }
        return AWSJSON.spellings(of: object).map { ("the same JSON spaced otherwise", $0) }
    }
}

extension CanonicalRequest {
    fileprivate func setting(_ name: String, to value: String) -> CanonicalRequest {
        var changed = self
        for index in changed.headers.indices where changed.headers[index].name == name {
            changed.headers[index].value = Array(value.utf8)
        }
        return changed
    }

    fileprivate func removing(_ name: String) -> CanonicalRequest {
        var changed = self
        changed.headers.removeAll { $0.name == name }
        return changed
    }

    fileprivate func adding(_ name: String, _ value: [UInt8]) -> CanonicalRequest {
        var changed = self
        changed.headers.append(Header(name: name, value: value))
        changed.headers.sort { $0.name < $1.name }
        return changed
    }
}
