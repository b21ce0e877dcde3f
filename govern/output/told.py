"""All that a report tells as findings, for media that know nothing else: drift, and files that are out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.report import Finding, Place, Related
from govern.output import words
from govern.output.formats.concise import change_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Artifact, Change, Report

PROJECT = "govern.yaml"
"""The file that stands for a project as a whole, where a medium wants a file for everything."""

TITLES = {
    "drift/add": "Something that the specs describe is not live.",
    "drift/change": "Something live differs from the specs.",
    "drift/remove": "Something live is not in the specs.",
    "drift/rename": "Something live goes by another name in the specs.",
    "waiting/add": "Something that the specs describe is not live yet.",
    "waiting/change": "Something live is still as it was rendered before.",
    "waiting/remove": "Something that the specs no longer have is still live.",
    "waiting/rename": "Something live still goes by the name it was rendered with before.",
    "output/stale": "A rendered file is out of date with the specs.",
    "output/missing": "A file that the specs ask for has not been rendered.",
}
"""What the names mean under which changes and files are told."""


def told(report: Report) -> Iterator[Finding]:
    """The findings, then each change, then each file that is not as it should be."""
    yield from report.findings
    for part in report.parts:
        yield from (_change(change, f"{part.project}/{PROJECT}") for change in part.report.changes)
    if not report.parts:
        yield from map(_change, report.changes)
    yield from map(_waiting, report.waiting)
    for artifact in report.artifacts:
        if artifact.state in ("stale", "missing"):
            yield _file(artifact)


def details(finding: Finding) -> Iterator[str]:
    """What follows the message, one line each: the next step and the other places."""
    if finding.help:
        yield f"help: {finding.help}"
    yield from (also(related) for related in finding.related)


def also(related: Related) -> str:
    """A second place on one line."""
    where = words.place(related.place)
    return f"also: {where} {words.about(related, where)}"


def _change(change: Change, file: str = "") -> Finding:
    """A change; of one of several projects it is told of the `file` that stands for it."""
    entity = f'{change.owner}, {change.kind} "{change.name}"'
    return Finding(
        f"drift/{change.action}",
        "warning",
        change_line(change),
        Place(file, (), None, entity),
        fingerprint=digest(change.action, change.kind, change.owner, change.name, *filter(None, [file])),
    )


def _waiting(change: Change) -> Finding:
    """A difference that is nothing to look at."""
    found = _change(change)
    return found.replace(rule=f"waiting/{change.action}", level="note")


def _file(artifact: Artifact) -> Finding:
    state = "is out of date" if artifact.state == "stale" else "is missing"
    return Finding(
        f"output/{artifact.state}",
        "warning",
        f"{artifact.path} {state}",
        Place(artifact.path),
        help="govern render writes it",
        fingerprint=digest(artifact.state, artifact.path),
    )


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for some texts."""
    from hashlib import blake2b

    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
