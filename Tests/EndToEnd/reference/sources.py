"""What one region holds of sources and buses, seen from the partner's side and from the customers'."""

import time

WAIT_SECONDS = 7 * 24 * 3600


class Sources:
    """The states of sources and the buses of accounts.

    `sources` has what the partner sees, by name: the account that it was offered to. `deleted` has what only
    its customer sees any more, since there is a bus for it.
    """

    def hold_nothing(self):
        self.sources, self.active, self.created = {}, set(), {}
        self.deleted, self.buses = {}, set()

    def state(self, account, name):
        """The state as the customer sees it; None where the customer sees nothing."""
        if self.sources.get(name) == account:
            if self.broken("state-is-always-pending"):
                return "PENDING"
            return "ACTIVE" if name in self.active else "PENDING"
        if (account, name) in self.deleted and not self.broken("deleted-source-is-gone-for-its-customer"):
            return "PENDING" if self.broken("deleted-source-is-pending-for-its-customer") else "DELETED"
        return None

    def offered(self, name, account):
        """The partner made a source: what the customer kept of an older one is this one's from now on."""
        kept = self.deleted.pop((account, name), None)
        self.sources[name], self.created[name] = account, time.time()
        if self.broken("source-made-again-is-active") and kept:
            self.active.add(name)
        if self.broken("source-made-again-loses-its-bus") and kept:
            self.buses.discard((account, name))
        if self.broken("source-begins-active"):
            self.active.add(name)

    def withdrawn(self, name):
        """The partner deleted a source: it stays for its customer while there is a bus."""
        account = self.sources[name]
        if self.broken("source-with-a-bus-is-not-deleted") and (account, name) in self.buses:
            return
        del self.sources[name]
        self.active.discard(name)
        made = self.created.pop(name, time.time())
        if self.broken("deleting-a-source-deletes-its-bus"):
            self.buses.discard((account, name))
        if (account, name) in self.buses or self.broken("deleted-source-stays-without-a-bus"):
            self.deleted[account, name] = made

    def times(self, account, name, state):
        """When a source was made, and until when it waits where it waits."""
        made = self.created.get(name) or self.deleted.get((account, name)) or time.time()
        if self.broken("times-are-those-of-the-question"):
            made = time.time()
        written = {"CreationTime": made, "ExpirationTime": made + WAIT_SECONDS}
        if self.broken("expiration-is-creation"):
            written["ExpirationTime"] = made
        if state != "PENDING" and not self.broken("active-source-expires"):
            del written["ExpirationTime"]
        if self.broken("expiration-time-missing"):
            written.pop("ExpirationTime", None)
        if self.broken("times-in-milliseconds"):
            return {member: moment * 1000 for member, moment in written.items()}
        if self.broken("times-are-texts"):
            return {member: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
                    for member, moment in written.items()}
        return {member: round(moment, 3) for member, moment in written.items()}
