import AWSWire
import HTTPMessages
import JSONTree

/// What a request says, read before anything is judged.
struct CallReading {
    /// The body as JSON; nil where it is empty.
    let json: Result<JSONValue, JSONError>?
    /// The operation that the target header names, where the service has it.
    let handler: OperationHandler?
    /// The access key that the request claims, from the Authorization header or the query.
    let accessKey: String?

    /// JSON nested deeper than any input is refused, as is a body beyond the server's own bound.
    private static let limits = JSONLimits(maximumBytes: 64 << 20, maximumDepth: 64)

    init(_ request: HTTPRequest) {
        if request.body.isEmpty {
            json = nil
        } else {
            do {
                json = .success(try JSONReader.read(request.body, limits: Self.limits))
            } catch {
                json = .failure(error)
            }
        }
        handler = request.fields[AWSJSON.targetHeader].flatMap { OperationHandler.byTarget[$0] }
        accessKey = Self.accessKey(in: request)
    }

    /// The source that the input names, the first where it names several; nil where it names none.
    var sourceName: String? {
        guard case .success(.object(let input))? = json else { return nil }
        if case .string(let name)? = input["Name"] { return name }
        if case .string(let name)? = input["EventSourceName"] { return name }
        guard case .array(let entries)? = input["Entries"] else { return nil }
        return entries.lazy.compactMap { $0["Source"]?.string }.first
    }

    /// What stands between `Credential=` and the first delimiter, read without judging the rest.
    private static func accessKey(in request: HTTPRequest) -> String? {
        if let header = request.fields["Authorization"] { return accessKey(in: header.utf8) }
        guard request.target.utf8.contains(UInt8(ascii: "?")) else { return nil }
        return accessKey(in: request.target.utf8)
    }

    private static let mark = Array("Credential=".utf8)

    private static func accessKey(in text: String.UTF8View) -> String? {
        // Bytes of an array are looked at faster than those of a text.
        var rest = Array(text)[...]
        while let start = rest.firstIndex(of: mark[0]) {
            rest = rest[start...]
            if rest.starts(with: mark) {
                let key = rest.dropFirst(mark.count).prefix {
                    $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "%")
                        && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: " ")
                }
                return key.isEmpty ? nil : String(decoding: key, as: UTF8.self)
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}
