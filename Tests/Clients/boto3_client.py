#!/usr/bin/env python3
"""A client under test: boto3, which reads endpoint, region and credentials from the environment."""
import json, os
import boto3, botocore
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, ParamValidationError

result = {"v": 1, "scenario": os.environ["ASSAY_SCENARIO"],
          "client": {"name": "boto3", "version": boto3.__version__, "language": "Python"}}
try:
    with open(os.environ["ASSAY_CONTEXT_FILE"]) as file:
        answer = boto3.client("events").create_partner_event_source(**json.load(file)["input"])
    arn = answer.get("EventSourceArn")
    result |= {"outcome": "success", "eventSourceArn": arn} if arn else {"outcome": "malformed_response"}
    result["attempts"] = answer["ResponseMetadata"]["RetryAttempts"] + 1
except ClientError as error:
    details, meta = error.response["Error"], error.response["ResponseMetadata"]
    result |= {"outcome": "service_error", "attempts": meta.get("RetryAttempts", 0) + 1,
               "error": {"code": details["Code"], "message": details.get("Message"),
                         "httpStatus": meta.get("HTTPStatusCode"), "modeled": type(error) is not ClientError}}
except (ParamValidationError, NoCredentialsError) as error:
    result |= {"outcome": "refused_locally", "error": {"message": str(error)}}
except BotoCoreError as error:
    is_malformed = isinstance(error, botocore.parsers.ResponseParserError)
    result |= {"outcome": "malformed_response" if is_malformed else "transport_error",
               "error": {"message": str(error)}}

path = os.environ["ASSAY_RESULT_FILE"]
with open(path + ".new", "w") as file:
    json.dump(result, file)
os.rename(path + ".new", path)
