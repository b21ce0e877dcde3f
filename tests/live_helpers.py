"""Exports in memory, for tests about live state, and where the corpus of real exports is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import SPEC, TODAY, project

from govern.access import AccessList
from govern.csp.readers.headers import ServedPolicy
from govern.project import Project
from govern.project.exports import Exports, read_export
from govern.rules import examples as trying
from govern.rules.examples import containers
from govern.source.document import read_document

__all__ = ["containers"]

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
"""Real files, which are not part of this repository."""

READ_ACCESS = {
    "0001", "0002", "0003", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0037", "0053", "0054", "0055", "0057",
    "0070", "0072", "0075",
}  # fmt: skip
"""The corpus files that are access lists with entries: who has which role at a platform."""

READ_PEOPLE = {"0038", "0039", "0040", "0041", "0044", "0045", "0046", "0047", "0052"}
"""The corpus files that list people without roles, from identity providers and one platform's report of activity."""

READ_SECRETS = {"0029", "0032", "0033", "0034", "0035", "0036", "0042", "0049", "0051", "0060", "0061"}
"""The corpus files that list what secret stores have."""


def corpus(folder: str, pattern: str = "*") -> list[Path]:
    """The corpus files of a folder; the test is skipped where there is no corpus."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real exports is not here")
    return sorted((CORPUS / folder).glob(pattern))


def export(value: Any, file: str = "exports/export.json") -> Exports:
    """What JSON data or a text holds, read as if it were a file."""
    raw = (
        value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else json.dumps(value).encode()
    )
    return read_export(raw, file)


def access(value: Any, file: str = "exports/access.json") -> AccessList:
    """The one access list in JSON data or in a text."""
    (found,) = export(value, file).access
    return found


def served(text: str, file: str = "exports/headers.txt") -> tuple[ServedPolicy, ...]:
    """The policies in a text."""
    return export(text, file).policies


def told(people: AccessList) -> list[tuple[str, str, str]]:
    """Who has which role where."""
    return [(entry.key, entry.role, entry.asset) for entry in people.entries]


def example(text: str, today: str = TODAY) -> Project:
    """The project of a live rule's example.

    An example is YAML with any of `containers` (live, in the words of the specs), `access` (an answer of an API, or a
    list of people and roles), `csp` (a header's text) and `specs` (a spec file).
    """
    data = plain_yaml(text)
    assert data.keys() <= {"containers", "counts", "exports", "files", "incident", "reviews", "specs", *trying.LIVE}, (
        data.keys()
    )
    made = trying.live_example(text)
    assert not made.refused, made.refused
    return project(files={SPEC: made.documents[trying.SPEC].text}, live=made.live, today=today)


def plain_yaml(text: str) -> dict[str, Any]:
    """The data of a YAML text, read as spec files are."""
    document = read_document(text.encode(), "example.yaml")
    assert document.refusal is None, document.refusal
    assert isinstance(document.data, dict)
    return document.data
