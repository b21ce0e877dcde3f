"""Where an entity stands in the file of an export, and where in Tag Manager: reading has left both behind.

A line is looked for when something is said of an entity, by its name and the id of its kind beside it; nothing is parsed anew.
Exports are written with a key a line. In one that is all on one line there is nothing to look for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

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

SITE = "https://tagmanager.google.com/#/container"

URL = regex(rb'"tagManagerUrl"\s*:\s*"(https://tagmanager\.google\.com/[^"\\\s]{1,300})"')
OWN_URL = regex(
    r'"tagManagerUrl"\s{0,9}:\s{0,9}"(https://tagmanager\.google\.com/#/container/accounts/\d{1,20}/containers/\d{1,20}'
    r'/workspaces/\d{1,9}/[a-z_]{1,30}/\d{1,20})[?"]'
)
OWN_ID_LINE = regex(r'"([A-Za-z]{1,20})Id"\s{0,9}:\s{0,9}"?([1-9]\d{0,19})"?')
"""An id among the keys of an entity. Files made by hand have zeros and blanks in their place."""

WORKSPACE = regex(r"workspace[_-]?(\d{1,9})(?!\d)", re.IGNORECASE)
"""How Tag Manager calls the file of a workspace's export, which holds its number nowhere else."""

PAGES = {
    "client": "clients", "customTemplate": "templates", "folder": "folders", "tag": "tags", "transformation": "transformations",
    "trigger": "triggers", "variable": "variables", "zone": "zones",
}  # fmt: skip
"""Under which word each kind has its addresses in Tag Manager."""

PATH = regex(rb'"path"\s*:\s*"accounts/(\d{1,20})/containers/(\d{1,20})/[^"]{0,200}"')


class Lines:
    """The lines of one export. A line goes by where it begins, in bytes."""

    def __init__(self, raw: bytes, file: str = "") -> None:
        self.raw = raw
        named = WORKSPACE.search(file.replace("\\", "/").rpartition("/")[2])
        self.workspace = named[1] if named is not None else ""
        self.has_links = bool(self.workspace) or b"workspaceId" in raw or b"/workspaces/" in raw
        self.by_name: dict[str, list[int]] | None = None
        self.numbers: dict[int, int] = {}

    def found(self, place: Place) -> Place:
        """The place with the line of its entity, where the file has lines."""
        at = self.at(place) if place.span is None else None
        if at is None:
            return place
        line, number = self.line(at).rstrip().rstrip(","), self.numbers[at]
        return place.replace(span=Span(number, inset(line) + 1, number, len(line) + 1))

    def link(self, place: Place) -> str:
        """The address of the entity in Tag Manager: as answers of the API have it, or made of the ids of the account, the
        container, the workspace and the entity. Empty where one of them is unknown, as the workspace is in the export of
        a version."""
        at = self.at(place) if self.has_links else None
        if at is None:
            return ""
        line = self.line(at)
        whole = line.lstrip().startswith("{")
        near = [line[: LONGEST * 20]] if whole else [one for one in self.beside(at) if len(one) <= LONGEST]
        found = next((one for line in near if (one := OWN_URL.search(line))), None)
        kind = KIND_OF[place.entity.partition(' "')[0]]
        return found[1] if found is not None else self.address(kind, near)

    def address(self, kind: str, near: list[str]) -> str:
        """The address of an entity, made of the ids among its keys; empty where one is missing."""
        ids: dict[str, str] = {"workspace": self.workspace} if self.workspace else {}
        for line in near:
            for name, id_ in OWN_ID_LINE.findall(line):
                ids.setdefault(name, id_)
        steps = [ids.get(name, "") for name in ("account", "container", "workspace", OWN_ID.get(kind, "")[:-2])]
        if kind not in PAGES or not all(steps):
            return ""
        account, container, workspace, own = steps
        whole = f"{SITE}/accounts/{account}/containers/{container}/workspaces/{workspace}"
        return f"{whole}/{PAGES[kind]}/{own}"

    def at(self, place: Place) -> int | None:
        """The line of the entity that a place names."""
        said = ENTITY.fullmatch(place.entity)
        kind = KIND_OF.get(said[1]) if said is not None else None
        return self.line_of(kind, said[2]) if said is not None and kind is not None else None

    def line_of(self, kind: str, name: str) -> int | None:
        """The line with the name of an entity."""
        if self.by_name is None:
            self.by_name = self.read()
        id_ = OWN_ID.get(kind)
        for at in self.by_name.get(name, ()):
            line = self.line(at)
            if id_ and any(f'"{id_}"' in near for near in self.around(at) if inset(near) == inset(line)):
                return at
            beside = [line[:BEGINNING]] if line.lstrip().startswith("{") else self.beside(at)
            if any(f'"{id_}"' in near for near in beside) if id_ else not any(OTHER_ID.search(near) for near in beside):
                return at
        return None

    def read(self) -> dict[str, list[int]]:
        """The lines that name something, by the name."""
        raw = self.raw
        found: dict[str, list[int]] = {}
        number, counted, at = 1, 0, raw.find(b'"name"')
        while at >= 0:
            start = raw.rfind(b"\n", 0, at) + 1
            number, counted = number + raw.count(b"\n", counted, start), start
            if (name := self.name_in(start)) is not None:
                self.numbers[start] = number
                found.setdefault(name, []).append(start)
            end = raw.find(b"\n", at)
            at = raw.find(b'"name"', end) if end >= 0 else -1
        return found

    def name_in(self, at: int) -> str | None:
        """What a line names, if its first key does, or where the line is a whole entity."""
        line = self.line(at)
        whole = line.lstrip().startswith("{")
        found = NAME.search(line[:BEGINNING]) if whole or len(line) <= LONGEST else None
        if found is None or not (whole or not line[: found.start()].strip()):
            return None
        try:
            name: str = json.loads(found[1]) if "\\" in found[1] else found[1][1:-1]
        except ValueError:
            return None
        return name

    def line(self, at: int) -> str:
        """The line that begins at a position."""
        end = self.raw.find(b"\n", at)
        return self.raw[at : end if end >= 0 else len(self.raw)].decode("utf-8", "replace")

    def before(self, at: int) -> Iterator[str]:
        """The lines before another one, the nearest first."""
        while at > 0:
            at = self.raw.rfind(b"\n", 0, at - 1) + 1
            yield self.line(at)

    def after(self, at: int) -> Iterator[str]:
        """The lines after another one."""
        while at := self.raw.find(b"\n", at) + 1:
            yield self.line(at)

    def around(self, at: int) -> Iterator[str]:
        """A line and the three before and after it."""
        yield self.line(at)
        yield from islice(self.before(at), 3)
        yield from islice(self.after(at), 3)

    def beside(self, at: int) -> list[str]:
        """The keys of the object that a line stands in, as far as they are near: lines that begin as far in as this one."""
        depth = inset(self.line(at))
        found: list[str] = []
        for lines in (self.before(at), self.after(at)):
            for line in islice(lines, NEAR * 40):
                if inset(line) < depth or len(found) > NEAR:
                    break
                if inset(line) == depth:
                    found.append(line)
        return found


OTHER_ID = regex("|".join(f'"{id_}"' for id_ in OWN_ID.values() if id_))
"""The id of anything that has one; a built-in variable has none."""

NAME = regex(r'"name"\s{0,9}:\s{0,9}("(?:[^"\\]|\\.)*")')


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
    return f"{SITE}/accounts/{account}/containers/{container}/workspaces"
