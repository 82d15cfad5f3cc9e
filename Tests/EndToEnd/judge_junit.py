"""Judges JUnit reports independently of Assay: three parsers, two schema engines, a recount and junitparser.

usage: judge_junit.py SCHEMA EXPECTED FILE...
EXPECTED is JSON: {"tests": n, "failures": n, "errors": n, "skipped": n, "names": [...]}, over all files.
Prints what is wrong, one line each, and exits with 1 if anything is.
"""
import json
import sys
import xml.etree.ElementTree

import junitparser
import lxml.etree
import xmlschema

schema, expected, files = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3:]
wrong = []
total = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
names = []
identities = set()


def count(element):
    cases = list(element.iter("testcase"))
    having = lambda tag: sum(1 for case in cases if case.find(tag) is not None)
    return {"tests": len(cases), "failures": having("failure"), "errors": having("error"), "skipped": having("skipped")}


lxml_schema = lxml.etree.XMLSchema(lxml.etree.parse(schema))
python_schema = xmlschema.XMLSchema(schema)
for path in files:
    root = lxml.etree.parse(path).getroot()
    other = xml.etree.ElementTree.parse(path).getroot()
    if not lxml_schema.validate(root):
        wrong.append(f"{path}: lxml: {lxml_schema.error_log.last_error}")
    wrong += [f"{path}: xmlschema: {error.reason}" for error in python_schema.iter_errors(path)]
    if [e.tag for e in root.iter()] != [e.tag for e in other.iter()]:
        wrong.append(f"{path}: two parsers see different elements")
    if [(dict(e.attrib), e.text) for e in root.iter()] != [(e.attrib, e.text) for e in other.iter()]:
        wrong.append(f"{path}: two parsers see different values")
    for element in root.iter("testsuites", "testsuite"):
        counted = count(element)
        for name, value in counted.items():
            if element.get(name) is not None and element.get(name) != str(value):
                wrong.append(f"{path}: {name} is {element.get(name)}, counted {value}")
    for name, value in count(root).items():
        total[name] += value
    for case in root.iter("testcase"):
        names.append(case.get("name"))
        identity = (case.get("classname"), case.get("name"))
        if identity in identities:
            wrong.append(f"{path}: {identity} stands twice")
        identities.add(identity)
        for outcome in case:
            if outcome.tag in ("failure", "error", "skipped") and not (outcome.text or "").startswith(outcome.get("message")):
                wrong.append(f"{path}: the body of {identity} does not start with its message")
    read = junitparser.JUnitXml.fromfile(path)
    suites = [read] if isinstance(read, junitparser.TestSuite) else list(read)
    cases = [case for suite in suites for case in suite]
    outcomes = {
        "tests": len(cases),
        "failures": sum(case.is_failure for case in cases),
        "errors": sum(case.is_error for case in cases),
        "skipped": sum(case.is_skipped for case in cases),
    }
    if outcomes != count(root):
        wrong.append(f"{path}: junitparser sees {outcomes}")

for name, value in total.items():
    if expected[name] != value:
        wrong.append(f"{name}: expected {expected[name]}, counted {value}")
if sorted(names) != sorted(expected["names"]):
    wrong.append(f"names: {sorted(names)}")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
