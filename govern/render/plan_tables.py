"""What the tracking plan says beside its events: the parameters, personal data by who gets it, consent, windows, thresholds."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.record import Record
from govern.project import Project
from govern.render.planned import Planned
from govern.spec.sections.sites import ConsentDefaults, by_type


class Table(Record):
    """A table of the plan; rows are as wide as the columns."""

    id: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    link: str = ""
    link_text: str = ""


TABLES = (
    Table(
        "parameters",
        "Parameters",
        "Every parameter once, with the events that have it.",
        ("Parameter", "Type", "Personal data", "Data layer", "Meaning", "Events"),
        (),
    ),
    Table(
        "personal",
        "Personal data",
        "Who gets what of it, as match keys.",
        ("Destination", "Platform", "Personal data", "Events"),
        (),
    ),
    Table(
        "consent",
        "Consent defaults",
        "What holds before a visitor has chosen.",
        ("Site", "Where", "Default"),
        (),
    ),
    Table(
        "windows",
        "Attribution windows",
        "For how long after an ad a conversion is counted for it.",
        ("Destination", "Click", "Engaged view", "View", "Model", "Counting", "Reason"),
        (),
        "../attribution/index.html",
        "Every conversion at every tool, declared and as set",
    ),
    Table(
        "thresholds",
        "Thresholds",
        "From which number on somebody should look.",
        ("Measure", "Threshold"),
        (),
    ),
)
"""The tables, without their rows."""


def tables(project: Project, events: list[Planned]) -> list[Table]:
    """The tables that have something to say."""
    rows = (parameters(events), personal(events), consent(project), windows(project), thresholds(project))
    found = (table.replace(rows=tuple(listed)) for table, listed in zip(TABLES, rows, strict=True))
    return [table for table in found if table.rows]


def parameters(events: list[Planned]) -> Iterator[tuple[str, ...]]:
    """Every parameter by name; of one that events define each for itself, the first."""
    known = {row.name: row for page in reversed(events) for row in page.rows}
    for name, row in sorted(known.items()):
        used = ", ".join(page.event.name for page in events if any(one.name == name for one in page.rows))
        yield name, row.type, row.pii, row.key, "; ".join(row.notes), used


def personal(events: list[Planned]) -> Iterator[tuple[str, ...]]:
    """Every destination that gets personal data, with what of it and of which events."""
    found: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for page in events:
        classes = {row.name: row.pii for row in page.rows if row.pii}
        for one in page.told:
            for _, source in one.match_keys:
                if source in classes:
                    kinds = found.setdefault((one.destination, one.platform), {})
                    kinds.setdefault(classes[source], {})[page.event.name] = None
    for (destination, platform), kinds in sorted(found.items()):
        named = dict.fromkeys(name for events in kinds.values() for name in events)
        yield destination, platform, ", ".join(sorted(kinds)), ", ".join(sorted(named))


def consent(project: Project) -> Iterator[tuple[str, ...]]:
    """The defaults of each site: in general, then by region."""
    for site in project.sites:
        if site.consent is not None:
            yield site.name, "everywhere", said(site.consent.default)
            yield from ((site.name, region, said(given)) for region, given in sorted(site.consent.regions.items()))


def said(given: ConsentDefaults) -> str:
    """A default in words."""
    return given if isinstance(given, str) else ", ".join(f"{type}: {word}" for type, word in by_type(given).items())


def windows(project: Project) -> Iterator[tuple[str, ...]]:
    """The standard of the house, then what is set at each destination."""
    for section in project.attribution:
        if (own := section.standard) is not None:
            yield "standard", own.click or "", own.engaged_view or "", own.view or "", "", "", ""
        for one in section.windows:
            told = (one.click, one.engaged_view, one.view, one.model, one.counting, one.reason)
            yield one.destination, *(value or "" for value in told)


def thresholds(project: Project) -> Iterator[tuple[str, ...]]:
    """Every threshold of the `quality` sections."""
    for section in project.quality:
        for name in section.__fields__:
            held = getattr(section, name)
            if isinstance(held, Record):
                parts = ((key, getattr(held, key)) for key in held.__fields__)
                yield words(name), ", ".join(f"{words(key)} {value}" for key, value in parts if value is not None)


def words(key: str) -> str:
    """A key as people write it."""
    return key.replace("_", " ")
