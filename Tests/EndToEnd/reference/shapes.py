"""What each of the twelve operations takes: its members, their types and their constraints."""

from collections import namedtuple

NAME_PATTERN = r"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}"
PREFIX_PATTERN = r"aws\.partner/[\.\-_A-Za-z0-9]+/[/\.\-_A-Za-z0-9]*"
ACCOUNT_PATTERN = r"\d{12}"
BUS_PATTERN = r"[/\.\-_A-Za-z0-9]+"
KEY_PATTERN = r"^[a-zA-Z0-9_\-/:]*$"

# `least` and `most` bound the length of texts and lists, and the value of integers. `words` are those that a
# text can be. `inner` are the members of an object, or the one shape of a list's items.
Member = namedtuple("Member", "name kind required least most pattern words inner", defaults=(
    False, None, None, None, None, None))


def text(name, least=None, most=None, pattern=None, required=False, words=None):
    return Member(name, "string", required, least, most, pattern, words)


NAME = text("Name", 1, 256, NAME_PATTERN, required=True)
ACCOUNT = text("Account", 12, 12, ACCOUNT_PATTERN, required=True)
PAGE = [text("NextToken", 1, 2048), Member("Limit", "integer", False, 1, 100)]
BUS_NAME = text("Name", 1, 256, BUS_PATTERN, required=True)
EVENT = Member("", "object", inner=[
    Member("Time", "timestamp"),
    text("Source", 1, 256, NAME_PATTERN),
    Member("Resources", "list", inner=text("", None, 2048)),
    text("DetailType"),
    text("Detail"),
])
TAG = Member("", "object", inner=[text("Key", 1, 128, required=True), text("Value", 0, 256, required=True)])

PARTNER_OPERATIONS = {
    "CreatePartnerEventSource": [NAME, ACCOUNT],
    "DescribePartnerEventSource": [NAME],
    "DeletePartnerEventSource": [NAME, ACCOUNT],
    "ListPartnerEventSources": [text("NamePrefix", 1, 256, PREFIX_PATTERN, required=True), *PAGE],
    "ListPartnerEventSourceAccounts": [text("EventSourceName", 1, 256, NAME_PATTERN, required=True), *PAGE],
    "PutPartnerEvents": [Member("Entries", "list", True, 1, 20, inner=EVENT)],
}
CUSTOMER_OPERATIONS = {
    "DescribeEventSource": [NAME],
    "ListEventSources": [text("NamePrefix", 1, 256, BUS_PATTERN), *PAGE],
    "ActivateEventSource": [NAME],
    "DeactivateEventSource": [NAME],
    "CreateEventBus": [
        BUS_NAME,
        text("EventSourceName", 1, 256, NAME_PATTERN),
        text("Description", None, 512),
        text("KmsKeyIdentifier", None, 2048, KEY_PATTERN),
        Member("DeadLetterConfig", "object", inner=[text("Arn", 1, 1600)]),
        Member("LogConfig", "object", inner=[
            text("IncludeDetail", words=("NONE", "FULL")),
            text("Level", words=("OFF", "ERROR", "INFO", "TRACE")),
        ]),
        Member("Tags", "list", inner=TAG),
    ],
    "DeleteEventBus": [BUS_NAME],
}
OPERATIONS = PARTNER_OPERATIONS | CUSTOMER_OPERATIONS
