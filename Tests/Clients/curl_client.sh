#!/bin/sh
# A client under test: a shell with curl, which signs by itself. It makes one attempt.
#
# The key goes to curl by a file of its own on standard input: arguments can be read by every user of the machine.
input=$(printf '{"Name":"%s","Account":"%s"}' "$ASSAY_NAME" "$ASSAY_ACCOUNT")
# A word at a time, so that no header is written for a token that is not there.
set -- --header "X-Amz-Target: AWSEvents.CreatePartnerEventSource" --header "Content-Type: application/x-amz-json-1.1"
status=$(
    {
        printf 'user = "%s:%s"\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"
        [ -z "$AWS_SESSION_TOKEN" ] || printf 'header = "X-Amz-Security-Token: %s"\n' "$AWS_SESSION_TOKEN"
    } | curl --config - --silent --show-error --max-time 10 --output answer.json --write-out '%{http_code}' \
        --aws-sigv4 "aws:amz:$AWS_REGION:events" "$@" --data-binary "$input" "$ASSAY_ENDPOINT/" 2>curl.txt
)
problem=$?
arn=$(sed -n 's/.*"EventSourceArn": *"\([^"]*\)".*/\1/p' answer.json 2>/dev/null)
code=$(sed -n 's/.*"__type": *"\([^"]*#\)\{0,1\}\([A-Za-z]*\).*/\2/p' answer.json 2>/dev/null)
if [ "$problem" -ne 0 ]; then
    result='"outcome":"transport_error"'
elif [ "$status" = 200 ] && [ -n "$arn" ]; then
    result="\"outcome\":\"success\",\"eventSourceArn\":\"$arn\""
elif [ "$status" = 200 ]; then
    result='"outcome":"malformed_response"'
else
    result="\"outcome\":\"service_error\",\"error\":{\"code\":\"${code:-$status}\",\"httpStatus\":$status}"
fi
printf '{"v":1,"attempts":1,"client":{"name":"curl"},%s}\n' "$result" >"$ASSAY_RESULT_FILE.new" &&
    mv "$ASSAY_RESULT_FILE.new" "$ASSAY_RESULT_FILE"
