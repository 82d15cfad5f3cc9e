"""The four operations on the sources of one region that every partner begins with."""

import re
import time

from .messages import Refusal


class Operations:
    """What each operation does once a request is known to be sound."""

    def arn(self, name):
        partition = "aws-cn" if self.region.startswith("cn-") else \
            "aws-us-gov" if self.region.startswith("us-gov-") else "aws"
        region, account, service = self.region, "", "events"
        if self.broken("arn-wrong-partition"):
            partition = "aws-cn"
        if self.broken("arn-wrong-region"):
            region = "us-west-2"
        if self.broken("arn-without-region"):
            region = ""
        if self.broken("arn-with-account"):
            account = "123456789012"
        if self.broken("arn-double-prefix"):
            name = "aws.partner/" + name
        if self.broken("arn-without-prefix"):
            name = name.removeprefix("aws.partner/")
        if self.broken("arn-wrong-service"):
            service = "eventbridge"
        if self.broken("arn-lower-case"):
            name = name.lower()
        if self.broken("arn-cut-short"):
            name = name[:128]
        kind = "event-bus" if self.broken("arn-of-a-bus") else "event-source"
        separator = ":" if self.broken("arn-colon-for-slash") else "/"
        return f"arn:{partition}:{service}:{region}:{account}:{kind}{separator}{name}"

    def CreatePartnerEventSource(self, members):
        name, account = members.get("Name", ""), members.get("Account", "")
        if self.broken("both-creates-win"):
            taken = name in self.sources
            time.sleep(0.2)
        else:
            self.lock.acquire()
            taken = name in self.sources
        try:
            if self.broken("names-ignore-case") \
                    and name.lower() in [known.lower() for known in self.sources] \
                    or self.broken("names-end-at-marks") \
                    and name.rstrip(".-_") in [known.rstrip(".-_") for known in self.sources]:
                taken = True
            if self.broken("names-without-their-partner") \
                    and name.split("/")[2:] in [known.split("/")[2:] for known in self.sources]:
                taken = True
            if self.broken("duplicate-after-delete") and name in self.ever_created:
                taken = True
            if taken and self.broken("duplicate-accepted"):
                taken = False
            if taken:
                self.refuse_duplicate(name)
            if not self.broken("create-does-not-store"):
                self.offered(name, account)
            self.ever_created.add(name)
        finally:
            if not self.broken("both-creates-win"):
                self.lock.release()
        if self.broken("arn-missing"):
            return {}
        if self.broken("arn-null"):
            return {"EventSourceArn": None}
        member = {"arn-member-renamed": "Arn", "arn-member-lower-case": "eventSourceArn"}
        return {member.get(self.defect, "EventSourceArn"): self.arn(name)}

    def refuse_duplicate(self, name):
        message = f"Event source {name} already exists."
        kinds = {"duplicate-is-conflict": "ConcurrentModificationException",
                 "duplicate-is-limit": "LimitExceededException",
                 "duplicate-is-validation": "ValidationException",
                 "duplicate-named-shortly": "ResourceAlreadyExists"}
        statuses = {"duplicate-is-409": 409, "duplicate-is-500": 500, "duplicate-is-200": 200}
        if self.broken("duplicate-without-message"):
            message = None
        raise Refusal(kinds.get(self.defect, "ResourceAlreadyExistsException"), message,
                      statuses.get(self.defect, 400))

    def DescribePartnerEventSource(self, members):
        name = members.get("Name", "")
        with self.lock:
            found = name in self.sources or self.broken("describe-invents")
            if self.broken("describe-ignores-case"):
                found = name.lower() in [known.lower() for known in self.sources]
            if self.broken("describe-knows-wildcards"):
                found = any(re.fullmatch(re.escape(name).replace("_", "."), known) for known in self.sources)
        if not found:
            if self.broken("not-found-is-404"):
                raise Refusal("ResourceNotFoundException", "none", 404)
            if self.broken("not-found-is-validation"):
                raise Refusal("ValidationException", "none")
            if self.broken("not-found-named-shortly"):
                raise Refusal("ResourceNotFound", "none")
            raise Refusal("ResourceNotFoundException", f"Event source {name} does not exist.")
        if self.broken("describe-without-arn"):
            return {"Name": name}
        if self.broken("describe-without-name"):
            return {"Arn": self.arn(name)}
        if self.broken("describe-arn-of-a-bus"):
            return {"Arn": self.arn(name).replace("event-source", "event-bus"), "Name": name}
        return {"Arn": self.arn(name), "Name": name}

    def DeletePartnerEventSource(self, members):
        name, account = members.get("Name", ""), members.get("Account", "")
        with self.lock:
            if self.broken("delete-drops-leading-zeros"):
                account = account.lstrip("0")
            if self.broken("delete-does-nothing"):
                return None
            if self.broken("delete-takes-the-prefix"):
                for known in [one for one in self.sources if one.startswith(name)]:
                    self.withdrawn(known)
            if self.broken("second-delete-is-500") and name not in self.sources:
                raise Refusal("InternalException", "internal", 500)
            if self.broken("delete-takes-everything"):
                self.sources.clear()
            if self.sources.get(name) == account:
                self.withdrawn(name)
        if self.broken("delete-is-500"):
            raise Refusal("InternalException", "internal", 500)
        return None

    def ListPartnerEventSources(self, members):
        prefix, limit = members.get("NamePrefix", ""), members.get("Limit", 100)
        with self.lock:
            names = sorted(name for name in self.sources
                           if name.startswith(prefix) or self.broken("list-ignores-prefix"))
        if self.broken("list-contains-prefix"):
            names = sorted(name for name in self.sources if prefix.rsplit("/", 2)[-2] in name)
        if self.broken("list-ignores-case"):
            names = sorted(name for name in self.sources if name.lower().startswith(prefix.lower()))
        if self.broken("list-prefix-is-an-expression"):
            names = sorted(name for name in self.sources if re.match(prefix, name))
        if self.broken("list-prefix-has-wildcards"):
            wanted = re.escape(prefix).replace("_", ".")
            names = sorted(name for name in self.sources if re.match(wanted, name))
        if self.broken("list-keeps-deleted"):
            names = sorted(name for name in self.ever_created if name.startswith(prefix))
        if self.broken("list-holds-deleted-with-a-bus"):
            names = sorted(names + [name for _, name in self.deleted if name.startswith(prefix)])
        if self.broken("list-empty"):
            names = []
        if self.broken("list-drops-one"):
            names = names[1:]
        if self.broken("limit-ignored"):
            limit = 100
        start = 0
        if members.get("NextToken") and not self.broken("token-repeats"):
            last = bytes.fromhex(members["NextToken"]).decode() \
                if re.fullmatch("([0-9a-f]{2})+", members["NextToken"]) else ""
            start = sum(1 for name in names if name <= last)
            if self.broken("page-skips-one"):
                start += 1
        page = names[start:start + limit]
        answer = {"PartnerEventSources": [self.listed(name) for name in page]}
        more = start + limit < len(names) and page
        if more and not self.broken("token-missing"):
            answer["NextToken"] = page[-1].encode().hex()
        if self.broken("token-after-the-last-page") and members.get("NextToken"):
            answer.setdefault("NextToken", "61")
        if self.broken("token-never-ends"):
            answer.setdefault("NextToken", "ff")
        if self.broken("list-member-renamed"):
            answer["EventSources"] = answer.pop("PartnerEventSources")
        return answer

    def listed(self, name):
        if self.broken("list-without-arn"):
            return {"Name": name}
        if self.broken("list-without-name"):
            return {"Arn": self.arn(name)}
        return {"Arn": self.arn(name), "Name": name}
