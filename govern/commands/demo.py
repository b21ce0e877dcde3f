"""The example project that travels with the package: found in a wheel and in a checkout, copied for the demo."""

from __future__ import annotations

import os
from collections.abc import Iterator

from govern.commands.audit import audit
from govern.commands.diff import diff
from govern.commands.lint import lint
from govern.commands.render import render
from govern.core.errors import GovernError
from govern.core.report import Report
from govern.source import files, packaged
from govern.source.writing import write_all

RESULTS = {"build", "audit"}
"""What the demo makes beside the copied files."""


def sources() -> dict[str, str]:
    """The example's parts: path in the copy to path on this machine."""
    base = packaged.example()
    found = {files.CONFIG: os.path.join(base, files.CONFIG)}
    for folder, path in (
        ("specs", os.path.join(base, "specs")),
        ("exports", os.path.join(packaged.templates(), "demo")),
    ):
        found.update({f"{folder}/{name}": absolute for absolute, name in files.walk(path)})
    return found


def copy(folder: str) -> int:
    """Copy the example into a folder; returns how many files were written. What is there already is left alone.

    A folder that holds something else is refused, so that the demo never mixes with somebody's work.
    """
    found = sources()
    own = {name.split("/")[0] for name in found} | RESULTS
    if os.path.isdir(folder) and any(name not in own and not name.startswith(".") for name in os.listdir(folder)):
        raise GovernError(f"{folder} is not empty", help="name another folder: govern demo DIR")
    absent = {name: path for name, path in found.items() if not os.path.lexists(os.path.join(folder, name))}
    copies = {os.path.join(folder, name): files.read(path) for name, path in absent.items()}
    write_all(copies, dict.fromkeys(copies), folder)
    return len(absent)


def demo(folder: str) -> Iterator[tuple[str, Report, str]]:
    """The main job on a copy of the example project: title, report, and what to say when there is nothing."""
    written = copy(folder)
    root = os.path.abspath(folder)
    made = f"{written} files copied" if written else "the files are there already"
    yield "the example project", Report(notes=(f"{made} in {folder}",)), ""
    yield "govern lint", lint(root), "the specs are in order"
    yield "govern render", render(root), ""
    yield "govern diff", diff(root), "no difference"
    report = audit(root, report_dir=os.path.join(root, "audit"))
    yield "govern audit --report audit", report, "nothing to look at"
