"""Signature Version 4 as a verifier sees it: what a request must have signed, and with what."""

import hashlib
import hmac
import json
import re
import time
import urllib.parse
from datetime import datetime, timezone

from .messages import Refusal, Request
from .shapes import OPERATIONS

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
KEYS = {"AKIDEXAMPLE": (SECRET, None), "ASIDEXAMPLE": (SECRET, "TOKENEXAMPLE"),
        "AKIDCUSTOMER": (SECRET, None)}
ACCOUNTS = {"AKIDEXAMPLE": "123456789012", "ASIDEXAMPLE": "123456789012", "AKIDCUSTOMER": "111122223333"}
ALGORITHM = "AWS4-HMAC-SHA256"
SKEW_SECONDS = 300


def hmac_sha256(key, text):
    return hmac.new(key, text.encode("utf-8", "surrogateescape"), hashlib.sha256).digest()


def parse_stamp(text):
    """Seconds since 1970 of `20150830T123600Z`, or None."""
    if not re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", text or ""):
        return None
    try:
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None
    return moment.timestamp()


def percent_encoded(text):
    return urllib.parse.quote(text, safe="-_.~")


def canonical_path(path):
    """Dots and doubled slashes removed, every segment encoded once more (every service but S3)."""
    kept = []
    for segment in path.split("/"):
        if segment == "..":
            if kept:
                kept.pop()
        elif segment not in ("", "."):
            kept.append(percent_encoded(segment))
    ending = "/" if path.endswith("/") and kept else ""
    return "/" + "/".join(kept) + ending


def canonical_query(query, without=()):
    pairs = []
    for piece in query.split("&"):
        if not piece:
            continue
        name, _, value = piece.partition("=")
        name, value = urllib.parse.unquote_plus(name), urllib.parse.unquote_plus(value)
        if name not in without:
            pairs.append((percent_encoded(name), percent_encoded(value)))
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))


def canonical_request(request, signed_names, payload_hash, without_query=()):
    lines = [request.method, canonical_path(request.path), canonical_query(request.query, without_query)]
    for name in signed_names:
        values = [re.sub(" +", " ", value.strip()) for value in request.values(name)]
        lines.append(name + ":" + ",".join(values))
    lines += ["", ";".join(signed_names), payload_hash]
    return "\n".join(lines)


def signature(secret, scope, stamp, canonical, algorithm=ALGORITHM):
    date, region, service, terminator = scope
    key = ("AWS4" + secret).encode()
    for part in (date, region, service, terminator):
        key = hmac_sha256(key, part)
    hashed = hashlib.sha256(canonical.encode("utf-8", "surrogateescape")).hexdigest()
    text = "\n".join([algorithm, stamp, "/".join(scope), hashed])
    return hmac_sha256(key, text).hex()


class Signatures:
    """The checks of a request's signature, in the order measured on sibling services."""

    def authenticate(self, request):
        header = request.first("authorization")
        query = dict(urllib.parse.parse_qsl(request.query, keep_blank_values=True))
        in_query = "X-Amz-Algorithm" in query or "X-Amz-Signature" in query
        if header is None and not in_query:
            if self.broken("unsigned-accepted"):
                return
            if self.broken("unsigned-is-403"):
                raise Refusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
            if self.broken("unsigned-is-invalid-signature"):
                raise Refusal("InvalidSignatureException", "Missing Authentication Token")
            raise Refusal("MissingAuthenticationTokenException", "Missing Authentication Token")
        if header is not None and in_query:
            raise Refusal("InvalidSignatureException", "Found both 'X-Amz-Signature' as a query-string "
                          "parameter and 'Authorization' as HTTP header.")
        if in_query:
            algorithm, stamp = query.get("X-Amz-Algorithm"), query.get("X-Amz-Date")
            parts = {"Credential": query.get("X-Amz-Credential"), "Signature": query.get("X-Amz-Signature"),
                     "SignedHeaders": query.get("X-Amz-SignedHeaders")}
            token, left_out = query.get("X-Amz-Security-Token"), ("X-Amz-Signature",)
        else:
            if self.broken("any-authorization-accepted"):
                return
            algorithm, parts = self.authorization(header)
            stamp, token, left_out = request.first("x-amz-date"), request.first("x-amz-security-token"), ()
        self.complete(parts, stamp, header)
        self.verify(request, algorithm, parts, stamp, token, left_out)

    def authorization(self, header):
        algorithm, _, rest = header.strip().partition(" ")
        parts = {}
        for piece in rest.split(","):
            name, equals, value = piece.strip().partition("=")
            if not equals:
                if self.broken("malformed-authorization-is-500"):
                    raise Refusal("InternalException", "internal", 500)
                raise Refusal("IncompleteSignatureException", f"'{piece.strip()}' not a valid key=value pair "
                              f"(missing equal-sign) in Authorization header: '{header}'.")
            parts[name] = value
        return algorithm, parts

    def complete(self, parts, stamp, header):
        missing = [f"Authorization header requires '{name}' parameter."
                   for name in ("Credential", "Signature", "SignedHeaders") if not parts.get(name)]
        if parse_stamp(stamp) is None:
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' "
                           "or a 'Date' header.")
        if not missing:
            return
        kind = "IncompleteSignatureException"
        if self.broken("incomplete-is-invalid-signature"):
            kind = "InvalidSignatureException"
        raise Refusal(kind, " ".join(missing) + f" Authorization={header}",
                      403 if self.broken("incomplete-is-403") else 400)

    def verify(self, request, algorithm, parts, stamp, token, left_out):
        signed_names = parts["SignedHeaders"].split(";")
        if "host" not in signed_names and not self.broken("host-unsigned-accepted"):
            raise self.invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
        if algorithm != ALGORITHM and not self.broken("any-algorithm"):
            raise Refusal("IncompleteSignatureException", f"Unsupported AWS 'algorithm': '{algorithm}'.")
        credential = parts["Credential"].split("/")
        if len(credential) != 5:
            if self.broken("short-credential-is-500"):
                raise Refusal("InternalException", "internal", 500)
            raise Refusal("IncompleteSignatureException", "Credential must have exactly 5 slash-delimited "
                          f"elements, e.g. keyid/date/region/service/term, got '{parts['Credential']}'")
        key, date, region, service, terminator = credential
        self.check_time(stamp)
        self.check_scope(date, region, service, terminator, stamp)
        self.check_key(request, key, token)
        request.caller = ACCOUNTS.get(key)
        if key not in KEYS:
            return
        unsigned = [name for name, _ in request.fields if name.startswith("x-amz-")
                    and name not in signed_names and name != "x-amz-signature"]
        if unsigned:
            raise self.invalid("There were headers present in the request which were not signed: "
                               + ", ".join(unsigned))
        if signed_names != sorted(signed_names) or any(not request.values(name) for name in signed_names):
            raise self.invalid(self.mismatch())
        self.check_signature(request, key, (date, region, service, terminator), stamp, signed_names,
                             parts["Signature"], left_out, algorithm)

    def check_time(self, stamp):
        moment, now = parse_stamp(stamp), time.time()
        if moment < now - SKEW_SECONDS and not self.broken("old-date-accepted"):
            if self.broken("old-date-is-expired-token"):
                raise Refusal("ExpiredTokenException", "The security token is expired")
            if self.broken("old-date-is-403"):
                raise Refusal("InvalidSignatureException", "Signature expired", 403)
            raise self.invalid(f"Signature expired: {stamp} is now earlier than allowed (5 min.)")
        if moment > now + SKEW_SECONDS and not self.broken("future-date-accepted"):
            raise self.invalid(f"Signature not yet current: {stamp} is still later than allowed (5 min.)")

    def check_scope(self, date, region, service, terminator, stamp):
        wrong = []
        if region != self.region and not self.broken("any-region"):
            wrong.append(f"Credential should be scoped to a valid region, not '{region}'. ")
        if service != "events" and not self.broken("any-service"):
            wrong.append("Credential should be scoped to correct service: 'events'. ")
        if terminator != "aws4_request" and not self.broken("any-terminator"):
            wrong.append("Credential should be scoped with a valid terminator: 'aws4_request', "
                         f"not '{terminator}'. ")
        if date != stamp[:8] and not self.broken("any-scope-date"):
            wrong.append("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date "
                         f"from HTTP: '{date}' != '{stamp[:8]}', from '{stamp}'.")
        if wrong and self.broken("scope-is-unrecognized-client"):
            raise Refusal("UnrecognizedClientException", "".join(wrong))
        if wrong:
            raise self.invalid("".join(wrong))

    def check_key(self, request, key, token):
        message = "The security token included in the request is invalid."
        if key not in KEYS:
            if self.broken("unknown-key-accepted"):
                return
            if self.broken("unknown-key-is-403"):
                raise Refusal("UnrecognizedClientException", message, 403)
            if self.broken("unknown-key-is-invalid-signature"):
                raise self.invalid(message)
            raise Refusal("UnrecognizedClientException", message)
        expected = KEYS[key][1]
        if expected and token is None and self.broken("missing-token-accepted"):
            return
        if expected and token is not None and self.broken("any-token-accepted"):
            return
        if token is None and expected is None:
            return
        if not hmac.compare_digest((token or "").encode(), (expected or "").encode()):
            if self.broken("wrong-token-is-403"):
                raise Refusal("UnrecognizedClientException", message, 403)
            raise Refusal("UnrecognizedClientException", message)

    def check_signature(self, request, key, scope, stamp, signed_names, given, left_out, algorithm):
        payload_hash = hashlib.sha256(request.body).hexdigest()
        claimed = request.first("x-amz-content-sha256")
        if claimed is not None and claimed != payload_hash:
            if self.broken("content-hash-trusted"):
                payload_hash = claimed
            else:
                raise self.invalid(self.mismatch())
        secret = KEYS[key][0]
        acceptable = [signature(secret, scope, stamp,
                                canonical_request(request, signed_names, payload_hash, left_out), algorithm)]
        if self.broken("bad-signature-accepted"):
            acceptable.append(given)
        if self.broken("temporary-signature-unchecked") and KEYS[key][1]:
            acceptable.append(given)
        if self.broken("signed-target-unchecked"):
            acceptable += self.signatures_with_other_targets(request, secret, scope, stamp, signed_names)
        if self.broken("parsed-body-signed"):
            parsed = json.dumps(json.loads(request.body), separators=(",", ":")).encode()
            acceptable.append(signature(secret, scope, stamp, canonical_request(
                request, signed_names, hashlib.sha256(parsed).hexdigest(), left_out), algorithm))
        if self.broken("trimmed-body-signed"):
            trimmed = hashlib.sha256(request.body.strip()).hexdigest()
            acceptable.append(signature(secret, scope, stamp, canonical_request(
                request, signed_names, trimmed, left_out), algorithm))
        if self.broken("body-not-signed"):
            acceptable += self.remembered(request, given)
        if self.broken("signed-header-unchecked") and "x-note" in signed_names:
            acceptable.append(given)
        if self.broken("signed-host-unchecked") and (request.first("host") or "").startswith("elsewhere"):
            acceptable.append(given)
        content_type = request.first("content-type")
        if self.broken("signed-content-type-unchecked") and content_type != "application/x-amz-json-1.1":
            acceptable.append(given)
        signed_values = [value for name in signed_names for value in request.values(name)]
        if self.broken("space-runs-not-folded") and any("  " in value for value in signed_values):
            acceptable = ["-"]
        if not any(hmac.compare_digest(given.encode(), one.encode()) for one in acceptable):
            if self.broken("bad-signature-is-403"):
                raise Refusal("InvalidSignatureException", self.mismatch(), 403)
            if self.broken("bad-signature-named-as-in-query-protocols"):
                raise Refusal("SignatureDoesNotMatch", self.mismatch())
            raise self.invalid(self.mismatch())

    def signatures_with_other_targets(self, request, secret, scope, stamp, signed_names):
        payload_hash = hashlib.sha256(request.body).hexdigest()
        found = []
        for operation in OPERATIONS:
            fields = [(name, "AWSEvents." + operation if name == "x-amz-target" else value)
                      for name, value in request.fields]
            other = Request(request.method, request.target, fields, request.body)
            canonical = canonical_request(other, signed_names, payload_hash)
            found.append(signature(secret, scope, stamp, canonical))
        return found

    def remembered(self, request, given):
        """A verifier that forgets the body cannot be told from outside which body was signed: it says yes."""
        return [given] if len(given) == 64 and b"changed" in request.body else []

    def invalid(self, message):
        return Refusal("InvalidSignatureException", message)

    def mismatch(self):
        return ("The request signature we calculated does not match the signature you provided. "
                "Check your AWS Secret Access Key and signing method.")
