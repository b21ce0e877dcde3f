"""What a capture held, in a few lines: how much was read, which platforms were told what, what of the specs was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.declared import is_judged, seen, undeclared
from govern.captures.hit import Capture
from govern.captures.told import events, hits
from govern.core.report import Heard
from govern.signals.specs import declarations

if TYPE_CHECKING:
    from govern.project import Project


LISTED = 8
"""How many names a line lists."""


def lines(project: Project) -> Iterator[str]:
    """The lines, captures first."""
    yield from map(read, project.live.captures)
    for key in dict.fromkeys(hit.platform for hit in hits(project)):
        yield told(project, key)
    devices = Counter(hit.device for hit in events(project) if hit.device)
    if len(devices) > 1:
        yield f"devices: {', '.join(f'{name} {count:,}' for name, count in sorted(devices.items()))}"
    yield from against_specs(project)


def number(count: int, noun: str) -> str:
    """`1 event`, `1,200 events`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def read(capture: Capture) -> str:
    """What was read of one capture."""
    if capture.remark:
        return f"{capture.file}: {capture.remark}"
    of = len({hit.platform for hit in capture.hits})
    events = sum(hit.kind == "event" for hit in capture.hits)
    parts = [f"{number(capture.requests, 'request' if capture.kind != 'table' else 'row')}"]
    hits = f"{number(len(capture.hits), 'hit')} of {number(of, 'platform')} ({number(events, 'event')})"
    parts.append(hits if capture.hits else "no hits")
    retired = sum(count for _, kind, count in capture.others if kind == "retired")
    helping = sum(count for _, _, count in capture.others) - retired
    rest = (
        (helping, "that load or help"),
        (retired, "to what counts no more"),
        (capture.answers, "that are answers"),
        (capture.foreign, "to others"),
    )
    chosen = Counter(one.banner for one in capture.choices)
    parts.extend(
        f"{count:,} to {name}" + (f" ({number(chosen[name], 'choice')})" if chosen[name] else "")
        for name, count in capture.banners
    )
    parts.extend(f"{count:,} {what}" for count, what in rest if count)
    if capture.messages:
        parts.append(number(len(capture.messages), "message"))
    if capture.beyond:
        parts.append(f"{capture.beyond:,} beyond the first {len(capture.hits):,} hits, which were not judged")
    if capture.unknown:
        parts.append(f"{len(capture.unknown) + capture.more_unknown:,} not understood")
    if capture.damaged:
        parts.append(f"{len(capture.damaged) + capture.more_damaged:,} damaged")
    return f"{capture.file} ({capture.kind}): {', '.join(parts)}"


def heard(capture: Capture) -> Heard:
    """What was read of one capture, for programs."""
    events = [hit for hit in capture.hits if hit.kind == "event"]
    told = Counter(f"{hit.platform} {hit.leg}" for hit in events)
    unknown, damaged = len(capture.unknown) + capture.more_unknown, len(capture.damaged) + capture.more_damaged
    counts = (capture.requests, len(capture.hits), len(events), unknown, damaged)
    return Heard(capture.file, capture.kind, *counts, dict(told))


def told(project: Project, key: str) -> str:
    """What one platform was told: events by name and leg."""
    found = Counter((hit.leg, hit.event) for hit in hits(project) if hit.platform == key and hit.kind == "event")
    legs = []
    for leg in ("browser", "server"):
        names = [(name, count) for (where, name), count in found.items() if where == leg]
        if names:
            legs.append(f"{leg} {listed([f'{name} {count:,}' for name, count in names])}")
    other = Counter(hit.kind for hit in hits(project) if hit.platform == key and hit.kind != "event")
    legs.extend(f"{WORDS[kind]} {count:,}" for kind, count in other.items())
    return f"{key}: {'; '.join(legs)}"


WORDS = {"base": "initialised", "consent": "consent told", "person": "identified"}


def listed(names: list[str]) -> str:
    """Some names, and how many more."""
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return f"{', '.join(names[:LISTED])}{more}"


def against_specs(project: Project) -> Iterator[str]:
    """What of the specs was seen, what never was, and what is not in them."""
    if not is_judged(project):
        return
    told = {(hit.leg, hit.platform if hit.leg == "server" else "") for hit in events(project)}
    declared = [
        signal
        for signal in declarations(project).declared()
        if (signal.leg, signal.platform if signal.leg == "server" else "") in told  # each sender is captured by itself
    ]
    if not declared:
        return
    missing = [signal for signal in declared if id(signal) not in seen(project)]
    yield f"seen {len(declared) - len(missing)} of {number(len(declared), 'declared signal')} on the legs that were captured"
    if missing:
        names = [f"{one.mapping.event} → {one.mapping.destination} ({one.leg})" for one in missing]
        yield f"never seen: {listed(names)}"
    if unknown := Counter(f'{hit.platform} "{hit.event}"' for hit in undeclared(project)):
        yield f"seen and not declared: {listed([f'{name} ({count:,})' for name, count in unknown.items()])}"
