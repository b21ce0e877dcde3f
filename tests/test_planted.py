"""Sixty mistakes in a shop that was in order: each is found where it stands, and nothing else is said."""

from __future__ import annotations

from helpers import findings, project
from planted import planted


def test_sixty_mistakes_give_sixty_findings() -> None:
    files, expected = planted()
    assert len(expected) == 60
    found = [(f.place.file, f.place.span.line if f.place.span else 0, f.rule) for f in findings(project(files=files))]
    assert sorted(found) == sorted(expected)
