/// Why a text is no number.
enum NumberFault: Error, Hashable {
    case noDigit(at: Int)
    case leadingZero(at: Int)
}

/// Finds where the number that starts here ends; what follows it is not looked at.
func numberEnd(in bytes: [UInt8], from start: Int) -> Result<Int, NumberFault> {
    var index = start
    if byte(bytes, index) == UInt8(ascii: "-") { index += 1 }
    let firstDigit = index
    guard skipDigits(bytes, &index) else { return .failure(.noDigit(at: index)) }
    if bytes[firstDigit] == UInt8(ascii: "0"), index > firstDigit + 1 {
        return .failure(.leadingZero(at: firstDigit))
    }
    if byte(bytes, index) == UInt8(ascii: ".") {
        index += 1
        guard skipDigits(bytes, &index) else { return .failure(.noDigit(at: index)) }
    }
    if let letter = byte(bytes, index), letter | 0x20 == UInt8(ascii: "e") {
        index += 1
        if let sign = byte(bytes, index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            index += 1
        }
        guard skipDigits(bytes, &index) else { return .failure(.noDigit(at: index)) }
    }
    return .success(index)
}

private func byte(_ bytes: [UInt8], _ index: Int) -> UInt8? {
    index < bytes.count ? bytes[index] : nil
}

/// Moves over digits; false where there is none.
private func skipDigits(_ bytes: [UInt8], _ index: inout Int) -> Bool {
    let start = index
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index > start
}
