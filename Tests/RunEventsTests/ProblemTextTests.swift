import RunEvents
import Testing

private let request = Array(
    """
    POST / HTTP/1.1\r
    Host: 127.0.0.1:1234\r
    Content-Type: application/x-amz-json-1.1\r
    X-Amz-Target: AWSEvents.CreatePartnerEventSource\r
    X-Amz-Date: 20261123T120000Z\r
    Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/events/aws4_request, \
    SignedHeaders=host, Signature=(redacted)\r
    Content-Length: 27\r
    \r
    {"Name":"it's","Account":1}
    """.utf8)

@Test func `a problem's text holds all that is needed`() {
    let text = ProblemText(
        message: "the status is 400, not 200", place: "Scenarios/a.yaml:14:9", requirement: "CPES-OK-001",
        excerpt: "14 |         status: 200\n   |                 ^~~",
        differences: [
            .init(path: "", expected: "200", actual: "400"),
            .init(path: "EventSourceArn", expected: "{\n  \"a\": 1\n}", actual: "absent\u{1B}[31m"),
        ],
        request: request, response: Array("HTTP/1.1 400 Bad Request\r\nDate: x\r\n\r\nno \u{1}json".utf8),
        failure: nil, curl: curlLine(url: "http://127.0.0.1:1234/", request: request))
    #expect(
        text.text == """
            the status is 400, not 200
              at Scenarios/a.yaml:14:9 (CPES-OK-001)
              14 |         status: 200
                 |                 ^~~
                - 200
                + 400
              EventSourceArn:
                - {
                    "a": 1
                  }
                + absent\\u{1B}[31m
              request:
                | POST / HTTP/1.1
                | Host: 127.0.0.1:1234
                | Content-Type: application/x-amz-json-1.1
                | X-Amz-Target: AWSEvents.CreatePartnerEventSource
                | X-Amz-Date: 20261123T120000Z
                | Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/events/aws4_request, \
            SignedHeaders=host, Signature=(redacted)
                | Content-Length: 27
                |
                | {
                |   "Name": "it's",
                |   "Account": 1
                | }
              answer:
                | HTTP/1.1 400 Bad Request
                | Date: x
                |
                | no \\u{01}json
              again:
                curl --silent --show-error --include --request POST --aws-sigv4 aws:amz:us-east-1:events \
            --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
            --header 'Content-Type: application/x-amz-json-1.1' \
            --header 'X-Amz-Target: AWSEvents.CreatePartnerEventSource' \
            --data-binary '{"Name":"it'\\''s","Account":1}' http://127.0.0.1:1234/
            """)
}

@Test func `an answer that never came is told as such`() {
    let text = ProblemText(
        message: "m", place: "a:1:1", requirement: nil, excerpt: nil, differences: [], request: nil,
        response: nil,
        failure: .init(kind: "reset", message: "the connection was reset"), curl: nil)
    #expect(text.text == "m\n  at a:1:1\n  no answer: the connection was reset [reset]")
}

@Test func `a long body is cut with its size`() {
    let body = [UInt8](repeating: 0x61, count: 20_000)
    let shown = shownMessage(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + body)
    #expect(shown.hasSuffix("a\n… (20000 bytes in all)"))
    #expect(shown.count < 17_000)
}

@Test(
    arguments: [
        ("GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n", "--request GET 'http://h/a?b=c'"),
        (
            "POST / HTTP/1.1\r\n\r\n{}",
            "--request POST --header 'Content-Type:' --data-binary '{}' 'http://h/a?b=c'"
        ),
        (
            "POST / HTTP/1.1\r\nX-Empty:\r\nAuthorization: Basic x\r\n\r\n",
            "--request POST --header 'X-Empty;' --header 'Authorization: Basic x' 'http://h/a?b=c'"
        ),
        (
            "POST / HTTP/1.1\r\nContent-Type: a\r\n\r\n\u{1}",
            "--request POST --header 'Content-Type: a' --data-binary @<(printf %s AQ== | base64 --decode) 'http://h/a?b=c'"
        ),
        ("", "--request POST 'http://h/a?b=c'"),
    ])
func `a curl line repeats the request`(request: String, line: String) {
    #expect(
        curlLine(url: "http://h/a?b=c", request: Array(request.utf8))
            == "curl --silent --show-error --include \(line)")
}
