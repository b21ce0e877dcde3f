"""Taking lists of who has access into the specs: people, services, roles, and what is left to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.project.load import Inputs, documents_of, project_of

if TYPE_CHECKING:
    from govern.project.exports import Exports

STEM = "access"
"""How the file is called; a number follows where there is one."""


class Found(Record):
    """The file to write, by its path from the project, and what is said of it; nothing where the specs say all of it."""

    files: dict[str, bytes]
    told: tuple[str, ...]


def people_of(inputs: Inputs, live: Exports, today: str, header: str) -> Found:
    """What the lists hold beyond the specs, proven by reading it back."""
    from govern.access.drafted import draft, text, told

    if not live.access:
        return Found({}, ())
    project = project_of(inputs, documents_of(inputs), today, live)
    found = draft(project)
    if found.is_empty:
        return Found({}, tuple(told(found)))
    path = free_path(inputs)
    raw = text(found, header).encode()
    layers = {**inputs.layers, path: len(inputs.config.extends)}
    after = Inputs(inputs.root, inputs.config, {**inputs.found, path: raw}, layers, inputs.own)
    if not draft(project_of(after, documents_of(after), today, live)).is_empty:
        raise GovernError("what the lists say does not come back from the specs as it was", help="please report it")
    return Found(
        {path: raw},
        (*told(found), "nothing in it is approved yet: write approved_by, or a reason, to each grant that stays"),
    )


def free_path(inputs: Inputs) -> str:
    """A path at which there is nothing."""
    folder = inputs.config.specs.strip("/")
    path, number = f"{folder}/{STEM}.yaml", 2
    while path in inputs.found:
        path, number = f"{folder}/{STEM}-{number}.yaml", number + 1
    return path
