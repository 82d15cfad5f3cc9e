import AWSWire
import HTTPMessages
import JSONTree

/// The faults that change the body of an answer and what it says of itself.
enum PayloadFault {
    static func apply(_ action: FaultAction, to response: inout HTTPResponse) {
        switch action.name {
        case .contentTypeWrong: response.fields.set("Content-Type", to: action.text("value") ?? "text/html")
        case .contentTypeAbsent: response.fields.remove("Content-Type")
        case .contentTypeWithCharset:
            response.fields.set("Content-Type", to: "\(AWSJSON.contentType); charset=utf-8")
        case .arnWrong: response.body = wrongARN(action.text("form") ?? "region", in: response.body)
        default: response.body = body(action, response.body)
        }
    }

    private static func body(_ action: FaultAction, _ body: [UInt8]) -> [UInt8] {
        switch action.name {
        case .bodyEmpty: return []
        case .bodyNotJSON: return Array((action.text("text") ?? "").utf8)
        case .bodyTruncatedJSON: return Array(body.prefix(max(1, body.count / 2)))
        case .bodyArray: return [UInt8(ascii: "[")] + body + [UInt8(ascii: "]")]
        case .bodyNull: return Array("null".utf8)
        case .bodyScalar: return Array((action.text("json") ?? "42").utf8)
        case .bodyBOM: return [0xEF, 0xBB, 0xBF] + body
        case .bodyWhitespace: return spaced(body)
        case .bodyMissing: return Array("{}".utf8)
        default: return rewritten(action, body)
        }
    }

    /// The faults that change the members; a body that is no object is taken for an empty one.
    private static func rewritten(_ action: FaultAction, _ body: [UInt8]) -> [UInt8] {
        var object = AWSJSON.input(from: body) ?? [:]
        switch action.name {
        case .bodyExtraMembers:
            let text = Array((action.text("members") ?? "{}").utf8)
            for member in (AWSJSON.input(from: text) ?? [:]).members {
                object.append(member.name, member.value)
            }
        case .bodyMemberNull:
            for index in object.members.indices { object.members[index].value = .null }
        case .bodyWrongType:
            let value = (try? JSONReader.read(action.text("json") ?? "42")) ?? .number(JSONNumber(42))
            for index in object.members.indices { object.members[index].value = value }
        case .bodyUTF8Invalid:
            object.append("AssayExtra", .string("X"))
            return JSONWriter.bytes(.object(object)).flatMap {
                $0 == UInt8(ascii: "X") ? [0xC3, 0x28] : [$0]
            }
        case .bodyHuge:
            let filler = String(repeating: "a", count: action.integer("bytes") ?? 0)
            object.append("AssayExtra", .string(filler))
        case .bodyDeeplyNested: return nested(object, depth: action.integer("depth") ?? 1)
        case .bodyDuplicateKeys:
            object.members = object.members.flatMap { member in
                [JSONObject.Member(name: member.name, value: .string("duplicate")), member]
            }
        default: return body
        }
        return JSONWriter.bytes(.object(object))
    }

    /// Built as bytes: a value this deep would overflow the stack of whoever walks it.
    private static func nested(_ object: JSONObject, depth: Int) -> [UInt8] {
        var bytes = JSONWriter.bytes(.object(object))
        bytes.removeLast()
        if !object.isEmpty { bytes.append(UInt8(ascii: ",")) }
        bytes += "\"AssayExtra\":".utf8
        bytes += [UInt8](repeating: UInt8(ascii: "["), count: depth)
        bytes += [UInt8](repeating: UInt8(ascii: "]"), count: depth)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private static func spaced(_ body: [UInt8]) -> [UInt8] {
        guard let object = AWSJSON.input(from: body) else { return body }
        return Array(" \r\n\t\(JSONWriter.pretty(.object(object)))\r\n \t".utf8)
    }

    private static func wrongARN(_ form: String, in body: [UInt8]) -> [UInt8] {
        guard var object = AWSJSON.input(from: body) else { return body }
        for index in object.members.indices {
            guard case .string(let text) = object.members[index].value, text.hasPrefix("arn:") else {
                continue
            }
            object.members[index].value = .string(wrong(form, text))
        }
        return JSONWriter.bytes(.object(object))
    }

    private static func wrong(_ form: String, _ arn: String) -> String {
        var parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6 else { return arn }
        switch form {
        case "region": parts[3] = parts[3] == "us-west-2" ? "us-east-1" : "us-west-2"
        case "account": parts[4] = "123456789012"
        case "partition": parts[1] = parts[1] == "aws" ? "aws-cn" : "aws"
        default:
            parts[5] = parts[5].replacing(
                "event-source/", with: "event-source/aws.partner/", maxReplacements: 1)
        }
        return parts.joined(separator: ":")
    }
}
