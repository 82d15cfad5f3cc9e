"""JUnit reports of every flavor, hostile names and bodies in them, before judges that are not ours."""

import re
import tempfile
import xml.parsers.expat
from pathlib import Path

import junitparser
import lxml.etree
import xmlschema

from .processes import PROJECT, ran

SCHEMAS = PROJECT / "Sources" / "Reporting" / "Schemas"
FLAVORS = ["jenkins", "surefire", "ant", "rich"]
HOSTILE = r"""
assay: 1
scenario: "Hostile \"<&>' ]]> \x01\x1b[31m \ufffe name"
description: "--> <![CDATA[ &amp; ${repeat(x, 3)}"
vars:
  source: aws.partner/${partner}/hostile/${unique}
cases:
  - { case: "passes \"<&>' ]]> \x0b", fault: { delay-fixed: { for: 1ms } } }
  - { case: "fails \u0085\u2028 end", fault: { error: { code: "Weird<&>\"']]>", message: "]]> \"<&' \u0001\u001b[0m end" } } }
  - { case: "broken UTF-8", fault: { body-utf8-invalid: {} } }
  - { case: "ten million bytes", fault: { body-huge: { bytes: 10000000 } } }
  - { case: "no body", fault: { status: { code: 500 } } }
  - { case: "a page <html>", fault: { status: { code: 503, body: html } } }
  - { case: "cut", fault: { truncated-body: { at: 5 } } }
  - { case: "emoji \U0001F4E6 and \u0000 nothing", fault: { drop: {} } }
  - { case: "skipped <&>", fault: { drop: {} }, skip: "because of \"]]>\" & \x1f" }
given:
  faults: [{ on: CreatePartnerEventSource, times: 1, do: "${fault}" }]
steps:
  - call: CreatePartnerEventSource
    input: { Name: "${source}", Account: "${account}" }
    expect:
      response: { EventSourceArn: { ends-with: "${source}" } }
      body: { length: { at-most: 1000 } }
"""
PLAIN = """
assay: 1
scenario: Plain
cases:
  - { case: passes, path: a/b }
  - { case: fails, path: a }
  - { case: cannot be judged, path: "${env.ASSAY_NO_SUCH_VARIABLE}" }
steps:
  - call: CreatePartnerEventSource
    input: { Name: "aws.partner/${path}", Account: "${account}" }
"""

# What each strict schema allows: attributes (required ones with *) and children in their order.
RULES = {
    "jenkins": {
        "testsuites": ("name time tests failures errors", "testsuite"),
        "testsuite": ("name* tests* failures* errors* group time skipped timestamp hostname id package file log "
                      "url version", "properties testcase system-out system-err"),
        "testcase": ("name* classname time group", "skipped error failure rerunFailure rerunError "
                     "flakyFailure flakyError system-out system-err"),
        "failure": ("type message", ""), "error": ("type message", ""), "skipped": ("type message", ""),
    },
    "surefire": {
        "testsuite": ("name* tests* errors* skipped* failures* time group", "properties testcase"),
        "testcase": ("name* time* classname group", "failure rerunFailure skipped error rerunError "
                     "system-out system-err"),
        "failure": ("type* message", ""), "error": ("type* message", ""), "skipped": ("message", ""),
    },
    "ant": {
        "testsuites": ("", "testsuite"),
        "testsuite": ("name* timestamp* hostname* tests* failures* errors* time* package* id* skipped",
                      "properties* testcase system-out* system-err*"),
        "testcase": ("name* classname* time*", "skipped error failure"),
        "failure": ("type* message", ""), "error": ("type* message", ""), "skipped": ("message", ""),
    },
}


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as name:
        folder = Path(name)
        (folder / "hostile.yaml").write_text(HOSTILE.lstrip(), encoding="utf-8")
        (folder / "plain.yaml").write_text(PLAIN.lstrip(), encoding="utf-8")
        process = ran([str(assay), "run", "hostile.yaml", "plain.yaml", "--log", "run.jsonl", "--junit",
                       "first.xml"], cwd=folder)
        if not tally.equal("reports: the hostile run fails", process.returncode, 1):
            print(process.stdout[-2000:], process.stderr[-4000:])
        tally.check("reports: no control character reaches the console",
                    not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", process.stdout + process.stderr))
        for flavor in FLAVORS:
            of_flavor(tally, assay, folder, flavor)
        foreign(tally, assay, folder)


def of_flavor(tally, assay, folder, flavor):
    files = []
    for attempt in ("one", "two"):
        out = folder / f"{flavor}-{attempt}" if flavor == "surefire" else folder / f"{flavor}-{attempt}.xml"
        process = ran([str(assay), "report", "run.jsonl", "--junit", str(out), "--junit-flavor", flavor],
                      cwd=folder)
        if not tally.check(f"reports: {flavor} is written", out.exists(), process.stdout + process.stderr):
            return
        files.append(sorted(out.glob("*.xml")) if out.is_dir() else [out])
    tally.equal(f"reports: {flavor} is the same from the same log", [one.read_bytes() for one in files[0]],
                [one.read_bytes() for one in files[1]])
    total = 0
    for path in files[0]:
        total += judged(tally, assay, flavor, path)
    tally.equal(f"reports: {flavor} has every case", total, 12)


def judged(tally, assay, flavor, path):
    """One report before its judges; the number of its cases."""
    name = f"reports: {flavor} ({path.name})"
    data = path.read_bytes()
    parser = xml.parsers.expat.ParserCreate()
    parser.Parse(data, True)
    root = lxml.etree.fromstring(data, lxml.etree.XMLParser(huge_tree=False))
    tally.check(f"{name}: junitparser reads it", len(list(junitparser.JUnitXml.fromfile(str(path)))) > 0)
    for schema in {flavor, "any"}:
        file = SCHEMAS / f"junit-{schema}.xsd"
        problems = [str(error.reason) for error in xmlschema.XMLSchema(str(file)).iter_errors(str(path))]
        tally.equal(f"{name}: xmlschema with {file.name}", problems[:3], [])
        schema_of_lxml = lxml.etree.XMLSchema(file=str(file))
        tally.check(f"{name}: lxml with {file.name}", schema_of_lxml.validate(root), schema_of_lxml.error_log)
    tally.equal(f"{name}: the rules of its schema", broken_rules(root, RULES.get(flavor, {}))[:3], [])
    tally.equal(f"{name}: counts", wrong_counts(root), [])
    tally.equal(f"{name}: times", [value for value in root.xpath("//@time") if not re.fullmatch(
        r"[0-9]+\.[0-9]{3}", value)], [])
    pairs = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    tally.equal(f"{name}: no case twice", len(set(pairs)), len(pairs))
    bodies = [one for kind in ("failure", "error") for one in root.iter(kind)]
    tally.check(f"{name}: bodies repeat their message", all(
        (one.text or "").lstrip().startswith(one.get("message", "")[:40]) for one in bodies),
        [(one.get("message"), (one.text or "")[:80]) for one in bodies])
    longest = max(map(len, root.itertext()), default=0)
    tally.check(f"{name}: no text of ten million bytes", longest < 10_000_000, longest)
    process = ran([str(assay), "report", "--validate", str(path)])
    tally.equal(f"{name}: assay calls it valid", process.returncode, 0)
    return len(pairs)


def broken_rules(root, rules):
    """What the schema of this name would refuse; nothing where there are no rules."""
    found = []
    for element in root.iter(lxml.etree.Element):
        if not rules:
            break
        if element.tag in ("properties", "property", "system-out", "system-err"):
            continue
        if element.tag not in rules:
            found.append(f"element {element.tag}")
            continue
        attributes, children = rules[element.tag]
        allowed = {name.rstrip("*") for name in attributes.split()}
        required = {name.rstrip("*") for name in attributes.split() if name.endswith("*")}
        plain = {name for name in element.attrib if not name.startswith("{")}
        found += [f"{element.tag}@{name}" for name in (plain - allowed) | (required - plain)]
        order = [name.rstrip("*") for name in children.split()]
        tags = [child.tag for child in element]
        found += [f"{tag} in {element.tag}" for tag in tags if tag not in order]
        found += [f"no {name.rstrip('*')} in {element.tag}" for name in children.split()
                  if name.endswith("*") and name.rstrip("*") not in tags]
        places = [order.index(tag) for tag in tags if tag in order]
        if places != sorted(places):
            found.append(f"order in {element.tag}")
    return found


def wrong_counts(root):
    """Counts in attributes that a recount of the elements does not bear out."""
    found = []
    for element in root.iter("testsuites", "testsuite"):
        cases = list(element.iter("testcase"))
        real = {"tests": len(cases), "failures": sum(case.find("failure") is not None for case in cases),
                "errors": sum(case.find("error") is not None for case in cases),
                "skipped": sum(case.find("skipped") is not None for case in cases)}
        found += [(element.tag, name, element.get(name), number) for name, number in real.items()
                  if element.get(name) is not None and element.get(name) != str(number)]
    return found


def foreign(tally, assay, folder):
    """Reports of others, sound and not: told, without network, entities or waiting."""
    case = '<testcase classname="a" name="b" time="0.1"/>'
    suite = f'<testsuite name="s" tests="1" failures="0" errors="0" skipped="0" time="0.1">{case}</testsuite>'
    for title, text, statuses in [
            ("a sound one", suite, (0,)),
            ("a sound one with a root", f"<testsuites>{suite}</testsuites>", (0,)),
            ("an empty file", "", (1,)),
            ("no XML", "not XML", (1,)),
            ("half of one", suite[:60], (1,)),
            ("another root", "<html/>", (1,)),
            ("a DOCTYPE", f"<!DOCTYPE testsuite>{suite}", (1,)),
            ("an entity of a file", '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
             f'<testsuite name="&e;" tests="0" failures="0" errors="0"/>', (1,)),
            ("entities of entities", "<!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
                f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9))
             + "]><testsuite name='&j;' tests='0' failures='0' errors='0'/>", (1,)),
            ("a deep nest", "<testsuite>" * 5000, (1,)),
            ("wrong counts", suite.replace('tests="1"', 'tests="7"'), (1,))]:
        path = folder / "foreign.xml"
        path.write_text(text, encoding="utf-8")
        process = ran([str(assay), "report", "--validate", str(path)], timeout=30)
        output = process.stdout + process.stderr
        tally.check(f"reports: {title} of others", process.returncode in statuses and "root:" not in output,
                    f"status {process.returncode}: {output[:600]}")
