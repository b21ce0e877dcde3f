"""The page of `verify`: what was sent beside what was agreed, event by event and field by field, the worst first.

No value of a person is on it. The same capture and specs make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govern.captures.coverage import lines, number
from govern.captures.declared import declared_as, is_judged, seen
from govern.captures.hit import Hit
from govern.captures.told import events, known
from govern.core.report import LEVELS, Artifact, Finding
from govern.project import Project
from govern.render import templates
from govern.signals.specs import declarations

FILE = "verify.html"
SHOWN = 3
"""So many values of a field are shown."""

Kind = tuple[str, str, str]


def render(project: Project, findings: Iterable[Finding]) -> Iterator[Artifact]:
    """The page of what was captured: each event at each platform and leg, the worst first, beside what the specs declare."""
    found = tuple(findings)
    kinds: dict[Kind, list[Hit]] = {}
    for hit in events(project):
        kinds.setdefault((hit.platform, hit.leg, hit.event), []).append(hit)
    told = [event(project, number, hits, found) for number, hits in enumerate(kinds.values(), 1)]
    told.sort(key=lambda one: one["worst"])
    values = {
        "project": project.config.name or "",
        "lead": lead(told, found),
        "events": told,
        "clean": [one for one in told if not one["findings"]],
        "coverage": list(coverage(project)),
        "notes": [*lines(project), *unshown(project)],
    }
    yield Artifact(FILE, templates.render("verify/report.html", "html", values, project.root))


def lead(told: list[dict[str, Any]], findings: tuple[Finding, ...]) -> str:
    """The first sentence: how many kinds of events, and how many of them have something wrong."""
    wrong = sum(bool(one["findings"]) for one in told)
    levels = [finding.level for finding in findings]
    counts = ", ".join(number(levels.count(level), level) for level in LEVELS)
    return f"{number(len(told), 'kind')} of events told, {wrong:,} with something to look at: {counts}."


def unshown(project: Project) -> Iterator[str]:
    """That more was judged than the page shows."""
    if any(capture.has_more for capture in project.live.captures):
        yield f"only the first {len(events(project)):,} events are shown here: the report tells what was found in all of them"


def tally(levels: list[str]) -> str:
    """How many findings there are, by level: `1 error, 2 warnings`."""
    return ", ".join(number(levels.count(level), level) for level in LEVELS if level in levels)


def event(project: Project, number: int, hits: list[Hit], findings: tuple[Finding, ...]) -> dict[str, Any]:
    """One kind of event: its findings, and each of its fields."""
    first = hits[0]
    places = {(hit.place.file, hit.place.entity) for hit in hits}
    own = [
        (one.level, one.message, one.rule)
        for one in findings
        if (one.place.file, one.place.entity) in places and f'{first.platform} "{first.event}"' in one.message
    ]
    own.sort(key=lambda one: (LEVELS.index(one[0]), one[2], one[1]))
    accounts = ", ".join(dict.fromkeys(hit.account for hit in hits if hit.account)) or "an account that is not named"
    worst = (-sum(level == "error" for level, _, _ in own), -len(own), first.platform, first.event, first.leg)
    return {
        "id": f"event-{number}",
        "name": f"{first.platform} {first.event} ({first.leg})",
        "about": f"{len(hits):,} sent to {accounts}",
        "findings": own,
        "tally": tally([level for level, _, _ in own]),
        "rows": rows(project, hits),
        "worst": worst,
    }


def rows(project: Project, hits: list[Hit]) -> list[dict[str, str]]:
    """The fields: those that are missing first, then those that were sent."""
    wanted = contract(project, hits[0])
    sent = {name: [hit.parameters[name] for hit in hits if name in hit.parameters] for name in names(hits)}
    ids = [value for hit in hits if (value := hit.event_id)]
    found = [
        row(
            "event ID",
            "both legs need the same" if hits[0].event_id else "",
            [one.text for one in ids],
            len(hits),
            bool(ids),
        )
    ]
    for name in dict.fromkeys((*wanted, *sent)):
        values = sent.get(name, [])
        texts = [one.text or f"{one.type} of {one.length}" for one in values]
        found.append(row(name, wanted.get(name, ""), texts, len(hits), bool(values)))
    for name in sorted({key for hit in hits for key in hit.keys}):
        forms: list[str] = [hit.keys[name].form for hit in hits if name in hit.keys]
        found.append(row(f"match key {name}", "", forms, len(hits), True))
    return sorted(found, key=lambda one: ("missing", "in part", "sent").index(one["verdict"]) if one["contract"] else 3)


def names(hits: list[Hit]) -> list[str]:
    """The parameters that were sent."""
    return list(dict.fromkeys(name for hit in hits for name in hit.parameters))


def row(field: str, wanted: str, texts: list[str], of: int, is_sent: bool) -> dict[str, str]:
    """A field of an event: what the specs want of it, the values that were sent, in how many of the hits."""
    values = list(dict.fromkeys(texts))
    more = f" and {len(values) - SHOWN:,} more" if len(values) > SHOWN else ""
    verdict = "missing" if not is_sent else "sent" if len(texts) == of else "in part"
    tones = {"missing": "bad", "in part": "warn", "sent": "good"}
    return {
        "field": field,
        "contract": wanted,
        "sent": f"{', '.join(values[:SHOWN])}{more}",
        "share": f"{len(texts):,} of {of:,}",
        "verdict": verdict if wanted or is_sent else "not sent",
        "tone": tones[verdict] if wanted else "soft",
    }


def contract(project: Project, hit: Hit) -> dict[str, str]:
    """What was agreed about the fields of an event: by the platform, and by the specs."""
    platform = known(project, hit)
    found: dict[str, str] = {}
    standard = platform.events.get(hit.event) if platform is not None else None
    for field in standard.required if standard is not None else ():
        found[field.name] = "asked for" if field.wish else "required by the platform"
    words = platform.server_words if platform is not None else {}
    for signal in declared_as(project, hit):
        for name, ours in signal.mapping.parameters.items() if signal.leg == hit.leg else ():
            said = f"declared as {ours}" if isinstance(ours, str) else f"declared as {ours.value}"
            word = words.get(name, name)
            found[word] = f"{found[word]}, {said}" if word in found else said
    return found


def coverage(project: Project) -> Iterator[dict[str, Any]]:
    """Each declared signal, and whether it was seen; those that never were come first."""
    if not is_judged(project):
        return
    rows = [
        {
            "event": one.mapping.event,
            "destination": one.mapping.destination,
            "leg": one.leg,
            "seen": id(one) in seen(project),
        }
        for one in declarations(project).declared()
    ]
    yield from sorted(rows, key=lambda one: bool(one["seen"]))
