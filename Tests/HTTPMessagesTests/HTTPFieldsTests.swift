import HTTPMessages
import Testing

struct HTTPFieldsTests {
    private let fields: HTTPFields = [("Host", "a"), ("X-Amz-Date", "1"), ("x-amz-date", "2"), ("Empty", "")]

    @Test(arguments: ["x-amz-date", "X-AMZ-DATE", "X-Amz-Date"])
    func `a name is found in any case of letters, the first of it`(name: String) {
        #expect(fields[name] == "1")
        #expect(fields.all(named: name) == ["1", "2"])
        #expect(fields.contains(named: name))
    }

    @Test func `a field that is not there is nil, an empty one is empty`() {
        #expect(fields["Accept"] == nil)
        #expect(fields.all(named: "Accept") == [])
        #expect(!fields.contains(named: "Accept"))
        #expect(fields["empty"] == "")
    }

    @Test func `only ASCII letters fold`() {
        let fields: HTTPFields = [("X[", "a"), ("Ä", "b")]
        #expect(fields["x{"] == nil)
        #expect(fields["ä"] == nil)
        #expect(fields["Ä"] == "b")
    }

    @Test func `setting replaces the first and takes the others away`() {
        var changed = fields
        changed.set("X-AMZ-DATE", to: "3")
        #expect(Array(changed).map(\.description) == ["Host: a", "X-AMZ-DATE: 3", "Empty: "])
        changed.set("New", to: "4")
        #expect(changed.last == HTTPField(name: "New", value: "4"))
        changed.set("new", to: "5")
        #expect(changed.last == HTTPField(name: "new", value: "5"))
        #expect(changed.count == 4)
    }

    @Test func `removing takes all of a name, appending keeps all`() {
        var changed = fields
        changed.remove("X-amz-date")
        #expect(changed.map(\.name) == ["Host", "Empty"])
        changed.append("host", "b")
        #expect(changed.all(named: "Host") == ["a", "b"])
    }

    @Test func `the order is the order of sending`() {
        #expect(fields.map(\.name) == ["Host", "X-Amz-Date", "x-amz-date", "Empty"])
        #expect(fields[1].value == "1")
        #expect(fields.description == "Host: a\nX-Amz-Date: 1\nx-amz-date: 2\nEmpty: ")
    }

    @Test func `messages are plain values`() {
        var request = HTTPRequest(method: "POST", target: "/", fields: fields, body: Array("{\u{E9}}".utf8))
        #expect(request.bodyText == "{é}")
        let copy = request
        request.fields.set("Host", to: "b")
        #expect(copy.fields["Host"] == "a" && copy != request)
        let response = HTTPResponse(status: 200, body: [0x61, 0xFF])
        #expect(response.bodyText == "a\u{FFFD}" && response.reason.isEmpty && response.fields.isEmpty)
    }
}
