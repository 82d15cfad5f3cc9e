"""A Swift package outside the project, which depends on the fake alone: it builds, tests, and links no XML or YAML.

It is built from nothing, dependencies included, which takes minutes; ASSAY_PACKAGE_SCRATCH names a folder that keeps
the build for the next time.
"""

import os
import shutil
import tempfile
from pathlib import Path

from .processes import FOLDER, PROJECT, ran, surroundings

# What only the command needs: neither built nor linked for a package that wants the fake.
UNWANTED = ["Yams", "CYaml", "CLibXML2", "XMLTree", "Reporting", "YAMLTree", "ScenarioLanguage", "AssayCommands",
            "ArgumentParser", "Subprocess"]


def check(tally, _):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        package = Path(folder) / "provisioning"
        shutil.copytree(FOLDER / "outside", package)
        manifest = package / "Package.swift"
        manifest.write_text(manifest.read_text().replace('path: "../assay"', f'path: "{PROJECT}"'))
        scratch = Path(os.environ.get("ASSAY_PACKAGE_SCRATCH") or Path(folder) / "build")
        command = ["swift", "test", "--package-path", str(package), "--scratch-path", str(scratch)]
        tested = ran(command, timeout=3000, env=surroundings())
        tally.check("package: its tests pass", tested.returncode == 0 and "with 3 tests" in
                    tested.stdout + tested.stderr, (tested.stdout + tested.stderr)[-3000:])
        # SwiftPM plans more than it builds: a module that was built has objects.
        built = {path.name.removesuffix(".build") for path in scratch.glob("*/debug/*.build")
                 if any(path.glob("**/*.o"))}
        tally.check("package: the fake was built for it", "EventBridgeFake" in built, sorted(built))
        tally.equal("package: nothing else was", sorted(built & set(UNWANTED)), [])
        program = next(scratch.glob("*/debug/*PackageTests.xctest"), None)
        if tally.check("package: its test program is there", program):
            linked = ran(["ldd", str(program)]).stdout
            tally.check("package: it links no libxml2", "libc.so" in linked and "xml2" not in linked, linked)
