import EventBridgeFake

/// Makes the credential of one case: known to its fake alone, and worthless everywhere else.
struct CaseKey {
    private var generator = SystemRandomNumberGenerator()

    /// A key whose identifier and secret no other case has.
    mutating func credential(isTemporary: Bool, account: String) -> FakeCredential {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let all = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        return FakeCredential(
            accessKeyID: (isTemporary ? "ASIAASSAY" : "AKIAASSAY") + text(11, of: letters),
            secretAccessKey: text(40, of: all), sessionToken: isTemporary ? text(200, of: all) : nil,
            account: account)
    }

    private mutating func text(_ count: Int, of letters: [Character]) -> String {
        var text = ""
        for _ in 0..<count {
            text.append(letters[Int.random(in: letters.indices, using: &generator)])
        }
        return text
    }
}
