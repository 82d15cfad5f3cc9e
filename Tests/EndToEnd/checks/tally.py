"""Counts what passed, and tells what failed."""

import threading
import traceback


class Tally:
    """Passed and failed checks; safe to use from several threads."""

    def __init__(self):
        self.passed, self.failures = 0, []
        self.lock = threading.Lock()

    def check(self, name, holds, detail=""):
        """Counts one check; tells its name and detail when it does not hold."""
        with self.lock:
            if holds:
                self.passed += 1
            else:
                self.failures.append(name)
                print(f"FAILED {name}" + (f"\n    {detail}" if detail != "" else ""), flush=True)
        return bool(holds)

    def equal(self, name, found, expected):
        return self.check(name, found == expected, f"found {found!r}, expected {expected!r}")

    def run(self, title, body, *arguments):
        """Runs one subject; an exception is a failed check of it."""
        print(f"-- {title}", flush=True)
        try:
            body(self, *arguments)
        except Exception:
            self.check(title, False, traceback.format_exc())

    def finish(self):
        """Prints the last line; answers the exit status."""
        print(f"{self.passed} passed, {len(self.failures)} failed")
        return 0 if self.passed and not self.failures else 1
