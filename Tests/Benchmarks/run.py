#!/usr/bin/env python3
"""Assay's figures, each a ratio against a peer or a floor that is measured in the same run.

usage: python3 Tests/Benchmarks/run.py [fake] [serve] [cases] [start] [junit]     (all of them when none is named)
       python3 Tests/Benchmarks/run.py load [MINUTES]                             (ten minutes unless told)

Needs Swift, a C compiler, libxml2's headers and `wrk`; `serve` needs `moto_server` too. Builds in release mode first, which takes minutes the first time.
"""
import contextlib
import datetime
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
KEY, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"


def main(arguments):
    if arguments[:1] == ["load"]:
        with tempfile.TemporaryDirectory() as folder:
            return load(pathlib.Path(folder), float(arguments[1]) if arguments[1:] else 10)
    chosen = arguments or ["fake", "serve", "cases", "start", "junit"]
    known = {"fake": fake, "serve": serve, "cases": cases, "start": start, "junit": junit}
    for name in chosen:
        if name not in known:
            sys.exit(f"no benchmark '{name}'; there are {', '.join(known)}")
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            known[name](pathlib.Path(folder))


# ---- building and starting

def build(package, product):
    """Builds one product in release mode and gives its path."""
    command = ["swift", "build", "-c", "release", "--package-path", str(package), "--product", product]
    subprocess.run(command, check=True, stdout=sys.stderr)
    found = subprocess.run(command + ["--show-bin-path"], check=True, capture_output=True, text=True)
    return pathlib.Path(found.stdout.strip()) / product


class Server:
    """A server of ours, told by the one JSON line that it prints when it is ready."""

    def __init__(self, path, *arguments):
        # A request log is written as it would be, to where nobody reads it.
        self.process = subprocess.Popen([path, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.line = json.loads(self.process.stdout.readline())
        self.port = self.line["port"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def signed_call(port, operation, name):
    """One call about a source, signed here and not by the code that is measured."""
    body = json.dumps({"Name": name, "Account": "123456789012"})
    now = datetime.datetime.now(datetime.timezone.utc)
    stamp, date = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    fields = {
        "content-type": "application/x-amz-json-1.1", "host": f"127.0.0.1:{port}", "x-amz-date": stamp,
        "x-amz-target": f"AWSEvents.{operation}",
    }
    names = ";".join(fields)
    canonical = "\n".join(
        ["POST", "/", "", *(f"{name}:{value}" for name, value in fields.items()), "", names,
         hashlib.sha256(body.encode()).hexdigest()])
    scope = f"{date}/us-east-1/events/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + SECRET).encode()
    for part in (date, "us-east-1", "events", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    fields["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={KEY}/{scope}, SignedHeaders={names}, Signature={signature}")
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"POST / HTTP/1.1\r\n{head}content-length: {len(body)}\r\n\r\n{body}"


def write_requests(path, port, threads):
    """Writes for `wrk` what each of its threads sends: creates of 2,000 names of its own, then their deletes."""
    def quoted(call):
        return "[==[" + call.replace("\r\n", "\n") + "]==]"

    calls = [
        [quoted(signed_call(port, operation, f"aws.partner/example.com/load/{thread}/{number}"))
         for operation in ("CreatePartnerEventSource", "DeletePartnerEventSource") for number in range(2000)]
        for thread in range(threads)]
    path.write_text(
        "local calls = {" + ",\n".join("{" + ",\n".join(own) + "}" for own in calls) + "}\n"
        "local threads = 0\n"
        "function setup(thread) threads = threads + 1; thread:set('number', threads) end\n"
        "local own, next = nil, 0\n"
        "function init()\n"
        "  own = calls[number]\n"
        "  for i = 1, #own do own[i] = own[i]:gsub('\\n', '\\r\\n') end\n"
        "end\n"
        "function request() next = next % #own + 1; return own[next] end\n")


def requests_per_second(port, folder, seconds, threads="1"):
    """What `wrk` counts over 64 kept-alive connections that make signed calls, all of which succeed.

    It gets as many threads as the server: with fewer it would be what limits the faster server.
    """
    requests = folder / "requests.lua"
    write_requests(requests, port, int(threads))
    done = subprocess.run(
        ["wrk", f"-t{threads}", "-c64", f"-d{seconds}s", "-s", str(requests), f"http://127.0.0.1:{port}/"],
        check=True, capture_output=True, text=True)
    count = int(re.search(r"(\d+) requests in", done.stdout).group(1))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    # A connection that waits long may have its delete overtake its create: rarely, or this measures refusals.
    if failed and int(failed.group(1)) > count / 100:
        sys.exit(f"{failed.group(1)} of {count} calls failed")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", done.stdout).group(1))


# ---- the benchmarks

def fake(folder):
    """The fake with signature, validation and journal on, beside a bare SwiftNIO server; in turn, five times."""
    bare, whole = build(HERE, "BareServer"), build(HERE, "FakeServer")
    for threads in ("1", "2"):
        ratios, pairs = [], []
        for _ in range(5):
            with Server(bare, threads) as server:
                floor = requests_per_second(server.port, folder, 4, threads)
            with Server(whole, threads) as server:
                ours = requests_per_second(server.port, folder, 4, threads)
            pairs.append((floor, ours))
            ratios.append(ours / floor)
        floor, ours = (statistics.median(column) for column in zip(*pairs))
        print(f"fake, threads {threads}: {statistics.median(ratios):.2f} of a bare SwiftNIO server's requests a second "
              f"(medians of 5: {ours:,.0f} and {floor:,.0f}; from {min(ratios):.2f} to {max(ratios):.2f})")


@contextlib.contextmanager
def moto_server():
    """Lends the port of moto_server, once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(["moto_server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def serve(folder):
    """`assay serve` with everything on, beside a bare SwiftNIO server and moto_server; in turn, five times.

    On are signatures, constraints, journal, control API with its coverage, and the request log.
    """
    assay, bare = build(TOP, "assay"), build(HERE, "BareServer")
    threads = str(max(1, min(8, os.cpu_count() or 1)))
    rounds = []
    for _ in range(5):
        with Server(bare, threads) as server:
            floor = requests_per_second(server.port, folder, 4, threads)
        with Server(assay, "serve") as server:
            ours = requests_per_second(server.port, folder, 4, threads)
        with moto_server() as port:
            moto = requests_per_second(port, folder, 4, threads)
        rounds.append((floor, ours, moto))
    floor, ours, moto = (statistics.median(column) for column in zip(*rounds))
    ratios = [row[1] / row[0] for row in rounds]
    print(f"serve, threads {threads}: {statistics.median(ratios):.2f} of a bare SwiftNIO server's requests a second "
          f"(medians of 5: {ours:,.0f} and {floor:,.0f}; from {min(ratios):.2f} to {max(ratios):.2f}); "
          f"{statistics.median(row[1] / row[2] for row in rounds):.0f} times moto_server's {moto:,.0f}")


def resident(process):
    """The memory that a process holds now, in bytes."""
    pages = pathlib.Path(f"/proc/{process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def load(folder, minutes):
    """64 kept-alive connections at full speed: memory after one minute and at the end, and what the journal dropped."""
    assay = build(TOP, "assay")
    with Server(assay, "serve") as server:
        counts = []

        def send():
            rest = round(minutes * 60)
            while rest > 0:
                # Signatures hold for five minutes: whoever goes on for longer signs anew.
                seconds = min(rest, 240)
                counts.append(requests_per_second(server.port, folder, seconds, "2"))
                rest -= seconds

        pump = threading.Thread(target=send)
        began, samples = time.monotonic(), []
        pump.start()
        while pump.is_alive():
            time.sleep(1)
            samples.append((time.monotonic() - began, resident(server.process)))
        early = next((size for second, size in samples if second >= 60), samples[-1][1])
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/__assay/requests?limit=1", headers={
            "Authorization": f"Bearer {server.line['control-token']}"})
        journal = json.loads(connection.getresponse().read())
        print(f"load: {statistics.mean(counts):,.0f} requests a second over 64 connections for {minutes:g} minutes; memory "
              f"{early / 2**20:.0f} MiB after one minute, {samples[-1][1] / 2**20:.0f} MiB at the end, at most "
              f"{max(size for _, size in samples) / 2**20:.0f}; the journal dropped {journal['dropped']:,} requests and "
              f"begins with number {journal['requests'][0]['sequence']:,}")


def write_cases(folder, count, files):
    """Writes scenario files whose rows are one call each."""
    scenarios = folder / f"generated-{count}-{files}"
    scenarios.mkdir(exist_ok=True)
    for file in range(files):
        rows = "".join(f"  - case: row {row}\n    part: r{row}\n" for row in range(count // files))
        (scenarios / f"part-{file:05}.yaml").write_text(
            f"assay: 1\nscenario: Generated names, part {file}\ncases:\n{rows}"
            "steps:\n  - call: CreatePartnerEventSource\n"
            "    input: { Name: \"aws.partner/${partner}/${part}/${unique}\", Account: \"${account}\" }\n"
            "    expect:\n      response:\n"
            "        EventSourceArn: arn:${partition}:events:${region}::event-source/aws.partner/${partner}/${part}/${unique}\n")
    return scenarios


def timed(command):
    """Wall seconds, processor seconds and peak memory in KiB of one command that must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(["/usr/bin/env", *map(str, command)], capture_output=True, text=True)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_memory(command):
    """Peak resident memory of one command, in bytes, by a process of its own that runs nothing else."""
    script = ("import resource, subprocess, sys\n"
              "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n")
    done = subprocess.run([sys.executable, "-c", script, *map(str, command)], check=True, capture_output=True)
    return int(done.stdout) * 1024


def cases(folder):
    """Ten thousand one-call cases against the embedded fake, as one table, 100 tables and 10,000 files."""
    assay, bare = build(TOP, "assay"), build(HERE, "BareServer")
    with Server(bare) as server:
        floor = requests_per_second(server.port, folder, 4)
    for files in (1, 100, 10_000):
        scenarios = write_cases(folder, 10_000, files)
        command = [assay, "run", scenarios, "--junit", folder / "junit.xml", "--log", folder / "run.jsonl"]
        walls, processors = zip(*(timed(command) for _ in range(5)))
        rate = 10_000 / statistics.median(walls)
        print(f"cases: {rate:,.0f} cases a second from {files:,} file(s), log and JUnit report included; "
              f"{rate / floor:.3f} of the bare server's {floor:,.0f} requests a second; "
              f"{statistics.median(processors) * 100:.0f} us of processor time a case")


def start(folder):
    """One case from a cold start, beside a process that does nothing."""
    assay = build(TOP, "assay")
    scenarios = write_cases(folder, 1, 1)
    command = [assay, "run", scenarios, "--junit", folder / "one.xml", "--log", folder / "one.jsonl"]
    timed(command)
    ours = [timed(command)[0] for _ in range(11)]
    nothing = [timed(["true"])[0] for _ in range(11)]
    print(f"start: one case in {statistics.median(ours) * 1000:.1f} ms "
          f"(`true` under the same clock: {statistics.median(nothing) * 1000:.1f} ms)")


def write_log(path, assay, folder, count):
    """A run log of many passed cases, in the very form of one that `assay run` wrote."""
    scenarios = write_cases(folder, 1, 1)
    timed([assay, "run", scenarios, "--junit", folder / "seed.xml", "--log", folder / "seed.jsonl"])
    lines = [json.loads(line) for line in (folder / "seed.jsonl").read_text().splitlines()]
    kinds = {line["event"]: line for line in lines}
    with open(path, "w") as file:
        write = lambda line: file.write(json.dumps(line, separators=(",", ":")) + "\n")
        header = dict(kinds["run-started"])
        for name in header:
            if name in ("cases", "case-count", "caseCount"):
                header[name] = count
        write(header)
        for number in range(count):
            write({**kinds["case-planned"], "case": number, "label": f"row {number}"})
        for number in range(count):
            write({**kinds["case-finished"], "case": number})
        write(kinds["run-finished"])


def junit(folder):
    """A report of a million cases, beside the same writes made from C, and its memory for each further case."""
    assay = build(TOP, "assay")
    floor = folder / "write"
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "libxml-2.0"], check=True, capture_output=True, text=True)
    subprocess.run(["cc", "-O2", "-o", floor, HERE / "JUnitInC/write.c", *flags.stdout.split()], check=True)
    logs = {}
    for count in (100_000, 1_000_000):
        logs[count] = folder / f"{count}.jsonl"
        write_log(logs[count], assay, folder, count)
    million = logs[1_000_000]
    report = [assay, "report", million, "--junit", folder / "million.xml"]
    fold = [assay, "report", million]
    rounds = [(timed([floor, 1_000_000, folder / "floor.xml"])[1], timed(fold)[1], timed(report)[1]) for _ in range(5)]
    in_c, folding, whole = (statistics.median(column) for column in zip(*rounds))
    small, large = (
        peak_memory([assay, "report", logs[count], "--junit", folder / "memory.xml"]) for count in logs)
    size = (folder / "million.xml").stat().st_size
    floor_size = (folder / "floor.xml").stat().st_size
    print(f"junit: 1,000,000 cases ({size / 1e6:.0f} MB) in {whole:.2f} s of processor time, of which the fold of the log "
          f"{folding:.2f} s; the writes {in_c / max(whole - folding, 1e-9) * size / floor_size:.2f} of the speed of C with "
          f"libxml2 ({in_c:.2f} s for {floor_size / 1e6:.0f} MB); {(large - small) / 900_000:.1f} bytes of memory a case")


if __name__ == "__main__":
    main(sys.argv[1:])
