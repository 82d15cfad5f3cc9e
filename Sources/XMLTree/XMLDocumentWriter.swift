import CLibXML2
import Diagnostics

/// Writes one XML document in a stream: values in, bytes out, in memory that does not grow with the document.
///
/// Text and attribute values are made visible, and so legal, before they reach C, which checks nothing.
/// Trouble with the file is kept and told by `finish`. Not used by two threads at once.
@safe package final class XMLDocumentWriter {
    private let file: WholeFile
    private let writer: xmlTextWriterPtr
    /// The text on its way to C, ended by a zero.
    private var passed: [UInt8] = []

    /// Starts a document in UTF-8 in the file.
    package init(into file: WholeFile) throws(FileTrouble) {
        self.file = file
        precondition(LibXML2.isReady, "libxml2 could not be made ready")
        let context = unsafe Unmanaged.passUnretained(file).toOpaque()
        // The writer never learns of trouble: it would print it, and the file tells it itself.
        let output = unsafe xmlOutputBufferCreateIO(
            { context, bytes, count in
                guard let context = unsafe context, let bytes = unsafe bytes else { return -1 }
                let file = unsafe Unmanaged<WholeFile>.fromOpaque(context).takeUnretainedValue()
                unsafe file.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                return count
            }, nil, context, nil)
        guard let output = unsafe output else { throw FileTrouble(path: "libxml2", reason: "out of memory") }
        guard let writer = unsafe xmlNewTextWriter(output) else {
            unsafe xmlOutputBufferClose(output)
            throw FileTrouble(path: "libxml2", reason: "out of memory")
        }
        unsafe self.writer = unsafe writer
        unsafe xmlTextWriterStartDocument(writer, nil, "UTF-8", nil)
    }

    deinit {
        unsafe xmlFreeTextWriter(writer)
    }

    /// Starts an element inside the one that is open; its attributes follow.
    package func start(_ element: StaticString) {
        unsafe xmlTextWriterStartElement(writer, element.utf8Start)
    }

    /// Adds an attribute to the element that was just started; an absent value adds none.
    package func attribute(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        pass(value)
        unsafe passed.withUnsafeBufferPointer { bytes in
            _ = unsafe xmlTextWriterWriteAttribute(writer, name.utf8Start, bytes.baseAddress)
        }
    }

    /// Adds an attribute whose value is a number.
    package func attribute(_ name: StaticString, _ value: Int) {
        attribute(name, String(value))
    }

    /// Adds text to the open element.
    package func text(_ value: String) {
        guard !value.isEmpty else { return }
        pass(value)
        unsafe passed.withUnsafeBufferPointer { bytes in
            _ = unsafe xmlTextWriterWriteString(writer, bytes.baseAddress)
        }
    }

    /// Starts a new line between elements, with a margin of so many blanks, 16 at most.
    package func newLine(_ margin: Int) {
        precondition((0...16).contains(margin), "a margin has 16 blanks at most")
        unsafe xmlTextWriterWriteRawLen(writer, XMLDocumentWriter.lineStart.utf8Start, Int32(1 + margin))
    }

    private static let lineStart: StaticString = "\n                "

    /// Adds an element that was put together, on lines of its own.
    package func write(_ element: XMLPlainElement) {
        unsafe element.bytes.withUnsafeBufferPointer { bytes in
            _ = unsafe xmlTextWriterWriteRawLen(writer, bytes.baseAddress, Int32(bytes.count))
        }
    }

    /// Ends the open element.
    package func end() {
        unsafe xmlTextWriterEndElement(writer)
    }

    /// Throws where the file is in trouble already, so that a long report need not be written to its end.
    package func check() throws(FileTrouble) {
        if let trouble = file.trouble { throw trouble }
    }

    /// Ends all open elements and the document, and finishes the file.
    package func finish() throws(FileTrouble) {
        let ended = unsafe xmlTextWriterEndDocument(writer)
        let flushed = unsafe xmlTextWriterFlush(writer)
        try check()
        guard ended >= 0, flushed >= 0 else { throw FileTrouble(path: "libxml2", reason: "out of memory") }
        try file.finish()
    }

    private func pass(_ value: String) {
        passed.removeAll(keepingCapacity: true)
        passed.append(contentsOf: value.utf8)
        // Nearly every text is plain, and this finds that out sooner than making it visible does.
        let isPlain = unsafe passed.withUnsafeBufferPointer { bytes in
            unsafe bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
        }
        if !isPlain {
            passed.removeAll(keepingCapacity: true)
            passed.append(contentsOf: visible(value).utf8)
        }
        passed.append(0)
    }
}
