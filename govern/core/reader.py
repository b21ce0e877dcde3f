"""Readers of exports: what a file of a folder `readers` has to have, and which of them there are.

A file may have any name: it is known by its content. Readers are asked in the order of their precedence, the most
specific first, and the first that knows the content reads it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Literal, Protocol, runtime_checkable

from govern.core.record import Record
from govern.core.registry import rooms_with, says

FOLDER = "readers"
ROWS = 100
DEPTH = 5
"""How much of a file readers are shown when they are asked whether they know it."""


class Given(Record):
    """An export as it came: its name in messages, its bytes, and what they are, parsed JSON or text."""

    file: str
    data: Any
    raw: bytes = b""


@runtime_checkable
class Reader(Protocol):
    """A module that reads one kind of export. Its docstring says which menu or command makes the file.

    `PRECEDENCE` is its place among the readers, `READS` what it wants to see (`json`, `text`, or `any` of them),
    `HOLDS` the field of `Exports` for what it returns. All three are plain, so that nobody need import it to know. A `MARK`
    is a key at the top of JSON that nobody else's exports have: where it stands, this reader is asked before all others.
    """

    PRECEDENCE: int
    READS: Literal["json", "text", "any"]
    HOLDS: str

    def matches(self, data: Any) -> bool:
        """Whether this is such an export."""

    def read(self, given: Given) -> tuple[Any, ...]:
        """What the export holds, as far as it is understood; what is not understood is kept."""


@cache
def readers(form: str) -> tuple[str, ...]:
    """The modules of all readers that want to see a form, in the order in which they are asked."""
    found = [
        (said["PRECEDENCE"], f"govern.{room}.{FOLDER}.{module}")
        for room in rooms_with(FOLDER)
        for module, said in says(f"{room}/{FOLDER}").items()
        if said.get("READS") in (form, "any")
    ]
    return tuple(module for _, module in sorted(found))


def marked(data: dict[str, Any]) -> list[str]:
    """The modules of the readers whose mark some JSON bears."""
    return [
        f"govern.{room}.{FOLDER}.{module}"
        for room in rooms_with(FOLDER)
        for module, said in says(f"{room}/{FOLDER}").items()
        if said.get("MARK") in data
    ]


def reader_of(data: Any, form: str) -> Reader | None:
    """The reader that knows an export. What it is, its beginning shows: of long lists the first rows are looked at."""
    beginning = sample(data) if form == "json" else data
    for module in (*(marked(data) if isinstance(data, dict) else ()), *readers(form)):
        reader: Reader = import_module(module)
        if reader.matches(beginning):
            return reader
    return None


def parts_of(data: Any, reader: Reader) -> tuple[tuple[Reader, Any], ...]:
    """The answers of several platforms in one array, as `jq -s` puts them together: each reader with what it knows, in the order of the array,
    and nothing in the places of the others, so that routes stay. What no other reader of the same kind knows stays with the first."""
    if not isinstance(data, list) or not 1 < len(data) <= ROWS:
        return ((reader, data),)
    owners = [
        other if (other := reader_of(item, "json")) is not None and other.HOLDS == reader.HOLDS else reader
        for item in data
    ]
    several = dict.fromkeys(owners)
    return tuple(
        (one, [item if owner is one else None for item, owner in zip(data, owners, strict=True)]) for one in several
    )


def sample(value: Any, depth: int = DEPTH) -> Any:
    """JSON with the first rows of its lists, down to where rows are; what lies deeper is as it was."""
    if not depth:
        return value
    if isinstance(value, list):
        return [sample(item, depth - 1) for item in value[:ROWS]]
    if isinstance(value, dict):
        return {key: sample(item, depth - 1) if isinstance(item, list | dict) else item for key, item in value.items()}
    return value
