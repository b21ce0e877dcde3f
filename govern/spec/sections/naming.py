"""Naming: how this team writes the names of things. Rules hold names against it, rendered tags are named after it."""

from __future__ import annotations

from typing import Literal

from govern.spec.base import Entity
from govern.spec.section import Section

NameStyle = Literal["snake_case", "camelCase", "PascalCase", "kebab-case", "Title Case", "any"]

STYLES: dict[str, str] = {
    "snake_case": r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
    "camelCase": r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*",
    "PascalCase": r"([A-Z][a-z0-9]*)+",
    "kebab-case": r"[a-z][a-z0-9]*(-[a-z0-9]+)*",
    "Title Case": r"[A-Z0-9][A-Za-z0-9]*( [A-Z0-9][A-Za-z0-9]*)*",
    "any": r".*",
}
"""What a name of each style looks like, as a regular expression for the whole name."""


class Naming(Entity):
    """The `naming` section of one file. `tags` is the pattern of rendered tags' names, over `{label}` (the platform's
    short name), `{as}` (its name for the event), `{event}` and `{destination}`; `others` is that of the triggers,
    variables and helper tags, over `{what}` (`Event`, `DLV`) and `{of}` (what it belongs to)."""

    events: NameStyle = "snake_case"
    """How names of events are written."""
    parameters: NameStyle = "snake_case"
    """How names of parameters are written."""
    tags: str | None = None
    """How rendered tags are named, over {label}, {as}, {event} and {destination}."""
    others: str | None = None
    """How rendered triggers, variables and helper tags are named, over {what} and {of}."""


SECTION = Section(Naming, 110, "naming", many=False)
