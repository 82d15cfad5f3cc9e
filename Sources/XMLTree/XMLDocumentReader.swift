import CLibXML2

/// Reads a document of anyone's in a stream, within bounds, and judges it by a schema on the way if asked to.
///
/// Nothing is fetched, no entity is defined or read, and a document type is refused.
/// Not used by two threads at once.
@safe package final class XMLDocumentReader {
    private let input: InputFile
    private let bounds: XMLBounds
    private let schema: XMLSchema?
    private let reader: xmlTextReaderPtr
    private let validation: xmlSchemaValidCtxtPtr?
    private let sink = FindingSink()
    private let schemaSink = FindingSink()
    /// The name of an empty element whose end is still to be told.
    private var pendingEnd: String?
    /// Whether the document's first element has been told.
    private var isInside = false

    package init(path: String, schema: XMLSchema?, bounds: XMLBounds) throws(XMLReadFailure) {
        precondition(LibXML2.isReady, "libxml2 could not be made ready")
        do throws(FileTrouble) {
            input = try InputFile(path: path, maximumBytes: bounds.maximumBytes)
        } catch {
            throw .file(error)
        }
        self.bounds = bounds
        self.schema = schema
        let options = Int32(bitPattern: XML_PARSE_NONET.rawValue)
        let reader = unsafe xmlReaderForIO(
            { context, buffer, count in
                guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
                let input = unsafe Unmanaged<InputFile>.fromOpaque(context).takeUnretainedValue()
                return unsafe Int32(
                    input.read(UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
            }, nil, Unmanaged.passUnretained(input).toOpaque(), nil, nil, options)
        guard let reader = unsafe reader else { throw .document(XMLDocumentReader.outOfMemory) }
        unsafe self.reader = unsafe reader
        unsafe validation = unsafe schema.flatMap { unsafe xmlSchemaNewValidCtxt($0.schema) }
        unsafe xmlTextReaderSetStructuredErrorHandler(
            reader,
            { context, error in
                guard let context = unsafe context, let error = unsafe error else { return }
                unsafe Unmanaged<FindingSink>.fromOpaque(context).takeUnretainedValue().take(error)
            }, Unmanaged.passUnretained(sink).toOpaque())
        if let validation = unsafe validation {
            unsafe xmlTextReaderSchemaValidateCtxt(reader, validation, 0)
            unsafe xmlSchemaSetValidStructuredErrors(
                validation,
                { context, error in
                    guard let context = unsafe context, let error = unsafe error else { return }
                    unsafe Unmanaged<FindingSink>.fromOpaque(context).takeUnretainedValue().take(error)
                }, Unmanaged.passUnretained(schemaSink).toOpaque())
        } else if schema != nil {
            throw .document(XMLDocumentReader.outOfMemory)
        }
    }

    deinit {
        unsafe xmlFreeTextReader(reader)
        unsafe xmlSchemaFreeValidCtxt(validation)
    }

    /// What breaks the schema, as far as the document was read; a hundred at most.
    package var schemaFindings: [XMLFinding] { schemaSink.findings }

    /// How many more things break the schema.
    package var omittedSchemaFindings: Int { schemaSink.omitted }

    /// The next node; nil at the end of the document.
    package func next() throws(XMLReadFailure) -> XMLNode? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name: name)
        }
        while true {
            let result = unsafe xmlTextReaderRead(reader)
            guard result >= 0, sink.findings.isEmpty else { throw stop() }
            if result == 0 { return nil }
            let depth = unsafe Int(xmlTextReaderDepth(reader))
            guard depth < bounds.maximumDepth else {
                throw refusal("elements are nested deeper than \(bounds.maximumDepth) levels")
            }
            switch unsafe UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
            case XML_READER_TYPE_ELEMENT.rawValue: return .start(element())
            case XML_READER_TYPE_END_ELEMENT.rawValue: return .end(name: name())
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
                return .text(unsafe text(xmlTextReaderConstValue(reader)))
            case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
                throw refusal("a document type is not read: it could name files and define entities")
            default: continue
            }
        }
    }

    private func element() -> XMLElement {
        let name = name()
        let line = line()
        isInside = true
        if unsafe xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
        var attributes: [XMLAttribute] = []
        while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
            attributes.append(
                XMLAttribute(name: self.name(), value: unsafe text(xmlTextReaderConstValue(reader))))
        }
        unsafe xmlTextReaderMoveToElement(reader)
        return XMLElement(name: name, attributes: attributes, line: line)
    }

    private func name() -> String {
        unsafe text(xmlTextReaderConstName(reader))
    }

    /// Where the current node starts; the library notes 16 bits of it, beyond which the parser's place serves.
    private func line() -> Int {
        if let node = unsafe xmlTextReaderCurrentNode(reader) {
            let line = unsafe Int(xmlGetLineNo(node))
            if line > 0, line < Int(UInt16.max) { return line }
        }
        return unsafe Int(xmlTextReaderGetParserLineNumber(reader))
    }

    private func text(_ bytes: UnsafePointer<xmlChar>?) -> String {
        guard let bytes = unsafe bytes else { return "" }
        return unsafe String(cString: bytes)
    }

    private func stop() -> XMLReadFailure {
        if let trouble = input.trouble { return .file(trouble) }
        if input.isTooLong { return refusal("the document is longer than \(bounds.maximumBytes) bytes") }
        if input.isEmpty { return refusal("the document is empty") }
        guard var first = sink.findings.first else { return refusal("the document is not well-formed") }
        // Reading in portions, the library says "extra content" of a document that stops too early as well.
        if sink.firstCode == Int32(bitPattern: XML_ERR_DOCUMENT_END.rawValue) {
            first.message =
                isInside
                ? "the document ends too early, or goes on after its end"
                : "the document is not XML, or ends too early"
        }
        return .document(first)
    }

    private func refusal(_ message: String) -> XMLReadFailure {
        let line = unsafe Int(xmlTextReaderGetParserLineNumber(reader))
        return .document(XMLFinding(line: line, column: nil, message: message))
    }

    private static let outOfMemory = XMLFinding(line: 0, column: nil, message: "out of memory")
}
