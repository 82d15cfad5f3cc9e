import JSONTree

/// How much of the contract was exercised.
extension ControlRoute {
    static let aboutContract: [ControlRoute] = [
        ControlRoute(
            method: .get, path: "/coverage",
            summary:
                "Tells which operations, errors and constraints the requests so far exercised, and which faults.",
            parameters: [.namespaceOrAll],
            answers: [
                Answer(
                    status: 200, summary: "counts by operation",
                    schema: ControlSchema.object([
                        "requests": ControlSchema.count, "total": ControlSchema.reference("exercised"),
                        "operations": ControlSchema.list(operation),
                        "faults": ControlSchema.list(row("fault")),
                        "other-errors": ControlSchema.list(row("error")),
                    ]))
            ],
            handle: { call throws(ControlRefusal) in
                .json(call.api.witness.tally(of: try call.namespaceOrAll()).object)
            })
    ]

    private static let operation = ControlSchema.object([
        "operation": ControlSchema.text, "calls": ControlSchema.count, "successes": ControlSchema.count,
        "errors": ControlSchema.list(row("error")), "common-errors": ControlSchema.list(row("error")),
        "violations": ControlSchema.list(
            ControlSchema.object([
                "member": ControlSchema.text, "constraint": ControlSchema.text, "count": ControlSchema.count,
            ])),
        "total": ControlSchema.reference("exercised"),
    ])

    private static func row(_ name: String) -> JSONValue {
        [
            "type": "object", "properties": [name: ControlSchema.text, "count": ControlSchema.count],
            "required": [.string(name), "count"], "additionalProperties": false,
        ]
    }
}
