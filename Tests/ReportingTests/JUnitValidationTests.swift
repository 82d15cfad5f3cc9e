import Diagnostics
import Foundation
import Reporting
import Testing
import XMLTree

private func found(_ text: String, _ flavor: JUnitFlavor? = nil) throws -> [String] {
    try withTemporaryFolder { folder in
        let path = try write(text, to: "report.xml", in: folder)
        let validation = try JUnitValidation(path: path, flavor: flavor)
        return validation.diagnostics.map { "\($0.place.line): \($0.message) [\($0.code)]" }
    }
}

@Test(
    arguments: [
        "<testsuites><testsuite name='a' tests='1' failures='0'><testcase name='x'/></testsuite></testsuites>",
        "<testsuite name='a' tests='2' errors='1' skipped='1'><testcase name='x'><error/></testcase>"
            + "<testcase name='y' status='notrun' time='1,234.5'><skipped/><properties/></testcase></testsuite>",
        "<testsuites tests='1'><testsuite name='a' tests='1'><testsuite name='b' tests='1'>"
            + "<testcase name='x'/></testsuite></testsuite></testsuites>",
        // Two failures of one case, counted by the one or the other way.
        "<testsuite name='a' failures='1'><testcase name='x'><failure/><failure/></testcase></testsuite>",
        "<testsuite name='a' failures='2'><testcase name='x'><failure/><failure/></testcase></testsuite>",
        // What stands in the output of a case is not counted.
        "<testsuite name='a' failures='0'><testcase name='x'><x><failure/></x></testcase></testsuite>",
    ])
func `a report of anyone's that is right is valid`(text: String) throws {
    let found = try found(text)
    #expect(found == [])
}

@Test(
    arguments: [
        (
            "<testsuite name='a' tests='2'>\n<testcase name='x'/></testsuite>",
            ["1: tests is 2, but there are 1 [report.count]"]
        ),
        (
            "<testsuites failures='1' skipped='x'>\n<testsuite name='a' errors='-1'>\n<testcase name='x'/>"
                + "</testsuite></testsuites>",
            [
                "1: failures is 1, but there are 0 [report.count]",
                "1: skipped is 'x', which is no count [report.count]",
                "2: errors is '-1', which is no count [report.count]",
            ]
        ),
        (
            "<testsuite name='a'>\n<testcase name='x'/>\n<testcase classname='b' name='x'/>\n"
                + "<testcase classname='a' name='x'/>\n</testsuite>",
            [
                "4: the case 'x' of 'a' stands in line 2 too, and consumers keep one of them [report.duplicate-case]"
            ]
        ),
        (
            "<testsuite name='a'>\n<testcase name=' '/>\n</testsuite>",
            ["2: a case has an empty name, and some consumers drop it [report.unnamed-case]"]
        ),
        (
            "<testsuite name='a'>\n<testcase name='x' time='1e-05'/>\n</testsuite>",
            ["2: the time is '1e-05', not plain seconds such as 1.250 [report.time]"]
        ),
        ("<testsuites/>", ["1: the report holds no case [report.empty]"]),
        (
            "<testsuite name='a'>\n<testcase/></testsuite>",
            ["2: Element 'testcase': The attribute 'name' is required but missing [report.schema]"]
        ),
        (
            "<!DOCTYPE a><testsuite name='a'/>",
            ["1: a document type is not read: it could name files and define entities [report.unreadable]"]
        ),
    ])
func `what is wrong with a report is told with its line`(text: String, messages: [String]) throws {
    let found = try found(text)
    #expect(found == messages)
}

@Test func `a root that is no report is refused`() throws {
    let found = try found("<html/>")
    #expect(found.contains { $0.hasSuffix("[report.schema]") })
}

@Test(arguments: JUnitFlavor.allCases)
func `a flavour's schema is strict`(flavor: JUnitFlavor) throws {
    // Every flavour's reports have attributes that another's rules forbid or lack.
    let minimal = "<testsuite name='a' lunch='x'><testcase name='x'/></testsuite>"
    let found = try found(minimal, flavor)
    #expect(found.contains { $0.hasSuffix("[report.schema]") })
}

@Test func `a file that is not there is told`() {
    #expect(throws: FileTrouble(path: "/nowhere/a", reason: "no such file or folder")) {
        _ = try JUnitValidation(path: "/nowhere/a", flavor: nil)
    }
}

@Test func `a report of many wrong cases is told in bounds`() throws {
    let cases = String(repeating: "<testcase name='x' time='never'/>\n", count: 5000)
    let found = try found("<testsuite name='a'>\(cases)</testsuite>")
    #expect(found.count <= 201)
}
