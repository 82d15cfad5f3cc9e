"""The partner's operations that came later: the accounts of a source, and events."""

import json
import uuid

from .messages import Refusal


class Partners:
    """Events entry by entry, accounts and pages."""

    def page(self, members, what, items):
        """A page of sorted texts, and the token of the next; a token holds for the list it came from."""
        limit, token = members.get("Limit", 100), members.get("NextToken")
        if self.broken("customer-limit-ignored"):
            limit = 100
        if token is not None and self.broken("customer-token-repeats"):
            token = None
        if token is not None:
            try:
                *of, last = json.loads(bytes.fromhex(token))
            except ValueError:
                of, last = None, ""
            if of != what:
                raise Refusal("InvalidToken", "The token is not valid.")
            items = [item for item in items if item > last]
            if self.broken("customer-page-skips-one"):
                items = items[1:]
        page = items[:limit]
        more = len(items) > limit
        if self.broken("customer-token-missing") or not more and not (
                self.broken("customer-token-after-the-last-page") and token):
            return page, {}
        return page, {"NextToken": json.dumps([*what, (page or [""])[-1]]).encode().hex()}

    def ListPartnerEventSourceAccounts(self, members):
        name = members.get("EventSourceName", "")
        with self.lock:
            account = self.sources.get(name)
            if account is None and self.broken("accounts-of-nothing-are-none"):
                return {"PartnerEventSourceAccounts": []}
            if account is None:
                raise self.absent("ListPartnerEventSourceAccounts", f"Event source {name} does not exist.")
            state = self.state(account, name)
            page, token = self.page(members, ["Accounts", name], [account])
            items = []
            for one in page:
                item = {"Account": one, "State": state, **self.times(one, name, state)}
                left_out = {"account-without-state": "State", "account-without-creation-time": "CreationTime",
                            "account-without-account": "Account"}
                item.pop(left_out.get(self.defect), None)
                if self.broken("account-is-the-partners"):
                    item["Account"] = "999999999999"
                items.append(item)
        if self.broken("accounts-renamed"):
            return {"Accounts": items} | token
        return {"PartnerEventSourceAccounts": items} | token

    def PutPartnerEvents(self, members):
        entries = members.get("Entries", [])
        needed = ("Source", "DetailType", "Detail")
        complete = [all(entry.get(member) for member in needed) for entry in entries]
        if not any(complete) and not self.broken("incomplete-events-fail-one-by-one"):
            raise Refusal("ValidationException", "No event has a source, a detail type and a detail.")
        results = [self.result(entry) for entry in entries]
        failed = sum("ErrorCode" in result for result in results)
        if failed and self.broken("partial-failure-is-400"):
            raise Refusal("ValidationException", "An event failed.")
        if self.broken("failed-first"):
            results.sort(key=lambda result: "EventId" in result)
        if self.broken("results-reversed"):
            results.reverse()
        if self.broken("failed-only"):
            results = [result for result in results if "ErrorCode" in result]
        told = {"FailedEntryCount": failed, "Entries": results}
        if self.broken("failed-count-is-0"):
            told["FailedEntryCount"] = 0
        if self.broken("failed-count-is-of-all"):
            told["FailedEntryCount"] = len(entries)
        if self.broken("failed-count-is-of-accepted"):
            told["FailedEntryCount"] = len(entries) - failed
        if self.broken("failed-count-missing"):
            del told["FailedEntryCount"]
        if self.broken("failed-count-is-text"):
            told["FailedEntryCount"] = str(failed)
        return told

    def result(self, entry):
        """What became of one event."""
        refused = self.refused_event(entry)
        if refused is None:
            told = {} if self.broken("event-id-missing") else {"EventId": str(uuid.uuid4())}
            if self.broken("accepted-event-has-a-code"):
                told["ErrorCode"] = ""
            return told
        told = {"ErrorCode": refused[0], "ErrorMessage": refused[1]}
        if self.broken("failed-event-has-an-id"):
            told["EventId"] = str(uuid.uuid4())
        if self.broken("failed-event-without-message"):
            del told["ErrorMessage"]
        if self.broken("failed-event-without-code"):
            del told["ErrorCode"]
        return told

    def refused_event(self, entry):
        """The code and message of an event that fails, or None."""
        for member in ("Source", "DetailType", "Detail"):
            if not entry.get(member) and not self.broken(f"event-without-{member.lower()}-accepted"):
                return "InvalidArgument", f"{member} is missing."
        if len(entry.get("DetailType") or "") > (127 if self.broken("detail-type-128-refused") else 128) \
                and not self.broken("detail-type-129-accepted"):
            return "InvalidArgument", "DetailType is too long."
        if not self.is_json(entry.get("Detail") or "{}") and not self.broken("detail-may-be-no-json"):
            return "MalformedDetail", "Detail is malformed."
        source = entry.get("Source")
        account = self.sources.get(source)
        if source and account is None and not self.broken("events-of-nothing-accepted"):
            kept = any(name == source for _, name in self.deleted)
            if not (kept and self.broken("events-of-deleted-accepted")):
                return "ResourceNotFoundException", f"Event source {source} does not exist."
        if account and source not in self.active and self.broken("events-of-pending-refused"):
            return "InvalidStateException", f"Event source {source} is not active."
        if self.broken("time-refused") and "Time" in entry:
            return "InvalidArgument", "Time"
        if self.broken("resources-refused") and "Resources" in entry:
            return "InvalidArgument", "Resources"
        return None

    @staticmethod
    def is_json(text):
        try:
            json.loads(text)
        except ValueError:
            return False
        return True
