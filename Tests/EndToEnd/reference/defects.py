"""Every defect: what is broken, and the scenario and case that must notice it."""

from collections import namedtuple
from pathlib import Path

Defect = namedtuple("Defect", "text file case")


def read(path):
    """Lines of `name | what is broken | scenario file | case`; `#` begins a heading."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, text, file, case = [field.strip() for field in line.split("|")]
        if name in found:
            raise ValueError(f"{path}: {name} stands twice")
        found[name] = Defect(text, file, case)
    return found


DEFECTS = read(Path(__file__).with_name("defects.txt"))
