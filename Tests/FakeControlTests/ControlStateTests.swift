import AWSWire
import EventBridgeFake
import FakeControl
import JSONTree
import Testing

/// What the control API does to a fake, and tells of it.
struct ControlStateTests {
    private static let name = "aws.partner/example.com/orders/1"

    @Test func `sources are added, listed and taken away by namespace`() {
        let bench = ControlBench()
        let body = #"{"name": "aws.partner/example.com/a", "account": "111122223333", "state": "ACTIVE"}"#
        let added = bench.ask("POST", "/sources?namespace=one", body)
        #expect(added.status == 201)
        #expect(
            added.json == [
                "name": "aws.partner/example.com/a", "account": "111122223333", "state": "ACTIVE",
                "region": "us-east-1",
                "arn": "arn:aws:events:us-east-1::event-source/aws.partner/example.com/a",
                "created-at": "2026-11-18T11:06:40.000Z", "namespace": "one",
            ])
        #expect(bench.ask("POST", "/sources?namespace=one", body).status == 409)
        #expect(bench.ask("GET", "/sources").json == ["sources": []])
        #expect(bench.ask("GET", "/sources?namespace=all").json["sources"]?.array?.count == 1)
        #expect(
            bench.ask("GET", "/buses?namespace=one").json["buses"]?[0]?["source"]?.string?.isEmpty == false)
        #expect(bench.ask("DELETE", "/sources?namespace=one").json == ["removed": 1])
        #expect(bench.ask("DELETE", "/buses?namespace=one").json == ["removed": 1])
        #expect(bench.ask("GET", "/sources?namespace=all").json == ["sources": []])
    }

    @Test func `a fault is armed in the form of scenario files, befalls calls and is counted`() {
        let bench = ControlBench()
        let fault = #"{"on": "CreatePartnerEventSource", "times": 1, "answer": "InternalException"}"#
        let armed = bench.ask("POST", "/faults", fault)
        #expect(armed.status == 201)
        #expect(armed.json["hits"] == 0)
        #expect(bench.create(Self.name) == 500)
        #expect(bench.create(Self.name) == 200)
        let id = armed.json["id"]?.number?.int ?? 0
        let standing = bench.ask("GET", "/faults/\(id)")
        #expect(standing.json["hits"] == 1)
        #expect(standing.json["matched"] == 2)
        #expect(standing.json["title"] == "error")
        // What is listed can be armed again.
        let written = standing.json["fault"].map(JSONWriter.text) ?? ""
        #expect(bench.ask("POST", "/faults", written).json["fault"] == standing.json["fault"])
        #expect(bench.ask("DELETE", "/faults/\(id)").json == ["removed": 1])
        #expect(bench.ask("DELETE", "/faults").json == ["removed": 1])
        #expect(bench.ask("GET", "/faults").json == ["faults": []])
    }

    @Test func `a fault of one namespace leaves the others alone`() {
        let bench = ControlBench()
        let other = FakeCredential(
            accessKeyID: "AKIDOTHER", secretAccessKey: "another+secret+key", account: "123456789012",
            namespace: "other")
        let put = bench.ask(
            "PUT", "/credentials/AKIDOTHER",
            #"{"secret-access-key": "another+secret+key", "namespace": "other"}"#)
        #expect(put.status == 200)
        #expect(
            bench.ask("POST", "/faults?namespace=other", #"{"answer": "InternalException"}"#).status == 201)
        #expect(bench.create(Self.name) == 200)
        #expect(bench.create(Self.name, as: other) == 500)
    }

    @Test func `the clock is set, advanced and told`() {
        let bench = ControlBench()
        #expect(
            bench.ask("PUT", "/clock", #"{"offset": "+7d"}"#).json == [
                "namespace": "default", "time": "2026-11-25T11:06:40.000Z", "offset": "+7d",
            ])
        #expect(bench.ask("POST", "/clock/advance", #"{"by": "-36h"}"#).json["offset"] == "+475200s")
        #expect(
            bench.ask("PUT", "/clock", #"{"time": "2027-01-01T00:00:00Z"}"#).json["time"]
                == "2027-01-01T00:00:00.000Z")
        #expect(bench.ask("GET", "/clock?namespace=other").json["offset"] == "+0s")
    }

    @Test func `what has been PENDING for too long by the clock is gone`() {
        let bench = ControlBench()
        bench.create(Self.name)
        #expect(bench.ask("POST", "/clock/advance", #"{"by": "6d"}"#).status == 200)
        #expect(bench.ask("GET", "/sources").json["sources"]?.array?.count == 1)
        _ = bench.ask("POST", "/clock/advance", #"{"by": "9d"}"#)
        #expect(bench.ask("GET", "/sources").json == ["sources": []])
    }

    @Test func `a made key works, shows its secret once and takes its namespace with it`() {
        let bench = ControlBench()
        let made = bench.ask("POST", "/credentials")
        #expect(made.status == 201)
        let key = made.json["access-key"]?.string ?? ""
        let secret = made.json["secret-access-key"]?.string ?? ""
        let namespace = made.json["namespace"]?.string ?? ""
        let credential = FakeCredential(
            accessKeyID: key, secretAccessKey: secret, account: "123456789012", namespace: namespace)
        #expect(bench.create(Self.name, as: credential) == 200)
        #expect(bench.create(Self.name) == 200)
        let listed = bench.ask("GET", "/credentials")
        #expect(!JSONWriter.text(listed.json).contains(secret))
        #expect(listed.json["credentials"]?.array?.count == 3)
        #expect(bench.ask("GET", "/namespaces").json["namespaces"]?.array?.count == 2)
        #expect(bench.ask("DELETE", "/credentials/\(key)").json == ["removed": 1])
        #expect(bench.ask("GET", "/sources?namespace=\(namespace)").json == ["sources": []])
        #expect(bench.create(Self.name, as: credential) == 400)
        #expect(bench.ask("GET", "/requests?namespace=all").json["requests"]?.array?.count == 1)
    }

    @Test func `a reset begins anew in one part of one namespace`() throws {
        var configuration = FakeConfiguration(region: "us-east-1")
        configuration.sources = [.init(name: "aws.partner/example.com/first", account: "123456789012")]
        let bench = ControlBench(configuration)
        bench.create(Self.name)
        _ = bench.ask("POST", "/faults", #"{"answer": "InternalException"}"#)
        _ = bench.ask("PUT", "/clock", #"{"offset": "+1d"}"#)
        #expect(bench.ask("POST", "/reset", #"{"parts": ["state"]}"#).json == ["parts": ["state"]])
        let sources = bench.ask("GET", "/sources").json["sources"]?.array ?? []
        #expect(sources.map { $0["name"] } == ["aws.partner/example.com/first"])
        #expect(bench.ask("GET", "/requests").json["requests"]?.array?.count == 1)
        #expect(bench.ask("GET", "/faults").json["faults"]?.array?.count == 1)
        #expect(bench.ask("POST", "/reset?namespace=other").status == 200)
        #expect(bench.ask("GET", "/requests").json["requests"]?.array?.count == 1)
        #expect(bench.ask("POST", "/reset?namespace=all").status == 200)
        #expect(bench.ask("GET", "/requests").json["requests"]?.array?.isEmpty == true)
        #expect(bench.ask("GET", "/faults").json == ["faults": []])
        #expect(bench.ask("GET", "/clock").json["offset"] == "+0s")
        #expect(bench.ask("GET", "/coverage").json["requests"] == 0)
    }

    @Test func `a reset brings the keys of the start back, and no other`() {
        let bench = ControlBench()
        let made = bench.ask("POST", "/credentials").json["namespace"]?.string ?? ""
        #expect(bench.ask("DELETE", "/credentials/ASIDEXAMPLE").status == 200)
        let changed = #"{"secret-access-key": "another", "account": "111122223333"}"#
        #expect(bench.ask("PUT", "/credentials/AKIDEXAMPLE", changed).status == 200)
        #expect(bench.create(Self.name) == 400)
        #expect(bench.ask("POST", "/reset", #"{"parts": ["credentials"]}"#).status == 200)
        #expect(bench.create(Self.name) == 200)
        #expect(bench.create("\(Self.name)/2", as: .temporaryExample) == 200)
        // Another namespace's keys are its own business.
        #expect(bench.ask("GET", "/credentials?namespace=\(made)").json["credentials"]?.array?.count == 1)
        #expect(bench.ask("POST", "/sources?namespace=\(made)", #"{"name": "x"}"#).status == 201)
        #expect(bench.ask("POST", "/reset?namespace=all").status == 200)
        let keys = bench.ask("GET", "/credentials").json["credentials"]?.array ?? []
        #expect(keys.map { $0["access-key"] } == ["AKIDEXAMPLE", "ASIDEXAMPLE"])
        #expect(bench.ask("GET", "/namespaces").json == ["namespaces": ["default"]])
    }

    @Test func `a bus that is taken away leaves what its customer would have left`() {
        let bench = ControlBench()
        for state in ["ACTIVE", "DELETED"] {
            let body = #"{"name": "aws.partner/example.com/\#(state)", "state": "\#(state)"}"#
            #expect(bench.ask("POST", "/sources", body).status == 201)
        }
        _ = bench.ask("POST", "/clock/advance", #"{"by": "10d"}"#)
        #expect(bench.ask("DELETE", "/buses").json == ["removed": 2])
        _ = bench.ask("POST", "/clock/advance", #"{"by": "5d"}"#)
        let left = bench.ask("GET", "/sources").json["sources"]?.array ?? []
        #expect(left.map { $0["name"] } == ["aws.partner/example.com/ACTIVE"])
        #expect(left.map { $0["state"] } == ["PENDING"])
    }

    @Test func `a source is added with or without a bus, and in a further region`() {
        var configuration = FakeConfiguration(region: "us-east-1")
        configuration.otherRegions = ["eu-west-1"]
        let bench = ControlBench(configuration)
        let body = #"{"name": "aws.partner/example.com/a", "state": "ACTIVE", "bus": false}"#
        #expect(bench.ask("POST", "/sources", body).status == 201)
        #expect(bench.ask("GET", "/buses").json == ["buses": []])
        let other = #"{"name": "aws.partner/example.com/a", "bus": true, "region": "eu-west-1"}"#
        #expect(bench.ask("POST", "/sources", other).json["region"] == "eu-west-1")
        #expect(bench.ask("GET", "/buses").json["buses"]?.array?.map { $0["region"] } == ["eu-west-1"])
        #expect(bench.ask("POST", "/sources", other).status == 409)
    }
}
