"""Sources: what the section `counts` declares, with the files it names as they were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.counts.reading import Reading
from govern.source.cells import day_of_text
from govern.spec.sections.counts import Counts, EventColumn

if TYPE_CHECKING:
    from govern.project import Project


class Delivery(Record):
    """A table and the entry of `counts` whose files it is among; without one it is of nobody. `part` is what it is to the entry."""

    reading: Reading
    entry: str = ""
    part: str = "files"


class Source(Record):
    """An entry of `counts` with what was read for it."""

    entry: Counts
    readings: tuple[Reading, ...]
    refunds: tuple[Reading, ...] = ()
    rates: tuple[Reading, ...] = ()

    @property
    def name(self) -> str:
        """How the specs call it."""
        return self.entry.name

    @property
    def is_timed(self) -> bool:
        """Whether its rows are single orders or hits with a time, which can be counted by the days of any zone."""
        return any(reading.known.holds in ("orders", "hits") for reading in self.readings) or bool(
            self.entry.order or self.entry.hit
        )


class Period(Record):
    """The days that are asked about, from the first to the last; open at an end where nobody says."""

    first: int | None = None
    last: int | None = None


def matches(pattern: str, file: str) -> bool:
    """Whether a file, by its path from the project, is among those that a pattern names; `*` stands inside one folder."""
    names, parts = file.split("/"), pattern.removeprefix("./").split("/")
    return len(names) == len(parts) and all(fnmatchcase(name, part) for name, part in zip(names, parts, strict=True))


def delivered(entries: Iterable[Counts], file: str, readings: Iterable[Reading]) -> tuple[Delivery, ...]:
    """The tables of a file, each with the entry that names it; one that no entry names is delivered to nobody."""
    found = []
    for entry in entries:
        found += [(entry.name, "files")] if matches(entry.files, file) else []
        found += [(entry.name, part) for part, besides in parts(entry) if matches(besides, file)]
    return tuple(Delivery(reading, *owner) for reading in readings for owner in found or [("", "files")])


def parts(entry: Counts) -> tuple[tuple[str, str], ...]:
    """The tables that an entry names besides its own, by key, with their files."""
    besides = {"refunds": entry.refunds, "rates": entry.rates}
    return tuple((key, named.files) for key, named in besides.items() if named is not None)


@memo
def sources(project: Project) -> tuple[Source, ...]:
    """Every declared source of which something was read, in the order of the specs."""
    held: dict[tuple[str, str], list[Reading]] = {}
    for delivery in project.live.counts:
        held.setdefault((delivery.entry, delivery.part), []).append(delivery.reading)
    return tuple(
        Source(entry, *(tuple(held.get((entry.name, part), ())) for part in ("files", "refunds", "rates")))
        for entry in declared(project)
        if (entry.name, "files") in held
    )


def declared(project: Project) -> tuple[Counts, ...]:
    """The entries of the section `counts`."""
    found: tuple[Counts, ...] = project.sections.get("counts", ())
    return found


def undeclared(project: Project) -> Iterator[Reading]:
    """Tables that no entry names."""
    return (delivery.reading for delivery in project.live.counts if not delivery.entry)


def period(project: Project) -> Period:
    """The days that somebody asked about."""
    since, until = (*project.live.between, "", "")[:2]
    return Period(day_of_text(since) if since else None, day_of_text(until) if until else None)


def events_of(source: Source) -> tuple[str, ...]:
    """The events of the specs that a source counts."""
    event = source.entry.event
    if isinstance(event, EventColumn):
        return tuple(dict.fromkeys(event.names.values()))
    return (event,) if event else ()
