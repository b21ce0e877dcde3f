"""What the readers of access lists share: finding rows in pages and wrappers, and making entries of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from govern.access import AccessEntry, AccessList, Factor, Kind, Oddity, State
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Route
from govern.source.answers import WRAPPERS, next_page, numbered, shown
from govern.spec.base import EMAIL

MAX_WRAPPERS = 5
MOST = 250_000
"""Entries of one list. The largest organisations have fewer, and each takes about two kilobytes until it is judged."""

PREFIX = regex(r"(mailto|user|group|serviceaccount):", re.IGNORECASE)
PLACEHOLDER = regex(r"\{.*\}|<[^@]*>|\$\{?\w+\}?|%\w+%", re.DOTALL)
Row = tuple[Route, Any]


class Answer(Record):
    """The rows of all pages of an answer, and where the last page says that there is another."""

    rows: tuple[Row, ...]
    more: Route | None = None
    is_list: bool = True


def answer(data: Any, lists: tuple[str, ...], is_row: Callable[[Any], bool]) -> Answer:
    """The rows in JSON: one row, a list of rows, an object that lists them, pages of these, wrapped or not."""
    rows: list[Row] = []
    more: Route | None = None
    for route, value, page in walk(data, (), lists, is_row, 0):
        if page:
            more = next_page(value, route)
        else:
            rows.append((route, value))
    return Answer(tuple(rows), more, not is_row(data))


def walk(
    value: Any, route: Route, lists: tuple[str, ...], is_row: Callable[[Any], bool], depth: int
) -> Iterator[tuple[Route, Any, bool]]:
    """Every row (and whatever stands among rows), and every object around rows as a page, in reading order."""
    if depth > MAX_WRAPPERS:
        return
    if isinstance(value, list):
        if any(is_row(item) for item in value):
            yield from listed(value, route)
            return
        for position, item in enumerate(value):
            yield from walk(item, (*route, position), lists, is_row, depth + 1)
    elif is_row(value):
        yield route, value, False
    elif isinstance(value, dict):
        yield route, value, True
        key = next((key for key in lists if isinstance(value.get(key), list)), None)
        if key is not None:
            yield from listed(value[key], (*route, key))
            return
        for key in WRAPPERS:
            yield from walk(value.get(key), (*route, key), lists, is_row, depth + 1)


def listed(values: list[Any], route: Route) -> Iterator[tuple[Route, Any, bool]]:
    """Every item of a list of rows; what is not a row is there by mistake, and the reader says so."""
    for position, value in enumerate(values):
        yield (*route, position), value, False


def holds(data: Any, lists: tuple[str, ...], is_row: Callable[[Any], bool]) -> bool:
    """Whether JSON has a list under one of the keys, or a row."""
    for _, value, page in walk(data, (), lists, is_row, 0):
        if page:
            if any(isinstance(value.get(key), list) for key in lists):
                return True
        elif is_row(value):
            return True
    return False


class Collector:
    """Gathers the entries and oddities of one file. `by_email` platforms know nobody without an e-mail address."""

    def __init__(self, file: str, platform: str, by_email: bool = False) -> None:
        self.file = file
        self.platform = platform
        self.by_email = by_email
        self.named: dict[str, tuple[str, Kind]] = {}
        self.entries: list[AccessEntry] = []
        self.odd: list[Oddity] = []

    def place(self, route: Route, principal: str = "", kind: Kind = "person") -> Place:
        """The place of a row, named by its principal."""
        noun = "user" if kind == "person" else kind
        unnamed = "" if route else numbered(route)  # the whole file is one entry
        return Place(self.file, route, None, f'{noun} "{principal}"' if principal else unnamed)

    def principal(self, row: Any, route: Route, keys: tuple[str, ...]) -> str:
        """The first of the keys that names somebody; says so when the row is not an object or names nobody."""
        if not isinstance(row, dict):
            self.strange(route, f"{numbered(route)} is {shown(row)}, expected an object")
            return ""
        for key in keys:
            value = row.get(key)
            if isinstance(value, str) and value.strip():
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
        self.strange(route, f"{numbered(route)} names nobody", f'it has no "{keys[0]}"')
        return ""

    def strange(self, route: Route, message: str, help: str = "", principal: str = "") -> None:
        """Remember what is odd about a row."""
        self.odd.append(Oddity(message, self.place(route, principal), help))

    def role(self, value: Any, route: Route, principal: str, help: str = "") -> str:
        """A role as written; an absent one, or one that is not text, is odd."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        said = "has no role" if value is None or value == "" else f"has {shown(value)} as role, expected text"
        self.strange(route, f'"{principal}" {said}', help, principal)
        return ""

    def add(
        self,
        principal: str,
        role: str,
        route: Route,
        *,
        asset: str = "",
        name: str = "",
        kind: Kind | None = None,
        platform: str | None = None,
        last_active: str = "",
        extras: dict[str, Any] | None = None,
        place: Place | None = None,
        factor: Factor = "",
        state: State = "",
        since: str = "",
    ) -> None:
        """Add an entry. A principal that cannot be one is odd, which is said once."""
        key, said = self.named.get(principal) or self.first_named(principal, route)
        found = kind or said
        if len(self.entries) >= MOST:
            raise too_many(place or self.place(route, principal, found))
        self.entries.append(
            AccessEntry(
                principal,
                key,
                role,
                place or self.place(route, principal, found),
                asset,
                self.platform if platform is None else platform,
                found,
                name,
                last_active,
                extras or {},
                factor,
                state,
                since,
            )
        )

    def first_named(self, principal: str, route: Route) -> tuple[str, Kind]:
        """The key and the kind of a principal that the file names for the first time."""
        key = key_of(principal)
        if PLACEHOLDER.fullmatch(principal.strip()):
            self.strange(route, f'"{principal}" is a placeholder, not a principal', principal=principal)
        elif self.by_email and not EMAIL.accepts(key):
            self.strange(route, f'"{principal}" is not an e-mail address', principal=principal)
        known = self.named[principal] = key, kind_of(principal)
        return known

    def list(self, found: Answer | None = None) -> AccessList:
        """The list of everything gathered from an answer, or from a table."""
        more = found.more if found else None
        missing = None
        if more is not None:
            message = f'"{more[-1]}" says that there is another page, so people are missing from this list'
            missing = Oddity(
                message, Place(self.file, more), "ask for the next pages and put all of them into one file"
            )
        return AccessList(
            self.file, self.platform, tuple(self.entries), tuple(self.odd), missing, found is None or found.is_list
        )


def too_many(place: Place) -> GovernError:
    """The refusal of a list with more entries than any organisation has, at the first beyond."""
    help = "export the list of one account at a time, or leave out who has no role"
    return GovernError(f"the list has more than {MOST:,} entries, which is the limit", place, help)


def key_of(principal: str) -> str:
    """A principal for comparing: `Ana Ruiz <Ana@Acme.example>` is `ana@acme.example`."""
    text = PREFIX.sub("", principal.strip(), count=1).strip()
    if text.endswith(">") and "<" in text and "@" in text:
        text = text[text.rindex("<") + 1 : -1].strip()
    return plain(text).lower()


def plain(principal: str) -> str:
    """An address; a guest's at Microsoft is hidden in a name such as `ana_acme.example#EXT#@tenant.onmicrosoft.com`."""
    outside, mark, _ = principal.partition("#EXT#@")
    local, sign, domain = outside.rpartition("_")
    return f"{local}@{domain}" if mark and sign else principal


def kind_of(principal: str) -> Kind:
    """What an address says about itself: Google's service accounts and groups have domains of their own."""
    prefix = PREFIX.match(principal.strip())
    said = prefix[1].lower() if prefix else ""
    domain = key_of(principal).rpartition("@")[2]
    if said == "serviceaccount" or domain.endswith("gserviceaccount.com"):
        return "service"
    return "group" if said == "group" or domain == "googlegroups.com" else "person"


def stem_of(file: str) -> str:
    """The name of a file without folders and ending, by which people say what a list is of that does not say so itself."""
    return file.replace("\\", "/").rpartition("/")[2].partition(".")[0]


def rest(row: dict[str, Any], *known: str) -> dict[str, Any]:
    """The fields of a row that the reader does not use."""
    return {key: value for key, value in row.items() if key not in known}


def text_of(value: Any) -> str:
    """A text or a number as text, anything else as nothing."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
