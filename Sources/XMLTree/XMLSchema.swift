import CLibXML2

/// A schema that the project ships, ready to judge documents. Never made from a schema of others.
@safe package final class XMLSchema {
    let schema: xmlSchemaPtr

    package init(bytes: [UInt8]) throws(XMLReadFailure) {
        precondition(LibXML2.isReady, "libxml2 could not be made ready")
        let sink = FindingSink()
        let parsed = unsafe bytes.withUnsafeBufferPointer { bytes -> xmlSchemaPtr? in
            let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            guard let parser = unsafe xmlSchemaNewMemParserCtxt(start, Int32(bytes.count)) else { return nil }
            defer { unsafe xmlSchemaFreeParserCtxt(parser) }
            unsafe xmlSchemaSetParserStructuredErrors(
                parser,
                { context, error in
                    guard let context = unsafe context, let error = unsafe error else { return }
                    unsafe Unmanaged<FindingSink>.fromOpaque(context).takeUnretainedValue().take(error)
                }, Unmanaged.passUnretained(sink).toOpaque())
            return unsafe xmlSchemaParse(parser)
        }
        guard let parsed = unsafe parsed else {
            let finding = sink.findings.first ?? XMLFinding(line: 0, column: nil, message: "out of memory")
            throw .document(finding)
        }
        unsafe schema = unsafe parsed
    }

    deinit {
        unsafe xmlSchemaFree(schema)
    }
}
