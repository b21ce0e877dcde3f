"""What an undeclared table of counts was read as, and the lines to paste that say what it does not say itself."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.counts.amounts import kind_in_words
from govern.counts.reading import Reading, days_in_words
from govern.spec.spelling import letters

if TYPE_CHECKING:
    from govern.project import Project

HOLES = {
    "counts": "counted | attributed | received",
    "hits": "received",
    "orders": "orders",
    "scores": "score",
}
SHOWN = 6


def told(reading: Reading) -> str:
    """What a table was read as, in a line."""
    table = reading.table
    size = f"{len(table.rows):,} row{'s' * (len(table.rows) != 1)}"
    parts = [f"{kind_in_words(reading)}, {size}"]
    parts.append(days_in_words(reading.days) or f"not by day: {reading.undated}")
    if reading.span and reading.undated:
        parts.append(f"the file names {days_in_words(reading.span)}")
    if table.totals:
        parts.append(f"{len(table.totals)} row{'s' * (len(table.totals) != 1)} of totals left out")
    if reading.currency:
        parts.append(reading.currency)
    if reading.shift:
        hour, minute = divmod(reading.shift // 60_000_000, 60)
        parts.append(f"each day begins at {hour:02}:{minute:02}, which hints at the account's zone")
    if len(reading.windows) > 1:
        parts.append(f"{len(reading.windows)} columns of attribution windows, which are views of the same conversions")
    if repeated := repetition(reading):
        parts.append(repeated)
    return "; ".join(parts)


def repetition(reading: Reading) -> str:
    """That one conversion stands under several names, as Meta's actions have it: whoever adds them up counts it again."""
    if not reading.event or reading.kind != "meta_actions":
        return ""
    groups: dict[tuple[str, ...], set[str]] = {}
    subject = [name for name in ("ad_id", "date", "_fivetran_id") if reading.table.position(name) is not None]
    columns = [reading.table.cells(name) for name in (*subject, reading.count)]
    for names, event in zip(zip(*columns, strict=True), reading.table.cells(reading.event), strict=True):
        groups.setdefault(names, set()).add(event)
    several = sum(len(events) > 1 for events in groups.values())
    if not several:
        return ""
    return f"{several} of {len(groups)} numbers stand under several action types, so one type is chosen and none are added up"


def name_for(file: str) -> str:
    """A name for an entry from that of its file: without numbers in front and endings, at most 40 characters."""
    stem = os.path.basename(file).rpartition(".")[0] or os.path.basename(file)
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"^[0-9]+-", "", stem.casefold())).strip("-")[:40] or "counts"


def inside(file: str) -> str:
    """A file by a path in the project: one that lies elsewhere has to be put there."""
    return file if not file.startswith(("/", "../")) and ":" not in file[:3] else f"counts/{os.path.basename(file)}"


def lines(project: Project, reading: Reading) -> Iterator[str]:
    """The entry to paste into the specs; what only the team knows stands as a choice to make."""
    of, layer = reading.known, reading.known.layer or "platform | analytics | backend"
    if of.holds in ("refunds", "spend", "rates"):
        return
    yield f"  - name: {name_for(reading.file)}"
    yield f"    files: {quoted(inside(reading.file))}"
    yield f"    layer: {layer}"
    is_counted = of.holds == "hits" and layer == "analytics"  # rows that Analytics counted, not what was sent to it
    yield f"    means: {'counted' if is_counted else HOLES[of.holds]}"
    if layer in ("platform", "analytics") and of.holds == "counts":
        yield f"    destination: {destinations(project, of.platform)}"
    yield f"    event: {event_of(project, reading)}"
    yield "    zone: # the zone in which the account counts its days, such as Europe/Madrid"
    if not reading.count and not reading.windows and of.holds == "counts":
        yield "    count: # the column that counts"
    if reading.windows:
        more = ", ".join(quoted(name) for name in reading.windows[:SHOWN])
        choice = f"  # one of {more}" if len(reading.windows) > 1 else ""
        yield f"    window: {{column: {quoted(reading.windows[0])}}}{choice}"
    if (
        not reading.currency
        and not reading.currency_column
        and not reading.order.get("currency")
        and of.holds == "counts"
        and reading.value
    ):
        yield "    currency: # such as EUR"


def event_of(project: Project, reading: Reading) -> str:
    """Which event the rows count: names to be given, where a column has several."""
    events = [event.name for event in project.events if event.kind == "conversion"] or ["purchase"]
    if not reading.event:
        return " | ".join(events[:SHOWN])
    known = [name for name, _ in Counter(filter(None, reading.table.cells(reading.event))).most_common()]
    alike = next(((name, event) for event in events for name in known if letters(event) in letters(name)), None)
    chosen, event = alike or (known[0] if known else "NAME", "EVENT")
    others = [name for name in known if name != chosen]
    told = f"  # also {', '.join(map(quoted, others[:SHOWN]))}" if others else ""
    return f"{{column: {quoted(reading.event)}, names: {{{quoted(chosen)}: {event}}}}}{told}"


def destinations(project: Project, platform: str) -> str:
    """The destinations of a platform, as a choice."""
    found = [
        one.name for one in project.destinations if (known := project.platform(one.platform)) and known.key == platform
    ]
    return " | ".join(found) or "# a destination of the specs"


def quoted(text: str) -> str:
    """A text as YAML takes it."""
    return (
        text
        if re.fullmatch(r"[A-Za-z0-9_./*-]*[A-Za-z_/][A-Za-z0-9_./*-]*", text) and not text.startswith(("-", "*", "."))
        else json.dumps(text, ensure_ascii=False)
    )


@memo
def block(project: Project) -> str:
    """The entries to paste for all that is undeclared."""
    from govern.counts.sources import undeclared

    return pasted(project, undeclared(project))


def pasted(project: Project, readings: Iterable[Reading]) -> str:
    """The section `counts` for some tables, a file once."""
    seen: dict[str, list[str]] = {}
    for reading in readings:
        found = list(lines(project, reading))
        if found:
            seen.setdefault(reading.file, found)
    return "\n".join(["counts:", *(line for found in seen.values() for line in found)]) if seen else ""
