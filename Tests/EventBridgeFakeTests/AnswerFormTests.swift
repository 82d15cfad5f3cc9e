import AWSWire
import EventBridgeFake
import HTTPMessages
import HTTPWire
import JSONTree
import Testing

@Suite struct AnswerFormTests {
    @Test func `a create answers 200 with the ARN and nothing else`() {
        let answer = Desk().call()
        #expect(answer.status == 200)
        #expect(
            answer.bodyText
                == #"{"EventSourceArn":"arn:aws:events:us-east-1::event-source/aws.partner/example.com/orders/1"}"#
        )
    }

    @Test(arguments: [
        ("us-east-1", "aws"), ("eu-west-3", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"), ("us-isob-east-1", "aws-iso-b"), ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"), ("eusc-de-east-1", "aws-eusc"),
    ])
    func `the ARN names the region and its partition and no account`(region: String, partition: String) {
        let arn = Desk(region: region).call().text("EventSourceArn")
        #expect(arn == "arn:\(partition):events:\(region)::event-source/\(Desk.name)")
    }

    @Test func `every answer has a request id of its own, a content type and the date`() {
        let desk = Desk()
        let plain = HTTPRequest(method: "GET", target: "/")
        let answers = [desk.call(), desk.call(), desk.answer(plain), desk.call(.deletePartnerEventSource)]
        let ids = answers.compactMap { $0.fields["x-amzn-RequestId"] }
        #expect(Set(ids).count == 4)
        for id in ids {
            let isUUID =
                id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
                != nil
            #expect(isUUID, "\(id)")
        }
        for answer in answers {
            #expect(answer.fields["Date"] == "Fri, 15 Jan 2027 08:00:00 GMT")
            #expect(answer.fields["Content-Type"] != nil)
        }
        #expect(answers[0].fields["Content-Type"] == "application/x-amz-json-1.1")
    }

    @Test func `the same seed gives the same request ids`() {
        let ids = (0..<2).map { _ in Desk().call().fields["x-amzn-RequestId"] }
        #expect(ids[0] == ids[1])
    }

    @Test func `an operation without output answers with an empty body and the content type`() {
        let answer = Desk().call(.deletePartnerEventSource)
        #expect(answer.status == 200)
        #expect(answer.body == [])
        #expect(answer.fields["Content-Type"] == "application/x-amz-json-1.1")
    }

    @Test func `an error names its type bare and its message in lower case`() {
        let desk = Desk()
        _ = desk.call()
        let answer = desk.call()
        #expect(answer.status == 400)
        #expect(answer.reason == "Bad Request")
        #expect(
            answer.bodyText
                == #"{"__type":"ResourceAlreadyExistsException","message":"Event source \#(Desk.name) already exists."}"#
        )
        #expect(answer.fields["x-amzn-ErrorType"] == nil)
    }

    @Test func `what is no request is refused with a request id and stands in the journal`() {
        let desk = Desk()
        let defect = RequestDefect(kind: .headTooLarge, message: "the head is too large")
        let arrival = Arrival(request: HTTPRequest(method: "", target: ""), rawHead: [1, 2], defect: defect)
        guard case .response(let answer)? = desk.service.answer(to: arrival, at: Desk.start).steps.first
        else {
            Issue.record("expected an answer")
            return
        }
        #expect(answer.status == 431)
        #expect(answer.fields["x-amzn-RequestId"] != nil)
        #expect(desk.service.journal.map(\.rawHead) == [[1, 2]])
        #expect(desk.service.journal.first?.explanation == "this is no request\nthe head is too large")
    }
}
