import AssayCommands
import Testing

@Suite struct ShardArgumentTests {
    @Test(
        arguments: [
            (["CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5"], "2/5"),
            (["CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "3"], "1/3"),
            (["AWS_BATCH_JOB_ARRAY_INDEX": "9", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], "10/10"),
            (["JOB_COMPLETION_INDEX": "1", "JOB_COMPLETIONS": "4"], "2/4"),
            (["CIRCLE_NODE_INDEX": "0"], nil),
            (["CI_NODE_INDEX": "6", "CI_NODE_TOTAL": "5"], nil),
            ([:], nil),
        ] as [([String: String], String?)])
    func `CI services say which part is meant`(environment: [String: String], expected: String?) {
        let told = ShardArgument.told(by: environment)
        #expect(told.map { "\($0.index)/\($0.count)" } == expected)
    }
}
