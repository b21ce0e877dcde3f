"""The `containers` entries of the specs, put together: what they say about one id, in several files, is one container."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from posixpath import dirname, join
from typing import Any

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Route
from govern.gtm.code import SECTIONS, Mistake
from govern.gtm.container import LABELS, TEMPLATE, Body, Container, Context, label
from govern.gtm.decode import decode, unplain
from govern.gtm.references import TYPED, gallery_types
from govern.spec.sections.containers import ContainerEntry

CONTROL = regex(r"[\x00-\x08\x0b-\x1f\x7f]")


class EntryProblem(Record):
    """What is wrong with a `containers` entry, and where."""

    message: str
    place: Place
    help: str = ""


class Decoded(Record):
    """A container of the specs, what could not be read of it, and where its entities are written.

    `places` leads from (kind, name) to the place of the entity.
    """

    container: Container
    problems: tuple[EntryProblem, ...]
    places: dict[tuple[str, str], Place]


def containers_of(entries: Sequence[ContainerEntry], side_files: Mapping[str, bytes]) -> list[Decoded]:
    """Every container that the entries describe, in the order in which their ids first occur.

    `side_files` leads from the path of a file, relative to the project like the paths of the spec files, to its bytes.
    """
    by_id: dict[str, list[ContainerEntry]] = {}
    for entry in entries:
        by_id.setdefault(entry.id, []).append(entry)
    return [decode_entries(same, side_files) for same in by_id.values()]


def decode_entries(entries: Sequence[ContainerEntry], side_files: Mapping[str, bytes]) -> Decoded:
    """The container that entries with one id describe. What cannot be read is left out and reported."""
    merge = Merge(side_files)
    for entry in entries:
        merge.header(entry)
        for kind, section in SECTIONS.items():
            for index, item in enumerate(getattr(entry, section)):
                merge.entity(kind, item, entry, (section, index))
    settle_types(merge.entities)
    context = merge.context or ("server" if "client" in merge.entities else "web")
    container = Container(entries[0].id, context, merge.settings, merge.entities, entries[0].place().file)
    return Decoded(container, tuple(merge.problems), merge.places)


def settle_types(entities: dict[str, dict[str, Body]]) -> None:
    """A type written with a gallery id names its template, as it does when it comes from an export."""
    known = gallery_types(entities.get("customTemplate", {}))
    for kind in TYPED:
        for body in entities.get(kind, {}).values():
            given = body.get("type")
            if type(given) is str and len(names := known.get(given, [])) == 1:
                body["type"] = TEMPLATE + names[0]


class Merge:
    """One container while its entries are put together."""

    def __init__(self, side_files: Mapping[str, bytes]) -> None:
        self.side_files = side_files
        self.context: Context | None = None
        self.settings: Body = {}
        self.entities: dict[str, dict[str, Body]] = {}
        self.problems: list[EntryProblem] = []
        self.places: dict[tuple[str, str], Place] = {}

    def header(self, entry: ContainerEntry) -> None:
        """What an entry says about the container itself."""
        if entry.context is not None and self.context not in (None, entry.context):
            message = f'container "{entry.id}" has the context "{entry.context}" here and "{self.context}" before'
            self.problems.append(EntryProblem(message, entry.place("context")))
        self.context = self.context or entry.context
        try:
            settings = unplain(entry.settings, ("settings",), partial(self.text, entry))
        except Mistake as mistake:
            self.report(f'container "{entry.id}"', mistake, entry.place(*mistake.route))
            return
        if type(settings) is not dict:
            self.problems.append(EntryProblem('"settings" is not a mapping', entry.place("settings")))
            return
        for key, value in settings.items():
            if key in self.settings:
                message = f'container "{entry.id}" has the setting "{key}" twice'
                self.problems.append(EntryProblem(message, entry.place("settings", key), "keep one of the two"))
            else:
                self.settings[key] = value

    def entity(self, kind: str, item: Any, entry: ContainerEntry, route: Route) -> None:
        """Take an entity of an entry in; one that cannot be understood becomes a problem at its place."""
        place = entry.place(*route)
        try:
            name, body = decode(kind, item, partial(self.text, entry))
        except Mistake as mistake:
            called = item.get("name") if type(item) is dict else item
            subject = label(kind, called) if type(called) is str and called else f"{LABELS[kind]} {int(route[1]) + 1}"
            self.report(subject, mistake, entry.place(*route, *mistake.route))
            return
        known = self.entities.setdefault(kind, {})
        if kind == "gtagConfig":
            name = free_name(name, known)
        if name in known:
            message = f'{label(kind, name)} is in container "{entry.id}" twice'
            self.problems.append(EntryProblem(message, place, "rename or remove one of them"))
            return
        known[name] = body
        self.places[kind, name] = place

    def report(self, subject: str, mistake: Mistake, place: Place) -> None:
        """Keep a mistake for later, named after what it was found in."""
        self.problems.append(EntryProblem(f"{subject}: {mistake.message}", place, mistake.help))

    def text(self, entry: ContainerEntry, path: str) -> str:
        """The text of a side file: without the line break at its end, line ends as they were before any checkout."""
        if path.startswith(("/", "\\")) or ".." in path.split("/") or "\\" in path or ":" in path:
            message = f'the path "{path}" leads out of the folder'
            raise Mistake(message, (), "name a file at or below the spec file's folder")
        full = join(dirname(entry.place().file), path)
        raw = self.side_files.get(full)
        if raw is None:
            raise Mistake(f'there is no file "{full}"')
        return side_text(raw, full)


def free_name(name: str, taken: Mapping[str, Any]) -> str:
    """The name a nameless entity is kept under."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name} #{number}", number + 1
    return free


def side_text(raw: bytes, path: str) -> str:
    """The text in the bytes of a side file. Raises `Mistake` where they are not text."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Mistake(f'the file "{path}" is not UTF-8 text in line {line}', (), "save it as UTF-8") from None
    return text.replace("\r\n", "\n").removesuffix("\n")


def side_bytes(text: str) -> bytes:
    """What is written into a side file."""
    return (text + "\n").encode()


def fits_side_file(text: str) -> bool:
    """Whether a text survives in a file of its own, with git turning line ends and editors dropping marks."""
    return not text.startswith("\ufeff") and not CONTROL.search(text)
