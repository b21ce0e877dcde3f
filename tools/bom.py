"""Write the bill of materials of a release, as CycloneDX: `python tools/bom.py [--output dist/govern.cdx.json]`.

What is listed is what runs with the product: the distribution itself, what it requires, and what that requires, each in the
version that is installed here, which is the one that the tests of this checkout ran with. Libraries that only help to work
on it are left out. The same environment gives the same bytes: no day, no random number.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from govern import __version__  # noqa: E402

SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
LICENCES = {
    "MIT": "MIT", "MIT License": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause", "BSD 3-Clause": "BSD-3-Clause", "BSD-3-Clause": "BSD-3-Clause", "Apache-2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0", "PSF-2.0": "PSF-2.0", "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip
"""What packages say instead of an identifier of SPDX."""


def canonical(name: str) -> str:
    """A name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(texts: list[str] | None) -> Iterator[str]:
    """The distributions that are required on this machine, extras left out."""
    for text in texts or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonical(requirement.name)


def collected(names: Iterator[str]) -> dict[str, Distribution]:
    """Distributions and all that they bring along, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = distribution(name)
            waiting.extend(required(found[name].requires))
    return dict(sorted(found.items()))


def licences(of: Distribution) -> list[dict[str, Any]]:
    """What a distribution says of its licence: an expression, or an identifier, or its own words."""
    said = of.metadata.json
    if expression := said.get("license_expression"):
        return [{"expression": expression}]
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get("classifier", [])
        if line.startswith("License :: OSI Approved ::")
    ]
    words = [str(said.get("license") or "").strip().partition("\n")[0], *classified]
    known = next((LICENCES[word] for word in words if word in LICENCES), "")
    if known:
        return [{"license": {"id": known}}]
    name = next((word for word in words if word), "")
    return [{"license": {"name": name}}] if name else []


def address(of: Distribution) -> str:
    """How package indexes call exactly this distribution."""
    return f"pkg:pypi/{canonical(of.metadata['Name'])}@{of.version}"


def component(of: Distribution) -> dict[str, Any]:
    """A distribution as a component."""
    stated, summary = licences(of), of.metadata.json.get("summary")
    return {
        "type": "library", "bom-ref": address(of), "name": canonical(of.metadata["Name"]), "version": of.version,
        **({"description": summary} if summary else {}),
        **({"licenses": stated} if stated else {}), "purl": address(of),
    }  # fmt: skip


def product(project: dict[str, Any]) -> dict[str, Any]:
    """The product as a component, as `pyproject.toml` has it: what is installed may be of another day."""
    own = f"pkg:pypi/{canonical(project['name'])}@{__version__}"
    return {
        "type": "application", "bom-ref": own, "name": canonical(project["name"]), "version": __version__,
        "description": project["description"], "licenses": [{"license": {"id": project["license"]}}], "purl": own,
    }  # fmt: skip


def bill() -> dict[str, Any]:
    """The bill of materials of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = product(project)
    found = collected(required(project["dependencies"]))

    def told(ref: str, names: Iterator[str]) -> dict[str, Any]:
        return {"ref": ref, "dependsOn": sorted({address(found[name]) for name in names})}

    body = {
        "metadata": {"component": own},
        "components": [component(one) for one in found.values()],
        "dependencies": [
            told(own["bom-ref"], required(project["dependencies"])),
            *(told(address(one), required(one.requires)) for one in found.values()),
        ],
    }
    serial = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head = {"$schema": SCHEMA, "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": serial.urn, "version": 1}
    return head | body


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, help="the file to write, standard output by default")
    output = parser.parse_args().output
    text = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
