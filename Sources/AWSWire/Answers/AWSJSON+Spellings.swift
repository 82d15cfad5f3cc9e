import JSONTree

extension AWSJSON {
    /// A flat object as encoders of several languages write it: compact, and with spaces after colon and comma.
    static func spellings(of object: JSONObject) -> [[UInt8]] {
        [(":", ","), (": ", ", "), (":", ", "), (": ", ",")].map { colon, comma in
            let members = object.members.map { member in
                JSONWriter.text(.string(member.name)) + colon + JSONWriter.text(member.value)
            }
            return Array("{\(members.joined(separator: comma))}".utf8)
        }
    }
}
