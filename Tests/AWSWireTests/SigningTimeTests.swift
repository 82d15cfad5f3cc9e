import AWSWire
import JSONTree
import Testing

struct SigningTimeTests {
    @Test(arguments: [
        (0, "19700101T000000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_440_938_160, "20150830T123600Z", "Sun, 30 Aug 2015 12:36:00 GMT"),
        (951_827_696, "20000229T123456Z", "Tue, 29 Feb 2000 12:34:56 GMT"),
        (4_107_542_399, "21000228T235959Z", "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "21000301T000000Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
        (-1, "19691231T235959Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
        (253_402_300_799, "99991231T235959Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `a moment is written and read in both forms`(seconds: Int, stamp: String, httpDate: String) {
        let time = SigningTime(secondsSince1970: seconds)
        #expect(time.description == stamp)
        #expect(time.httpDate == httpDate)
        #expect(time.day == stamp.prefix(8))
        #expect(SigningTime(stamp) == time)
        #expect(SigningTime(httpDate: httpDate) == time)
    }

    @Test(arguments: [
        "", "201", "20150830", "20150830T123600", "20150830 123600Z", "20150230T123600Z", "20151330T123600Z",
        "20150830T243600Z", "20150830T126000Z", "20150830T123660Z", "20150030T123600Z", "20150800T123600Z",
        "2015-08-30T12:36:00Z", "２0150830T123600Z", "20150830T1236+1Z", "20190229T000000Z",
    ])
    func `another form is no stamp`(text: String) {
        #expect(SigningTime(text) == nil)
    }

    @Test(arguments: [
        "Sun, 30 Aug 2015 12:36:00", "Sun, 30 Foo 2015 12:36:00 GMT", "Sun, 31 Feb 2015 12:36:00 GMT",
        "Sun, 30 Aug 2015 12:36 GMT", "Sun, 30 Aug 2015 12:36:00 CET", "",
        "Sun, 9223372036854775807 Aug 2015 12:36:00 GMT", "Sun, 32 Jan 2015 12:36:00 GMT",
        "Sun, 30 Aug 9223372036854775807 12:36:00 GMT", "Sun, +30 Aug 2015 12:36:00 GMT",
        "Sun, 30 Aug 2015 +2:36:00 GMT", "Sun, 30 Aug 2015 9223372036854775807:36:00 GMT",
    ])
    func `another form is no HTTP date`(text: String) {
        #expect(SigningTime(httpDate: text) == nil)
    }

    @Test(arguments: [
        ("2015-08-30T12:36:00Z", "20150830T123600Z" as String?),
        ("2015-08-30T12:36:00.123456Z", "20150830T123600Z"),
        ("2015-08-30T14:36:00+02:00", "20150830T123600Z"), ("2015-08-30T07:06:00-0530", "20150830T123600Z"),
        ("2015-08-30t12:36:00z", "20150830T123600Z"), ("2015-08-30T12:36:00", nil), ("2015-08-30", nil),
        ("2015-08-30T12:36:00.Z", nil), ("2015-08-30T12:36:00+25:00", nil), ("20150830T123600Z", nil),
    ])
    func `ISO 8601 times are read`(text: String, stamp: String?) {
        #expect(SigningTime(iso8601: text)?.description == stamp)
    }

    @Test(arguments: [
        (Int.min, "00000101T000000Z"), (-62_167_219_201, "00000101T000000Z"),
        (253_402_300_800, "99991231T235959Z"), (Int.max, "99991231T235959Z"),
    ])
    func `a moment that no stamp can write is the nearest that one can`(seconds: Int, stamp: String) {
        #expect(SigningTime(secondsSince1970: seconds).description == stamp)
        #expect(SigningTime(secondsSince1970: 0).advanced(by: seconds).description == stamp)
        #expect(SigningTime(secondsSince1970: seconds).advanced(by: seconds).description == stamp)
        #expect(SigningTime(secondsSince1970: Double(seconds)).description == stamp)
    }

    @Test(arguments: [
        (0.9, "19700101T000000Z"), (-0.1, "19691231T235959Z"), (.nan, "00000101T000000Z"),
        (.infinity, "99991231T235959Z"), (-.infinity, "00000101T000000Z"),
    ])
    func `a clock's fractions are cut off, whatever it says`(seconds: Double, stamp: String) {
        #expect(SigningTime(secondsSince1970: seconds).description == stamp)
    }

    @Test func `every day of four centuries is written as it is read`() {
        for day in stride(from: -146_097, through: 146_097, by: 1) {
            let time = SigningTime(secondsSince1970: day * 86_400 + 1)
            if SigningTime(time.description) != time { Issue.record("day \(day)") }
        }
    }

    @Test func `times are ordered and move by seconds`() {
        let time = SigningTime(secondsSince1970: 100)
        #expect(time < time.advanced(by: 1))
        #expect(time.advanced(by: -200).secondsSince1970 == -100)
    }
}
