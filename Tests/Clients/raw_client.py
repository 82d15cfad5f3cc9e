#!/usr/bin/env python3
"""A client under test: Python's own library and nothing else, signing by hand and retrying with a wait.

With the word `serve` it goes on running and makes one call for each line that asks for one.
"""
import datetime, hashlib, hmac, http.client, json, os, random, ssl, sys, time

FINAL_AFTER = 3
RETRIED = {"InternalException", "InternalFailure", "ThrottlingException", "Throttling", "ServiceUnavailable",
           "TooManyRequestsException", "RequestLimitExceeded"}


def digest(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signed(body, context):
    """The headers of one attempt: Signature Version 4 over all that is sent."""
    keys, region = context["credentials"], context["region"]
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    headers = {"content-type": "application/x-amz-json-1.1", "host": f"{context['host']}:{context['port']}",
               "x-amz-date": now, "x-amz-target": "AWSEvents.CreatePartnerEventSource"}
    if "sessionToken" in keys:
        headers["x-amz-security-token"] = keys["sessionToken"]
    names = ";".join(sorted(headers))
    request = "\n".join(["POST", "/", ""] + [f"{name}:{headers[name]}" for name in sorted(headers)]
                        + ["", names, hashlib.sha256(body).hexdigest()])
    scope = f"{now[:8]}/{region}/events/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(request.encode()).hexdigest()])
    key = ("AWS4" + keys["secretAccessKey"]).encode()
    for part in scope.split("/"):
        key = digest(key, part)
    headers["authorization"] = (f"AWS4-HMAC-SHA256 Credential={keys['accessKeyId']}/{scope}, "
                                f"SignedHeaders={names}, Signature={digest(key, text).hex()}")
    return headers


def attempt(context, body):
    """One request and what its answer means, with whether it is worth another attempt."""
    secure = context["endpoint"].startswith("https:")
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    more = {"context": ssl.create_default_context()} if secure else {}
    connection = kind(context["host"], context["port"], timeout=10, **more)
    try:
        connection.request("POST", "/", body, signed(body, context))
        answer = connection.getresponse()
        text = answer.read()
    except (OSError, http.client.HTTPException) as error:
        return {"outcome": "transport_error", "error": {"message": f"{type(error).__name__}: {error}"}}, True
    finally:
        connection.close()
    try:
        members = json.loads(text)
    except ValueError:
        members = None
    status = answer.status
    if 200 <= status < 300:
        arn = members.get("EventSourceArn") if isinstance(members, dict) else None
        if isinstance(arn, str) and arn.startswith("arn:"):
            return {"outcome": "success", "eventSourceArn": arn}, False
        return {"outcome": "malformed_response", "error": {"message": "no ARN", "httpStatus": status}}, False
    members = members if isinstance(members, dict) else {}
    name = answer.getheader("x-amzn-errortype") or members.get("__type") or members.get("code")
    # The name may stand behind a namespace and before a URI.
    code = str(name).split(":")[0].split("#")[-1] if name else str(status)
    error = {"code": code, "message": members.get("message", members.get("Message")), "httpStatus": status}
    return {"outcome": "service_error", "error": error}, status >= 500 or code in RETRIED


def call(context):
    name, account = context["input"].get("Name"), context["input"].get("Account")
    base = {"v": 1, "scenario": context["scenario"],
            "client": {"name": "raw", "version": "1", "language": "Python"}}
    if not isinstance(account, str) or len(account) != 12 or not account.isdigit() or not name:
        return base | {"outcome": "refused_locally", "error": {"message": "Account must be 12 digits"}}
    body = json.dumps(context["input"], ensure_ascii=False).encode()
    attempts = context.get("maxAttempts", FINAL_AFTER)
    for number in range(1, attempts + 1):
        result, may_help = attempt(context, body)
        if not may_help or number == attempts:
            return base | result | {"attempts": number}
        time.sleep(random.uniform(0.5, 1) * 0.1 * 2 ** number)


if sys.argv[1:] == ["serve"]:
    print(json.dumps({"type": "hello", "v": 1, "operations": ["CreatePartnerEventSource"]}), flush=True)
    for line in sys.stdin:
        run = json.loads(line)
        print(json.dumps({"type": "result", "id": run["id"], "result": call(run["context"])}), flush=True)
else:
    with open(os.environ["ASSAY_CONTEXT_FILE"]) as file:
        print("ASSAY1 " + json.dumps(call(json.load(file))))
