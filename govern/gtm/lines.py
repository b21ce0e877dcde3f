"""Where an entity stands in the file of an export, and where in Tag Manager: reading has left both behind.

A line is looked for when something is said of an entity, by its name and the id of its kind beside it; nothing is parsed anew.
Exports are written with a key a line. In one that is all on one line there is nothing to look for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.gtm.container import LABELS
from govern.gtm.schema import OWN_ID

KIND_OF = {said: kind for kind, said in LABELS.items()}
ENTITY = regex(r'([a-z -]+) "(.*)"', re.DOTALL)

NEAR = 60
"""So many lines before and after its name the id of an entity is looked for."""

LONGEST, BEGINNING = 2_000, 600
"""A longer line is not a name; where an entity is all on one line, its name and id are looked for in the beginning."""

URL = regex(rb'"tagManagerUrl"\s*:\s*"(https://tagmanager\.google\.com/[^"\\\s]{1,300})"')
OWN_URL = regex(
    r'"tagManagerUrl"\s{0,9}:\s{0,9}"(https://tagmanager\.google\.com/#/container/accounts/\d{1,20}/containers/\d{1,20}'
    r'/workspaces/\d{1,9}/[a-z_]{1,30}/\d{1,20})[?"]'
)
PATH = regex(rb'"path"\s*:\s*"accounts/(\d{1,20})/containers/(\d{1,20})/[^"]{0,200}"')


class Lines:
    """The lines of one export."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.has_links = b"/workspaces/" in raw
        self.lines: list[str] | None = None
        self.by_name: dict[str, list[int]] = {}

    def found(self, place: Place) -> Place:
        """The place with the line of its entity, where the file has lines."""
        at = self.at(place) if place.span is None else None
        if at is None or self.lines is None:
            return place
        line = self.lines[at].rstrip().rstrip(",")
        return place.replace(span=Span(at + 1, inset(line) + 1, at + 1, len(line) + 1))

    def link(self, place: Place) -> str:
        """The address of the entity in Tag Manager, where the file has it, as answers of the API do; empty elsewhere."""
        at = self.at(place) if self.has_links else None
        if at is None or self.lines is None:
            return ""
        near = [self.lines[at]] if self.lines[at].lstrip().startswith("{") else beside(self.lines, at)
        found = next((one for line in near if len(line) <= LONGEST * 20 and (one := OWN_URL.search(line))), None)
        return found[1] if found is not None else ""

    def at(self, place: Place) -> int | None:
        """The line of the entity that a place names."""
        said = ENTITY.fullmatch(place.entity)
        kind = KIND_OF.get(said[1]) if said is not None else None
        return self.line_of(kind, said[2]) if said is not None and kind is not None else None

    def line_of(self, kind: str, name: str) -> int | None:
        """The line with the name of an entity."""
        if self.lines is None:
            self.read()
        id_, lines = OWN_ID.get(kind), self.lines or []
        for at in self.by_name.get(name, ()):
            if id_ and any(
                f'"{id_}"' in line for line in lines[max(at - 3, 0) : at + 4] if inset(line) == inset(lines[at])
            ):
                return at
            near = [lines[at][:BEGINNING]] if lines[at].lstrip().startswith("{") else beside(lines, at)
            if any(f'"{id_}"' in line for line in near) if id_ else not any(OTHER_ID.search(line) for line in near):
                return at
        return None

    def read(self) -> None:
        """Find the lines that name something."""
        text = self.raw.decode("utf-8", "replace")
        self.lines = text.split("\n")
        for at in lines_with(text, '"name"'):
            line = self.lines[at]
            whole = line.lstrip().startswith("{")
            found = NAME.search(line[:BEGINNING]) if whole or len(line) <= LONGEST else None
            if found is not None and (whole or not line[: found.start()].strip()):
                try:
                    self.by_name.setdefault(json.loads(found[1]), []).append(at)
                except ValueError:
                    continue


def lines_with(text: str, word: str) -> Iterator[int]:
    """The lines of a text in which a word stands."""
    number, counted, at = 0, 0, text.find(word)
    while at >= 0:
        number += text.count("\n", counted, at)
        yield number
        counted = text.find("\n", at)
        at = text.find(word, counted) if counted >= 0 else -1


OTHER_ID = regex("|".join(f'"{id_}"' for id_ in OWN_ID.values() if id_))
"""The id of anything that has one; a built-in variable has none."""

NAME = regex(r'"name"\s{0,9}:\s{0,9}("(?:[^"\\]|\\.)*")')


def beside(lines: list[str], at: int) -> list[str]:
    """The keys of the object that a line stands in, as far as they are near: lines that begin as far in as this one."""
    depth = inset(lines[at])
    found: list[str] = []
    for step in (-1, 1):
        here = at + step
        while (
            0 <= here < len(lines)
            and abs(here - at) <= NEAR * 40
            and inset(lines[here]) >= depth
            and len(found) <= NEAR
        ):
            if inset(lines[here]) == depth:
                found.append(lines[here])
            here += step
    return found


def inset(line: str) -> int:
    """How far in a line begins."""
    return len(line) - len(line.lstrip())


def container_link(raw: bytes) -> str:
    """The address of a container in Tag Manager, where the export has the ids of its account and of the container."""
    found = URL.search(raw)
    if found is not None:
        return found[1].decode("ascii", "replace")
    ids = PATH.search(raw)
    if ids is None:
        return ""
    account, container = ids[1].decode(), ids[2].decode()
    return f"https://tagmanager.google.com/#/container/accounts/{account}/containers/{container}/workspaces"
