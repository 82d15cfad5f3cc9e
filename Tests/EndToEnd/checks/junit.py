"""Reads the JUnit reports that the checks make, element by element."""

import xml.etree.ElementTree as ElementTree
from collections import namedtuple

Case = namedtuple("Case", "classname name result message")


def cases(path):
    """Every test case of a report with its result: passed, failure, error or skipped."""
    found = []
    for element in ElementTree.parse(path).iter("testcase"):
        result, message = "passed", ""
        for kind in ("failure", "error", "skipped"):
            child = element.find(kind)
            if child is not None:
                result, message = kind, child.get("message", "")
        found.append(Case(element.get("classname"), element.get("name"), result, message))
    return found


def counted(found):
    """How many cases of each result."""
    counts = dict.fromkeys(("passed", "failure", "error", "skipped"), 0)
    for case in found:
        counts[case.result] += 1
    return counts


def stands_for(case, file, label):
    """Whether a test case is the row `label` of the scenario file (a path below Scenarios)."""
    dotted = file.removesuffix(".yaml").replace("/", ".")
    return (case.classname.endswith(dotted) or case.classname.endswith(file)) and case.name.endswith(label)
