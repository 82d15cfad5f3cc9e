import JSONTree
import Testing

struct JSONValueTests {
    @Test func `values give what they are and nothing else`() {
        let value: JSONValue = ["a": [true, nil, "x", 1.5], "n": 3]
        #expect(value["a"]?[0]?.bool == true)
        #expect(value["a"]?[1]?.isNull == true)
        #expect(value["a"]?[2]?.string == "x")
        #expect(value["a"]?[3]?.number?.double == 1.5)
        #expect(value["n"]?.number?.int == 3)
        #expect(
            value["a"]?[4] == nil && value["a"]?["b"] == nil && value[0] == nil && value["n"]?.string == nil)
        #expect(value.kind == .object && value["a"]?.kind.phrase == "an array")
    }

    @Test(
        arguments: [
            ([1, ["a": 1.0, "b": [2]]], [1, ["b": [2], "a": 1]], true),
            (["a": 1, "a": 2], ["a": 2], true), (["a": 1], ["a": 1, "b": nil], false),
            ([1, 2], [2, 1], false),
            (["a": 1], ["b": 1], false), (1, "1", false), (nil, false, false), ("é", "e\u{301}", false),
        ] as [(JSONValue, JSONValue, Bool)])
    func `values are compared as a reader understands them`(left: JSONValue, right: JSONValue, isEqual: Bool)
    {
        #expect(left.isEqualInValue(to: right) == isEqual)
        #expect(right.isEqualInValue(to: left) == isEqual)
    }

    @Test func `setting a member replaces all of its name`() {
        var object: JSONObject = ["a": 1, "b": 2, "a": 3]
        object["a"] = 4
        #expect(object == ["a": 4, "b": 2])
        object["c"] = nil
        object["b"] = nil
        object["d"] = 5
        #expect(object == ["a": 4, "d": 5])
    }
}
