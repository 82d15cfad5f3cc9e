import Diagnostics
import HTTPMessages
import JSONTree

/// Why the control API does not do what it is asked for.
struct ControlRefusal: Error, Sendable {
    /// One thing that is wrong with a body, and where.
    struct Place: Sendable {
        /// From 1.
        let line: Int
        /// In Unicode scalars, from 1.
        let column: Int
        let message: String
        let code: String?
    }

    let status: Int
    /// A stable name for programs.
    let code: String
    /// A sentence for people, lower case, without a full stop.
    let message: String
    var places: [Place] = []
    var fields: HTTPFields = []

    init(_ status: Int, _ code: String, _ message: String, places: [Place] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.places = places
    }

    /// A body that the scenario language's reader refused.
    init(_ diagnostics: [Diagnostic]) {
        self.init(
            400, "bad-body", diagnostics.first?.message ?? "the body cannot be read",
            places: diagnostics.map {
                Place(line: $0.place.line, column: $0.place.column, message: $0.message, code: $0.code)
            })
    }

    static let wrongToken: ControlRefusal = {
        var refusal = ControlRefusal(
            401, "wrong-token", "the header Authorization must be 'Bearer' and the control token")
        refusal.fields = [("WWW-Authenticate", "Bearer")]
        return refusal
    }()

    static func unknownRoute(_ path: [String]) -> ControlRefusal {
        let known = ControlRoute.all.map(\.path)
        let near = nearest(to: "/" + path.joined(separator: "/"), among: known)
        return ControlRefusal(
            404, "unknown-route",
            "there is no route '/\(path.joined(separator: "/"))'"
                + (near.map { "; did you mean '\($0)'?" }
                    ?? "; GET \(ControlAPI.prefix)/openapi.json lists them"))
    }

    static func wrongMethod(_ method: String, allowed: [ControlRoute.Method]) -> ControlRefusal {
        let allowed = allowed.map(\.rawValue).joined(separator: ", ")
        var refusal = ControlRefusal(
            405, "wrong-method", "the method \(method) is not one of this route: it must be \(allowed)")
        refusal.fields = [("Allow", allowed)]
        return refusal
    }

    static func unknownParameter(_ name: String, known: [String]) -> ControlRefusal {
        let choice = known.isEmpty ? "it takes none" : "it must be one of \(known.joined(separator: ", "))"
        return ControlRefusal(400, "bad-parameter", "unknown parameter '\(name)': \(choice)")
    }

    var answer: ControlAnswer {
        var error: JSONObject = ["code": .string(code), "message": .string(message)]
        if !places.isEmpty {
            error.append(
                "places",
                .array(
                    places.map { place in
                        var object: JSONObject = [
                            "line": .number(JSONNumber(place.line)),
                            "column": .number(JSONNumber(place.column)), "message": .string(place.message),
                        ]
                        if let code = place.code { object.append("code", .string(code)) }
                        return .object(object)
                    }))
        }
        return ControlAnswer(status: status, body: ["error": .object(error)], fields: fields)
    }
}
