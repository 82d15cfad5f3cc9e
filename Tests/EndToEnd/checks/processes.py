"""Starts the processes that the checks need, and ends exactly those."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
PROJECT = FOLDER.parent.parent
SCENARIOS = PROJECT / "Scenarios"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TIMEOUT = 120


def surroundings(**more):
    """An environment without settings of AWS but those given."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith("AWS_") and not name.lower().endswith("_proxy")}
    kept["AWS_EC2_METADATA_DISABLED"] = "true"
    kept["AWS_CONFIG_FILE"] = kept["AWS_SHARED_CREDENTIALS_FILE"] = str(FOLDER / "no-such-file")
    kept["PYTHONDONTWRITEBYTECODE"] = "1"
    kept.update(more)
    return kept


def example_surroundings(**more):
    """The environment of a client that uses the documented example key."""
    return surroundings(AWS_ACCESS_KEY_ID="AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY=SECRET,
                        AWS_DEFAULT_REGION="us-east-1", AWS_REGION="us-east-1", **more)


@contextlib.contextmanager
def ended(process):
    """Lends a process, and ends it and nothing else."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


def first_line(process, seconds=30):
    """The first line that the process writes, or an error after so many seconds."""
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    line = process.stdout.readline()
    watch.cancel()
    if not line:
        raise RuntimeError(f"{process.args}: no line before the end (status {process.wait()})")
    return line


@contextlib.contextmanager
def reference_server(*arguments):
    """The independent server; lends its URL."""
    command = [sys.executable, str(FOLDER / "reference_server.py"), *arguments]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings())
    with ended(started) as process:
        yield json.loads(first_line(process))["url"]


def ran(command, timeout=TIMEOUT, env=None, cwd=None, text_in=None):
    """Runs a command to its end; its output is text, broken bytes repaired."""
    return subprocess.run(command, capture_output=True, timeout=timeout, env=env or surroundings(), cwd=cwd,
                          text=True, errors="replace", input=text_in)
