"""Rates of a log of hits over the last days: errors, doubles that were recognised, how long answers and deliveries take.

A share is an alarm when the bound that chance allows lies beyond the limit; of the days before as many are taken as it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.counts.amounts import holds, names_of
from govern.counts.chance import wilson
from govern.counts.drops import Alarm, moment_of
from govern.counts.left_open import is_usable
from govern.counts.records import Hit, hits
from govern.counts.sources import Source, sources
from govern.counts.tolerances import concerns
from govern.source.cells import DAY_US
from govern.spec.base import percent, seconds
from govern.spec.sections.quality import Quality

if TYPE_CHECKING:
    from govern.project import Project

WINDOWS = (1, 2, 3, 7)
"""Over how many days a share is summed up until it is sure."""

SURE = 0.999
SLOW = 0.05
"""Which share may take longer than a limit: one in twenty."""

DENIED = (401, 403)


class Share(Record):
    """So many of so many."""

    hits: int
    among: int

    @property
    def percent(self) -> float:
        """It in per cent."""
        return 100 * self.hits / self.among if self.among else 0.0


@memo
def rate_alarms(project: Project) -> tuple[Alarm, ...]:
    """The alarms about rates in every log of hits."""
    found: list[Alarm] = []
    now = moment_of(project)
    for source in sources(project):
        if holds(source) != "hits" or not is_usable(source.entry):
            continue
        for event, sent in by_event(source, now).items():
            for quality in project.quality:
                if concerns(quality, event, tuple(filter(None, (source.entry.destination,)))):
                    found += alarms_of(f"{event} in {source.name}", sent, quality, now)
    return tuple(found)


def by_event(source: Source, now: int) -> dict[str, list[Hit]]:
    """The hits of the last week, by event."""
    names, found = names_of(source), dict[str, list[Hit]]()
    for hit in hits(source):
        event = names(hit.event)
        if event and not hit.test and now - 8 * DAY_US <= hit.at < now:
            found.setdefault(event, []).append(hit)
    return found


def alarms_of(name: str, sent: list[Hit], quality: Quality, now: int) -> Iterator[Alarm]:
    """What a section says of the hits of one event."""
    if (rate := quality.error_rate) is not None:
        for limit, field, kind in (
            (rate.fail_above, "fail_above", "error"),
            (rate.warn_above, "warn_above", "warning"),
        ):
            if limit is not None and (over := above(sent, now, errors, percent(limit) / 100)) is not None:
                message = f"{name}: {told(over)} of the answers are errors ({classes(sent, now)}), more than {limit}"
                yield Alarm("error-rate", kind, message, quality.place("error_rate", field), name)
                break
    if (rate := quality.deduplication_rate) is not None:
        for limit, field, kind in (
            (rate.fail_below, "fail_below", "error"),
            (rate.warn_below, "warn_below", "warning"),
        ):
            if limit is not None and (over := above(sent, now, unrecognised, 1 - percent(limit) / 100)) is not None:
                message = f"{name}: of {over.among:,} orders that both legs sent, {100 - over.percent:.1f} % have one event ID, less than {limit}"
                yield Alarm("deduplication-rate", kind, message, quality.place("deduplication_rate", field), name)
                break
    yield from denied(name, sent, quality)
    yield from slow(name, sent, quality, now)


Measure = Callable[[list[Hit]], Share]


def above(sent: list[Hit], now: int, measure: Measure, limit: float) -> Share | None:
    """The share over as few days as prove it to be above a limit; nothing where none do."""
    for days in WINDOWS:
        found = measure([hit for hit in sent if hit.at >= now - days * DAY_US])
        if found.among and wilson(found.hits, found.among, SURE)[0] > limit:
            return found
    return None


def told(share: Share) -> str:
    """A share in words: `38.2 % (19 of 50)`."""
    return f"{share.percent:.1f} % ({share.hits:,} of {share.among:,})"


def errors(sent: list[Hit]) -> Share:
    """Answers that say no, among all answers."""
    answered = [hit.status for hit in sent if hit.status is not None]
    return Share(sum(status >= 400 for status in answered), len(answered))


def classes(sent: list[Hit], now: int) -> str:
    """The errors of the last day by their class: `12 4xx, 3 5xx`."""
    statuses = [hit.status // 100 for hit in sent if hit.status is not None and hit.at >= now - DAY_US]
    told = [f"{statuses.count(number):,} {number}xx" for number in sorted(set(statuses)) if number >= 4]
    return ", ".join(told) or "none in the last day"


def unrecognised(sent: list[Hit]) -> Share:
    """Orders of which browser and server sent different event IDs, or none, among those that both sent."""
    legs: dict[str, dict[str, set[str]]] = {}
    for hit in sent:
        if hit.order and hit.leg in ("browser", "server"):
            legs.setdefault(hit.order, {}).setdefault(hit.leg, set()).add(hit.id)
    both = [found for found in legs.values() if len(found) == 2]
    same = sum(not (found["browser"] & found["server"]).difference([""]) for found in both)
    return Share(same, len(both))


def denied(name: str, sent: list[Hit], quality: Quality) -> Iterator[Alarm]:
    """A token that began to be refused: nearly every answer of the last hits is 401 or 403, and they were not before."""
    answered = sorted((hit for hit in sent if hit.status is not None), key=lambda hit: hit.at)
    last = [hit.status in DENIED for hit in answered[-20:]]
    if quality.error_rate is not None and len(last) >= 5 and all(last[-5:]):
        begun = next((hit for hit in reversed(answered) if hit.status not in DENIED), None)
        run = sum(1 for hit in answered if begun is None or hit.at > begun.at)
        before = "since the log begins" if begun is None else "and were accepted before"
        message = f"{name}: the last {run:,} answers are 401 or 403, {before}: the token is refused"
        yield Alarm("token-refused", "error", message, quality.place("error_rate"), name)


def slow(name: str, sent: list[Hit], quality: Quality, now: int) -> Iterator[Alarm]:
    """Answers and deliveries of which more than one in twenty take longer than the limit."""
    limits = quality.latency
    if limits is None:
        return
    for field, leg, what in (("api_handshake", "server", "answers"), ("pixel_load", "browser", "loads")):
        limit = getattr(limits, field)
        if limit is not None and (over := above(sent, now, longer(leg, seconds(limit) * 1000), SLOW)) is not None:
            message = f"{name}: {told(over)} of the {what} took longer than {limit}, more than one in twenty"
            yield Alarm("slow-answers", "warning", message, quality.place("latency", field), f"{name}\n{field}")
    if limits.delivery is not None:
        wait = round(seconds(limits.delivery) * 1_000_000)
        settled = [hit for hit in sent if hit.at < now - min(wait, DAY_US)]
        if (over := above(settled, now, late(wait), SLOW)) is not None:
            message = f"{name}: {told(over)} of the server's events came later than {limits.delivery}{worse(sent)}, more than one in twenty"
            yield Alarm("slow-delivery", "warning", message, quality.place("latency", "delivery"), name)


def longer(leg: str, limit: float) -> Measure:
    """Hits of a leg that took longer than some milliseconds."""

    def measure(sent: list[Hit]) -> Share:
        timed = [hit.ms for hit in sent if hit.ms is not None and hit.leg in (leg, "")]
        return Share(sum(ms > limit for ms in timed), len(timed))

    return measure


def late(wait: int) -> Measure:
    """Hits of the server that came later after the event than allowed."""

    def measure(sent: list[Hit]) -> Share:
        waits = [hit.at - hit.event_time for hit in sent if hit.event_time is not None and hit.leg != "browser"]
        return Share(sum(one > wait for one in waits), len(waits))

    return measure


def worse(sent: list[Hit]) -> str:
    """How many of them came after an hour and after a day."""
    waits = [hit.at - hit.event_time for hit in sent if hit.event_time is not None and hit.leg != "browser"]
    hour, day = (sum(one > limit for one in waits) for limit in (DAY_US // 24, DAY_US))
    return f" ({hour:,} after an hour, {day:,} after a day)" if hour else ""


def score_alarms(project: Project) -> Iterator[Alarm]:
    """Match quality as the platform itself says it, against the thresholds."""
    for source in sources(project):
        if source.entry.means != "score":
            continue
        names = names_of(source)
        for reading in source.readings:
            events, scores = reading.table.cells(reading.event), reading.table.cells(reading.count)
            for written, score in zip(events, scores, strict=True):
                if event := names(written):
                    yield from judged(project, source, event, float(score))


def judged(project: Project, source: Source, event: str, score: float) -> Iterator[Alarm]:
    """One score against the thresholds that are about it."""
    for quality in project.quality:
        limits = quality.event_match_quality
        if limits is None or not concerns(quality, event, tuple(filter(None, (source.entry.destination,)))):
            continue
        if limits.warn_below is not None and score < limits.warn_below:
            message = f"{event} in {source.name}: match quality is {score:g}, below {limits.warn_below:g}"
            yield Alarm("match-quality", "warning", message, place_of(quality, "warn_below"), f"{event}\n{source.name}")
        elif limits.target is not None and score < limits.target:
            message = f"{event} in {source.name}: match quality is {score:g}, {limits.target:g} is wanted"
            yield Alarm("match-quality", "note", message, place_of(quality, "target"), f"{event}\n{source.name}")


def place_of(quality: Quality, field: str) -> Place:
    """Where a threshold of match quality is written."""
    return quality.place("event_match_quality", field)
