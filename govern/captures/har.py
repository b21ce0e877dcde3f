"""HAR files (developer tools › Network › Export HAR), entry by entry: a recording may be larger than memory.

The text is read in pieces. An entry is decoded by the standard library's scanner as soon as it is whole; while it is not,
twice as much is read, so that time stays linear to the file and memory to its largest entry. A file that was cut gives all
entries before the cut.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.captures.started import Stream
from govern.core.record import Record
from govern.core.regex import regex

PIECE = 1 << 18
LARGEST = 200 * 1024 * 1024
"""The largest entry, in characters; more is refused with its number."""

START = regex(r'"entries"\s*:\s*\[')
BETWEEN = regex(r"[\s,]*")
MARGIN = 64
"""How near to the end of what was read an entry may seem broken because it goes on."""


class Damaged(Record):
    """A part of a file that cannot be read: its number there, and why."""

    n: int
    why: str


def is_recording(data: Any) -> bool:
    """Whether parsed JSON is a recording."""
    log = data.get("log") if isinstance(data, dict) else None
    return isinstance(log, dict) and isinstance(log.get("entries"), list)


def part(thing: Any, name: str) -> dict[str, Any]:
    """A part of a recording that is an object, or an empty one."""
    found = thing.get(name) if isinstance(thing, dict) else None
    return found if isinstance(found, dict) else {}


def entries(stream: Stream) -> Iterator[Any | Damaged]:
    """The entries of a recording in their order; where one cannot be read, why, and the end."""
    text, at = beginning(stream)
    if at < 0:
        yield Damaged(1, "the recording has no list of entries")
        return
    yield from values(stream, text, at)


def values(stream: Stream, text: str, at: int, *, listed: bool = True) -> Iterator[Any | Damaged]:
    """The values from a place of a text on, which goes on in a stream: up to the end of their list, or of everything."""
    scan, n = json.JSONDecoder().raw_decode, 0
    while True:
        found = BETWEEN.match(text, at)
        at = found.end() if found is not None else at
        if listed and text[at : at + 1] == "]":
            return
        if at == len(text) and (text := stream.read(PIECE)):
            at = 0
            continue
        if not text and not listed:
            return
        n += 1
        while True:
            try:
                value, end = scan(text, at if text else 0)
                break
            except (ValueError, RecursionError) as error:
                more = "" if is_broken(error, len(text)) else stream.read(max(PIECE, len(text) - at))
                if not more or len(text) - at > LARGEST:
                    yield Damaged(n, reason(error, text, at))
                    return
                text, at = text[at:] + more, 0
        yield value
        at = end


def beginning(stream: Stream) -> tuple[str, int]:
    """What has been read when the list of entries begins, and where it does; -1 where it never does."""
    text = ""
    while piece := stream.read(PIECE):
        text = text[-MARGIN:] + piece
        if (found := START.search(text)) is not None:
            return text, found.end()
    return text, -1


def is_broken(error: Exception, length: int) -> bool:
    """Whether more text cannot mend what is wrong."""
    if not isinstance(error, json.JSONDecodeError):
        return True
    return not error.msg.startswith("Unterminated") and error.pos < length - MARGIN


def reason(error: Exception, text: str, at: int) -> str:
    """Why an entry cannot be read, without a word of it."""
    if not text[at:].strip():
        return "the file ends before it"
    if len(text) - at > LARGEST:
        return f"it is larger than {LARGEST // 1024 // 1024} MB"
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    return "it is not JSON" if is_broken(error, len(text)) else "the file ends inside it"
