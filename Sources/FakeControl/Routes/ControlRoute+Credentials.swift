import AWSWire
import Diagnostics
import EventBridgeFake
import JSONTree

/// The keys that the fake knows, and whose state each opens.
extension ControlRoute {
    static let aboutCredentials: [ControlRoute] = [
        ControlRoute(
            method: .get, path: "/credentials",
            summary: "Lists the access keys, without what they are secret by.",
            parameters: [.namespaceOrAll],
            answers: [
                Answer(
                    status: 200, summary: "the keys",
                    schema: ControlSchema.object([
                        "credentials": ControlSchema.list(ControlSchema.reference("credential"))
                    ]))
            ],
            handle: { call throws(ControlRefusal) in
                // Unlike state, a key is looked for everywhere unless somebody says where.
                let namespace = call.query["namespace"] == nil ? nil : try call.namespaceOrAll()
                let found = call.service.credentials.filter { namespace == nil || $0.namespace == namespace }
                return .json(["credentials": .array(found.map { .object(json($0)) })])
            }),
        ControlRoute(
            method: .post, path: "/credentials",
            summary: "Makes a key with a secret of its own, in a namespace of its own unless one is named.",
            body: Body(schema: settings([:]), isRequired: false, example: ["account": "111122223333"]),
            answers: [
                Answer(
                    status: 201, summary: "the key; its secret is told here and never again",
                    schema: ControlSchema.object([
                        "access-key": ControlSchema.text, "secret-access-key": ControlSchema.text,
                        "account": ControlSchema.text, "namespace": ControlSchema.text,
                    ]))
            ],
            handle: { call throws(ControlRefusal) in
                let letters = randomLetters(16)
                var credential = FakeCredential(
                    accessKeyID: "AKID\(letters)", secretAccessKey: randomLetters(40),
                    account: FakeCredential.example.account, namespace: letters.lowercased())
                if call.body.object != nil { try read(call, into: &credential) }
                try put(credential, call)
                return .json(
                    [
                        "access-key": .string(credential.accessKeyID),
                        "secret-access-key": .string(credential.secretAccessKey),
                        "account": .string(credential.account), "namespace": .string(credential.namespace),
                    ], status: 201)
            }),
        ControlRoute(
            method: .put, path: "/credentials/{access-key}",
            summary: "Makes a key known, or changes what is known of it.",
            body: Body(
                schema: settings(["secret-access-key": ControlSchema.text]), isRequired: true,
                example: [
                    "secret-access-key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "namespace": "test-7",
                ]),
            answers: [Answer(status: 200, summary: "the key", schema: ControlSchema.reference("credential"))],
            handle: { call throws(ControlRefusal) in
                let key = call.argument("access-key")
                let isKey = key.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                        || (0x61...0x7A).contains(byte)
                }
                guard isKey, !key.isEmpty, key.utf8.count <= 128 else {
                    throw ControlRefusal(
                        400, "bad-parameter", "an access key has letters and digits, up to 128")
                }
                var credential = FakeCredential(
                    accessKeyID: key, secretAccessKey: "", account: FakeCredential.example.account)
                try read(call, into: &credential)
                guard !credential.secretAccessKey.isEmpty else {
                    throw ControlRefusal(
                        400, "bad-body", "the member 'secret-access-key' is missing or empty")
                }
                try put(credential, call)
                return .json(json(credential))
            }),
        ControlRoute(
            method: .delete, path: "/credentials/{access-key}",
            summary: "Forgets a key, and with the last one of a namespace all that the namespace holds.",
            answers: [
                Answer(
                    status: 200, summary: "how many went",
                    schema: ControlSchema.object(["removed": ControlSchema.count]))
            ],
            handle: { call throws(ControlRefusal) in
                guard let credential = call.service.removeCredential(call.argument("access-key"))
                else {
                    throw ControlRefusal(
                        404, "not-found", "the key \(call.argument("access-key")) is not known")
                }
                if !call.service.knownNamespaces.contains(credential.namespace) {
                    call.api.witness.forget(credential.namespace)
                }
                return .json(["removed": 1])
            }),
    ]

    /// A key more than this is refused: who makes one for each test deletes it afterwards, or restarts.
    private static let maximumCredentials = 10_000

    private static let optional: KeyValuePairs<String, JSONValue> = [
        "session-token?": ControlSchema.text, "is-expired?": ControlSchema.flag,
        "account?": ControlSchema.text,
        "namespace?": ControlSchema.text, "partner?": ControlSchema.text,
        "denied-operations?": ControlSchema.list([
            "enum": .array(OperationModel.all.map { .string($0.name) })
        ]),
    ]

    /// The schema of what can be said of a key.
    private static func settings(_ more: [String: JSONValue]) -> JSONValue {
        guard var object = ControlSchema.object(optional).object,
            var properties = object["properties"]?.object
        else { return [:] }
        properties.append("secret-access-key", ControlSchema.text)
        object["properties"] = .object(properties)
        if !more.isEmpty { object["required"] = .array(more.keys.sorted().map(JSONValue.string)) }
        return .object(object)
    }

    private static func read(
        _ call: ControlCall, into credential: inout FakeCredential
    ) throws(ControlRefusal) {
        let body = call.body
        _ = try body.members(
            optional.map { String($0.key.dropLast()) } + ["secret-access-key"])
        credential.secretAccessKey = try body.text("secret-access-key") ?? credential.secretAccessKey
        credential.sessionToken = try body.text("session-token")
        credential.isExpired = try body.flag("is-expired") ?? false
        credential.account = try body.text("account") ?? credential.account
        credential.namespace = try body.text("namespace") ?? credential.namespace
        credential.partner = try body.text("partner")
        credential.deniedOperations = Set(try body.texts("denied-operations") ?? [])
        try check(credential, body)
    }

    private static func check(
        _ credential: FakeCredential, _ body: ControlBody
    ) throws(ControlRefusal) {
        let operations = OperationModel.all.map(\.name)
        for name in credential.deniedOperations.sorted() where !operations.contains(name) {
            let near = nearest(to: name, among: operations).map { "; did you mean '\($0)'?" }
            throw body.refusal(
                of: "denied-operations",
                "unknown operation '\(name)'"
                    + (near ?? ": it must be one of \(operations.joined(separator: ", "))"))
        }
        if let partner = credential.partner, !isDomain(partner) {
            throw body.refusal(
                of: "partner", "'\(partner)' is not the domain of a partner, such as example.com")
        }
        guard credential.account.utf8.count == 12,
            credential.account.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw body.refusal(of: "account", "an account has twelve digits") }
        guard !credential.namespace.isEmpty, credential.namespace != "all" else {
            throw body.refusal(of: "namespace", "a namespace is not empty, and 'all' means every one")
        }
    }

    /// Whether a text is labels of letters, digits and hyphens, two at least, with dots between them.
    private static func isDomain(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count > 1 && text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
                    && label.last != UInt8(ascii: "-")
                    && label.allSatisfy { byte in
                        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                            || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
                    }
            }
    }

    private static func put(_ credential: FakeCredential, _ call: ControlCall) throws(ControlRefusal) {
        let known = call.service.credentials
        let isNew = !known.contains { $0.accessKeyID == credential.accessKeyID }
        guard !isNew || known.count < maximumCredentials else {
            throw ControlRefusal(429, "too-many", "there are \(maximumCredentials) keys already; delete some")
        }
        call.service.put(credential)
    }

    private static func json(_ credential: FakeCredential) -> JSONObject {
        var object: JSONObject = [
            "access-key": .string(credential.accessKeyID), "account": .string(credential.account),
            "namespace": .string(credential.namespace),
            "is-temporary": .bool(credential.sessionToken != nil), "is-expired": .bool(credential.isExpired),
        ]
        if let partner = credential.partner { object.append("partner", .string(partner)) }
        object.append(
            "denied-operations", .array(credential.deniedOperations.sorted().map(JSONValue.string)))
        return object
    }

    private static func randomLetters(_ count: Int) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var generator = SystemRandomNumberGenerator()
        return String(
            decoding: (0..<count).map { _ in digits[Int(generator.next(upperBound: UInt(digits.count)))] },
            as: UTF8.self)
    }
}
