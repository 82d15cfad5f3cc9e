import JSONTree

extension StepExpectation {
    /// The first of the facts that the target did not witness; nil when all of them happened.
    package func missing(
        of facts: Set<WireFact>, in witnessed: [ObservedRequest], variables: Variables
    ) throws(EvaluationError) -> WireFact? {
        for fact in WireFact.allCases where facts.contains(fact) {
            switch fact {
            case .request: if witnessed.isEmpty { return fact }
            case .signedRequest: if !witnessed.contains(where: { $0.signature == .valid }) { return fact }
            case .answer: if try !wasServed(by: witnessed, variables) { return fact }
            }
        }
        return nil
    }

    private func wasServed(
        by witnessed: [ObservedRequest], _ variables: Variables
    ) throws(EvaluationError) -> Bool {
        let outcomes = outcomes + answers.map(\.outcome)
        for request in witnessed {
            guard let served = request.served else { continue }
            // What a fault does to an answer is what the scenario asked for.
            if served.isFaulty { return true }
            for outcome in outcomes where try outcome.accepts(served, in: variables) { return true }
        }
        return false
    }
}

extension OutcomeExpectation {
    /// Whether an answer of the target is of the kind that is expected to be reported.
    fileprivate func accepts(
        _ served: ObservedRequest.Served, in variables: Variables
    ) throws(EvaluationError) -> Bool {
        switch kind {
        case .response:
            return served.errorCode == nil && served.status.map((200..<300).contains) ?? false
        case .error(let error):
            guard let code = served.errorCode else { return false }
            return try error.code?.accepts(.string(code), in: variables) ?? true
        case .failure:
            // Nothing was wrong with the answer, so whatever the caller met came from somewhere else.
            return false
        case .anyAnswer:
            return served.status != nil
        }
    }
}
