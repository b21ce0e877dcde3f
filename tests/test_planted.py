"""Sixty mistakes in a shop that was in order: each is found where it stands, and nothing else is said."""

from __future__ import annotations

from helpers import findings, project
from planted import planted

FOLLOWS = "mappings/browser-alone"
"""What is true of an event once one of the mistakes has made it a conversion: its purchase goes by server, it does not."""


def test_sixty_mistakes_give_sixty_findings() -> None:
    files, expected = planted()
    assert len(expected) == 60
    said = [f for f in findings(project(files=files)) if f.rule != FOLLOWS]
    found = [(f.place.file, f.place.span.line if f.place.span else 0, f.rule) for f in said]
    assert sorted(found) == sorted(expected)
