import AWSWire
package import EventBridgeFake
package import HTTPMessages
package import HTTPWire
import JSONTree

/// The control API of a served fake: routes under one prefix, beside the service and never seen by it.
///
/// Everything it can do stands in `ControlRoute.all`, which its OpenAPI document is written from as well.
package final class ControlAPI: Sendable {
    /// What the targets of its requests begin with; the service itself has `/` alone.
    package static let prefix = "/__assay"

    /// What a request must show, unless its route is open to everyone.
    let token: String
    /// Assay's version.
    let version: String
    /// What is remembered of the requests that the fake answered.
    let witness = RequestWitness()

    package init(token: String, version: String) {
        self.token = token
        self.version = version
    }

    /// Takes note of a request that the fake answered.
    package func note(_ entry: JournalEntry) {
        witness.note(entry)
    }

    /// What to do about a request to the control API, at this time since 1970.
    package func answer(
        to request: HTTPRequest, of service: FakeService, at now: Duration
    ) -> ServerAnswer {
        do throws(ControlRefusal) {
            let (route, call) = try resolve(request, service, now)
            switch try route.handle(call) {
            case .now(let answer): return ServerAnswer(answer.response)
            case .later(let deferred): return ServerAnswer(steps: [.later(deferred)])
            }
        } catch {
            return ServerAnswer(error.answer.response)
        }
    }

    /// Finds the route and checks what all routes have in common.
    private func resolve(
        _ request: HTTPRequest, _ service: FakeService, _ now: Duration
    ) throws(ControlRefusal) -> (ControlRoute, ControlCall) {
        let target = ControlTarget(request.target)
        let places = ControlRoute.all.compactMap { route in
            route.arguments(in: target.path).map { (route, $0) }
        }
        guard !places.isEmpty else {
            try checkToken(of: request)
            throw ControlRefusal.unknownRoute(target.path)
        }
        let method = request.method == "HEAD" ? "GET" : request.method
        guard let (route, arguments) = places.first(where: { $0.0.method.rawValue == method }) else {
            throw ControlRefusal.wrongMethod(request.method, allowed: places.map(\.0.method))
        }
        if !route.isOpen { try checkToken(of: request) }
        for name in target.query.keys.sorted() where !route.parameters.contains(where: { $0.name == name }) {
            throw ControlRefusal.unknownParameter(name, known: route.parameters.map(\.name))
        }
        let body = try ControlBody(request.body, isExpected: route.body != nil)
        return (
            route,
            ControlCall(
                api: self, service: service, now: now, arguments: arguments, query: target.query, body: body)
        )
    }

    private func checkToken(of request: HTTPRequest) throws(ControlRefusal) {
        let shown = request.fields["Authorization"] ?? ""
        guard isSame(shown, "Bearer \(token)") else { throw ControlRefusal.wrongToken }
    }

    /// Compares without telling by the time it takes how much was right.
    private func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
