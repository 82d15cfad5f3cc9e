package import HTTPMessages
import NIOCore

extension HTTPRequest {
    /// The bytes that a client sends for this request when nothing is added and no proxy is on the way.
    package var wireBytes: [UInt8] {
        var buffer = ByteBuffer()
        buffer.write(self, target: target, adding: [])
        return Array(buffer.readableBytesView)
    }
}

extension ByteBuffer {
    /// Writes a request exactly as it stands, and nothing else.
    mutating func write(_ request: HTTPRequest, target: String, adding added: HTTPFields) {
        writeString(request.method)
        writeInteger(Byte.space)
        writeString(target)
        writeStaticString(" HTTP/1.1\r\n")
        for field in request.fields { write(field) }
        for field in added { write(field) }
        writeStaticString("\r\n")
        writeBytes(request.body)
    }

    /// Writes an answer framed by its body's length, unless its own fields say otherwise.
    ///
    /// - Parameters:
    ///   - answersHead: leaves the body out, but not its length.
    ///   - closes: says that the connection ends after this answer.
    mutating func write(_ response: HTTPResponse, answersHead: Bool, closes: Bool) {
        writeStaticString("HTTP/1.1 ")
        writeString(String(response.status))
        writeInteger(Byte.space)
        writeString(response.reason)
        writeStaticString("\r\n")
        var isFramed = response.status < 200 || response.status == 204 || response.status == 304
        let isBodiless = isFramed || answersHead
        var saysConnection = false
        let fields = response.fields.list
        for index in fields.indices {
            write(fields[index])
            isFramed =
                isFramed || isSameASCII(fields[index].name, "content-length")
                || isSameASCII(fields[index].name, "transfer-encoding")
            saysConnection = saysConnection || isSameASCII(fields[index].name, "connection")
        }
        if !isFramed {
            writeStaticString("Content-Length: ")
            writeString(String(response.body.count))
            writeStaticString("\r\n")
        }
        if closes && !saysConnection { writeStaticString("Connection: close\r\n") }
        writeStaticString("\r\n")
        if !isBodiless { writeBytes(response.body) }
    }

    private mutating func write(_ field: HTTPField) {
        writeString(field.name)
        writeStaticString(": ")
        writeString(field.value)
        writeStaticString("\r\n")
    }
}
