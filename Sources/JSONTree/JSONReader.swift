/// Reads JSON strictly by RFC 8259, within limits, and says where a text goes wrong.
///
/// Refused as well, because receivers disagree about them: escapes of half a surrogate pair and a byte order
/// mark. Duplicate names are kept for the caller to judge.
package enum JSONReader {
    /// Reads a text that holds one value and nothing else.
    package static func read(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) -> JSONValue
    {
        var parser = JSONParser(bytes, limits: limits)
        return try parser.document()
    }

    /// Reads a text that holds one value and nothing else.
    package static func read(_ text: String, limits: JSONLimits = .standard) throws(JSONError) -> JSONValue {
        try read(Array(text.utf8), limits: limits)
    }

    /// Finds where the value at a path starts; nil where there is none or the text is not JSON.
    ///
    /// Of duplicate names the last one is followed, as `JSONObject` does. Reads the text again: for reports.
    package static func place(
        of path: [JSONPathStep], in bytes: [UInt8], limits: JSONLimits = .standard
    ) -> JSONPlace? {
        var parser = JSONParser(bytes, limits: limits)
        guard let offset = try? parser.offset(of: path) else { return nil }
        return JSONPlace(offset: offset, in: bytes)
    }
}
