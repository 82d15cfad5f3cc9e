/// Writes one JSON object on one line, byte by byte: a run tells thousands of events a second.
struct LineEncoder {
    private(set) var bytes: [UInt8] = []
    private var isFirstMember = true

    init(reserving capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func open() {
        bytes.append(UInt8(ascii: "{"))
        isFirstMember = true
    }

    mutating func close() {
        bytes.append(UInt8(ascii: "}"))
        isFirstMember = false
    }

    mutating func endLine() {
        bytes.append(0x0A)
    }

    mutating func text(_ name: String, _ value: String?) {
        guard let value else { return }
        self.name(name)
        string(value)
    }

    mutating func integer(_ name: String, _ value: some FixedWidthInteger) {
        self.name(name)
        digits(UInt64(clamping: value))
    }

    mutating func flag(_ name: String, _ value: Bool) {
        guard value else { return }
        self.name(name)
        bytes.append(contentsOf: "true".utf8)
    }

    /// Writes a time in seconds with six decimals; a negative one as zero.
    mutating func seconds(_ name: String, _ value: Duration) {
        self.name(name)
        let (seconds, attoseconds) = value.components
        let isNegative = seconds < 0 || attoseconds < 0
        digits(isNegative ? 0 : UInt64(seconds))
        bytes.append(UInt8(ascii: "."))
        var micros = isNegative ? 0 : UInt64(attoseconds / 1_000_000_000_000)
        var decimals: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (48, 48, 48, 48, 48, 48)
        decimals.5 += UInt8(micros % 10)
        micros /= 10
        decimals.4 += UInt8(micros % 10)
        micros /= 10
        decimals.3 += UInt8(micros % 10)
        micros /= 10
        decimals.2 += UInt8(micros % 10)
        micros /= 10
        decimals.1 += UInt8(micros % 10)
        micros /= 10
        decimals.0 += UInt8(micros % 10)
        bytes.append(decimals.0)
        bytes.append(decimals.1)
        bytes.append(decimals.2)
        bytes.append(decimals.3)
        bytes.append(decimals.4)
        bytes.append(decimals.5)
    }

    /// Writes a list of texts; nothing for an empty list.
    mutating func texts(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        self.name(name)
        bytes.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            string(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func base64(_ name: String, _ value: [UInt8]?) {
        guard let value else { return }
        self.name(name)
        bytes.append(UInt8(ascii: "\""))
        Base64.append(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func object(_ name: String, _ body: (inout LineEncoder) -> Void) {
        self.name(name)
        open()
        body(&self)
        close()
    }

    /// Writes a list of objects; nothing for an empty list.
    mutating func objects<Element>(
        _ name: String, _ values: [Element], _ body: (inout LineEncoder, Element) -> Void
    ) {
        guard !values.isEmpty else { return }
        self.name(name)
        bytes.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            open()
            body(&self, value)
            close()
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func name(_ name: String) {
        if isFirstMember {
            isFirstMember = false
        } else {
            bytes.append(UInt8(ascii: ","))
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func digits(_ value: UInt64) {
        if value < 10 {
            bytes.append(48 + UInt8(value))
            return
        }
        let start = bytes.count
        var rest = value
        while rest > 0 {
            bytes.append(48 + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        // Nearly every text needs no escape: it is copied whole and only looked through.
        if let first = bytes[start...].firstIndex(where: LineEncoder.needsEscape) {
            bytes.removeSubrange(first...)
            for byte in text.utf8.dropFirst(first - start) {
                escaped(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: byte < 0x10 ? "\\u000".utf8 : "\\u001".utf8)
            let low = byte & 0x0F
            bytes.append(low < 10 ? 48 + low : 87 + low)
        default: bytes.append(byte)
        }
    }
}
