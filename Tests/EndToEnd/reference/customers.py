"""The operations of customers, on the sources that were offered to the account that calls."""

import re
import time

from .messages import Refusal

BUS_QUOTA = 100


class Customers:
    """What a customer can do; `caller` is the account of the key that signed."""

    def absent(self, operation, message):
        """The refusal of an operation on what is not there."""
        slug = "absent-" + re.sub("(?<!^)(?=[A-Z])", "-", operation).lower()
        if self.broken(slug + "-is-404"):
            return Refusal("ResourceNotFoundException", message, 404)
        if self.broken(slug + "-is-validation"):
            return Refusal("ValidationException", message)
        if self.broken("absent-is-named-shortly"):
            return Refusal("NotFoundException", message)
        return Refusal("ResourceNotFoundException", message)

    def seen(self, caller, name):
        """The state of a source as the caller sees it."""
        if self.broken("customers-see-every-source") and name in self.sources:
            caller = self.sources[name]
        return self.state(caller, name)

    def DescribeEventSource(self, members, caller):
        name = members.get("Name", "")
        with self.lock:
            if self.seen(caller, name) is None:
                raise self.absent("DescribeEventSource", f"Event source {name} does not exist.")
            return self.shown(caller, name)

    def shown(self, caller, name):
        state = self.seen(caller, name)
        written = {"Arn": self.arn(name), "CreatedBy": "/".join(name.split("/")[:2]), "Name": name,
                   "State": state, **self.times(caller, name, state)}
        if self.broken("customer-arn-is-a-bus"):
            written["Arn"] = written["Arn"].replace("event-source", "event-bus")
        if self.broken("created-by-the-customer"):
            written["CreatedBy"] = caller
        if self.broken("creation-time-renamed"):
            written["CreatedOn"] = written.pop("CreationTime")
        if self.broken("state-in-small-letters"):
            written["State"] = state.lower()
        left_out = {"described-without-arn": "Arn", "described-without-creator": "CreatedBy",
                    "described-without-creation-time": "CreationTime", "described-without-name": "Name",
                    "described-without-state": "State"}
        written.pop(left_out.get(self.defect), None)
        return written

    def ListEventSources(self, members, caller):
        prefix = members.get("NamePrefix", "")
        with self.lock:
            names = {name for name, account in self.sources.items() if account == caller}
            if self.broken("customers-list-every-source"):
                names = set(self.sources)
            if not self.broken("customer-list-lacks-deleted"):
                names |= {name for account, name in self.deleted if account == caller}
            if self.broken("customer-list-lacks-active"):
                names -= self.active
            if not self.broken("customer-list-ignores-prefix"):
                names = {name for name in names if self.begins(name, prefix)}
            page, token = self.page(members, ["ListEventSources", caller, prefix], sorted(names))
            items = [self.shown(caller, name) for name in page]
        member = "Sources" if self.broken("customer-list-renamed") else "EventSources"
        return {member: items} | token

    def begins(self, name, prefix):
        if self.broken("customer-list-ignores-case"):
            return name.lower().startswith(prefix.lower())
        if self.broken("customer-list-has-the-prefix-anywhere"):
            return prefix.strip("/").rpartition("/")[2] in name
        return name.startswith(prefix)

    def ActivateEventSource(self, members, caller):
        return self.switched("ActivateEventSource", members["Name"], caller, "PENDING")

    def DeactivateEventSource(self, members, caller):
        return self.switched("DeactivateEventSource", members["Name"], caller, "ACTIVE")

    def switched(self, operation, name, caller, needed):
        with self.lock:
            state = self.seen(caller, name)
            held = (caller, name) in self.buses
            if state and not held and self.broken("activating-needs-no-bus"):
                held = True
            if state and not held and self.broken("deactivating-without-a-bus-is-wrong-state"):
                raise Refusal("InvalidStateException", f"Event source {name} is not in {needed} state.")
            if state is None or not held:
                raise self.absent(operation, f"Event source {name} or event bus {name} does not exist.")
            if state == "DELETED" and not self.broken("deleted-source-can-be-switched"):
                kind = "ValidationException" if self.broken("wrong-state-is-validation") else \
                    "InvalidStateException"
                raise Refusal(kind, f"Event source {name} is not in {needed} state.",
                              409 if self.broken("wrong-state-is-409") else 400)
            if state not in (needed, "DELETED"):
                raise Refusal("InvalidStateException", f"Event source {name} is not in {needed} state.")
            if needed == "PENDING" and not self.broken("activating-does-nothing"):
                self.active.add(name)
            if needed == "ACTIVE" and not self.broken("deactivating-does-nothing"):
                self.active.discard(name)
            if needed == "ACTIVE" and self.broken("deactivating-deletes-the-bus"):
                self.buses.discard((caller, name))
        return None

    def CreateEventBus(self, members, caller):
        name, source = members["Name"], members.get("EventSourceName")
        if source is None and name.startswith("aws.") and not self.broken("bus-named-as-a-source-needs-none"):
            raise Refusal("ValidationException", "EventBus name starting with 'aws.' is not valid.")
        if source is None and "/" in name and self.defect not in ("own-bus-may-have-a-slash",
                                                                  "bus-named-as-a-source-needs-none"):
            raise Refusal("ValidationException", f"EventBus name {name} is not valid.")
        if source is not None and source != name and not self.broken("bus-may-have-another-name"):
            raise Refusal("ValidationException", "The name of the bus is not that of the event source.")
        if self.broken("both-buses-win"):
            free = (caller, name) not in self.buses
            time.sleep(0.2)
            if free:
                self.buses.discard((caller, name))
        with self.lock:
            taken = name == "default" or (caller, name) in self.buses
            if taken and not self.broken("bus-can-be-made-twice"):
                kind = "ValidationException" if self.broken("second-bus-is-validation") else \
                    "ResourceAlreadyExistsException"
                raise Refusal(kind, f"Event bus {name} already exists.",
                              409 if self.broken("second-bus-is-409") else 400)
            if source is not None and self.seen(caller, source) is None \
                    and not self.broken("bus-needs-no-source"):
                raise self.absent("CreateEventBus", f"Event source {source} does not exist.")
            if sum(1 for account, _ in self.buses if account == caller) >= BUS_QUOTA:
                raise Refusal("LimitExceededException",
                              "The requested resource exceeds the maximum number allowed.")
            self.buses.add((caller, name))
            if source is not None and not self.broken("bus-leaves-its-source-pending"):
                self.active.add(source)
        return self.bus(members, caller)

    def bus(self, members, caller):
        arn = f"arn:aws:events:{self.region}:{caller}:event-bus/{members['Name']}"
        if self.broken("bus-arn-wrong-region"):
            arn = arn.replace(f":{self.region}:", ":us-west-2:")
        if self.broken("bus-arn-without-account"):
            arn = arn.replace(f":{caller}:", "::")
        if self.broken("bus-arn-is-a-source"):
            arn = arn.replace(":event-bus/", ":event-source/")
        if self.broken("bus-arn-without-prefix"):
            arn = arn.replace("/aws.partner/", "/")
        if self.broken("bus-arn-missing"):
            return {}
        told = {"EventBusArn": arn}
        for member in ("Description", "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig"):
            if member in members and not self.broken(f"bus-without-{member.lower()}"):
                told[member] = members[member]
        if self.broken("bus-tells-its-tags"):
            told["Tags"] = members.get("Tags", [])
        return told

    def DeleteEventBus(self, members, caller):
        name = members["Name"]
        if name == "default" and not self.broken("default-bus-can-be-deleted"):
            raise Refusal("ValidationException", "Cannot delete event bus default.")
        with self.lock:
            if (caller, name) not in self.buses and self.broken("absent-bus-is-not-deleted"):
                raise Refusal("ResourceNotFoundException", f"Event bus {name} does not exist.")
            if self.broken("deleting-a-bus-does-nothing"):
                return None
            if self.broken("deleting-a-bus-deletes-its-source") and self.sources.get(name) == caller:
                del self.sources[name]
            self.buses.discard((caller, name))
            if not self.broken("deleted-source-outlives-its-bus"):
                self.deleted.pop((caller, name), None)
            if self.sources.get(name) == caller and not self.broken("source-stays-active-without-its-bus"):
                self.active.discard(name)
        return None
