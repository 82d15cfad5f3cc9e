/// The actions that tests reach for most, ready to arm; `FaultAction(_:_:)` makes all others.
extension FaultAction {
    /// This error in place of the answer, with the service's own status and message unless told.
    public static func error(_ code: String, message: String? = nil, status: Int? = nil) -> FaultAction {
        var values: [String: FaultValue] = ["code": .text(code)]
        if let message { values["message"] = .text(message) }
        if let status { values["status"] = .integer(status) }
        return FaultAction(checked: .error, values)
    }

    /// The answer comes later by this much.
    public static func delayFixed(for time: Duration) -> FaultAction {
        FaultAction(checked: .delayFixed, ["for": .duration(time)])
    }

    /// The connection is reset before a byte of the answer.
    public static var reset: FaultAction { FaultAction(checked: .reset, [:]) }

    /// The connection is reset after this many bytes of the answer.
    public static func reset(afterBytes count: Int) -> FaultAction {
        FaultAction(checked: .reset, ["at": .text("mid-body"), "after-bytes": .integer(count)])
    }

    /// The connection is closed without a byte of an answer.
    public static var drop: FaultAction { FaultAction(checked: .drop, [:]) }

    /// The request is read and never answered.
    public static var hang: FaultAction { FaultAction(checked: .hang, [:]) }

    /// The connection is closed after this many bytes of the answer.
    public static func closeAfter(bytes count: Int) -> FaultAction {
        FaultAction(checked: .closeAfter, ["bytes": .integer(count)])
    }

    /// A bare status without an awsJson answer.
    public static func status(_ code: Int) -> FaultAction {
        FaultAction(checked: .status, ["code": .integer(code)])
    }

    /// Exactly these bytes in place of the answer, then the connection is closed.
    public static func raw(_ bytes: [UInt8]) -> FaultAction {
        FaultAction(checked: .raw, ["base64": .bytes(bytes)])
    }

    /// The call takes effect, and its answer is this error.
    public static func appliedButErrored(_ code: String = "InternalException") -> FaultAction {
        FaultAction(checked: .appliedButErrored, ["code": .text(code)])
    }
}
