"""The manifest of a review: what went in, what came out, by digest, and the digest of the manifest before.

Signed are the bytes of the manifest and nothing else; through its digests they cover reports, decisions, lists and every earlier
review. It says no time of the clock, so the same review has the same manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from govern import __version__
from govern.core.report import Artifact
from govern.project.exports import Source
from govern.render.reviews import summary

if TYPE_CHECKING:
    from govern.project import Project

FORM = "govern review manifest"
VERSION = 1

Entry = dict[str, Any]
"""A file by its `path`, `bytes` and `sha256`."""


def manifest(
    project: Project, period: str, made: Iterable[Entry], inputs: Iterable[Source], previous: tuple[str, bytes] | None,
    revision: str, beside: dict[str, bytes],
) -> str:  # fmt: skip
    """The text of the manifest. `made` are the files of the review, `previous` is the name and the content of the one before, `beside` are further files of the
    project by name, such as the baseline."""
    counts = {"reviewed": 0, "in part": 0, "not reviewed": 0}
    for covered in summary.scope_of(project):
        counts[covered.state] += 1
    document: dict[str, Any] = {
        "form": FORM,
        "version": VERSION,
        "project": project.config.name or "",
        "period": period,
        "day": project.today,
        "tool": f"govern {__version__}",
        "revision": revision,
        "specs": specs_digest(project),
        "beside": {name: digest(raw) for name, raw in sorted(beside.items())},
        "coverage": counts,
        "inputs": [entry(source.file, source.raw) for source in sorted(inputs, key=lambda source: source.file)],
        "files": sorted(made, key=itemgetter("path")),
        "previous": {"file": previous[0], "sha256": digest(previous[1])} if previous else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def entry_of(artifact: Artifact) -> Entry:
    """An artifact by name, size and digest of the bytes that are written."""
    return entry(artifact.path, artifact.raw or artifact.text.encode("utf-8", "surrogatepass"))


def entry(path: str, raw: bytes) -> Entry:
    """A file by name, size and digest."""
    return {"path": path, "bytes": len(raw), "sha256": digest(raw)}


def digest(raw: bytes) -> str:
    """The digest of bytes."""
    return sha256(raw).hexdigest()


def specs_digest(project: Project) -> str:
    """The digest of all spec files, their names and contents in a fixed order."""
    found = sha256()
    for file in sorted(project.documents):
        text = project.documents[file].text
        found.update(f"{file}\0{len(text)}\0{text}\0".encode("utf-8", "surrogatepass"))
    return found.hexdigest()
