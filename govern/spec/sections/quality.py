"""Quality thresholds: from which number on somebody should look."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Duration, Entity, Percent
from govern.spec.section import Section
from govern.spec.sections.counts import Layer

Number = int | float
Loud = Literal["error", "warning"]


class Narrowed(Record):
    """Of which destinations and events thresholds are; of all where nothing is named."""

    destinations: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class MatchQuality(Record):
    """Event match quality, a score from 0 to 10."""

    target: Number | None = None
    warn_below: Number | None = None


class Discrepancy(Record):
    """How far the platform's, the analytics tool's and the backend's counts may lie apart."""

    target: Percent | None = None
    warn_above: Percent | None = None
    fail_above: Percent | None = None


class Tolerance(Record):
    """How far two layers may lie apart; the second is what the first is held against."""

    between: tuple[Layer, ...]
    target: Percent | None = None
    warn_above: Percent | None = None
    fail_above: Percent | None = None


class Rate(Record):
    """A share, watched from below or above."""

    warn_below: Percent | None = None
    warn_above: Percent | None = None
    fail_below: Percent | None = None
    fail_above: Percent | None = None


class Latency(Record):
    """How long things may take."""

    pixel_load: Duration | None = None
    api_handshake: Duration | None = None
    delivery: Duration | None = None


class VolumeDrop(Record):
    """A fall of the number of events that is an alarm: against the same hours of the weeks before, or the mean of 7 days."""

    percent: Number
    within: Duration
    against: Literal["same_hour", "7d"] = "same_hour"
    level: Loud = "error"


class Silence(Record):
    """How long there may be no event at all, in opening hours such as `08:00-22:00`."""

    after: Duration
    open: str | None = None
    level: Loud = "error"


class Ignored(Record):
    """A day on which volumes say nothing, and why: a holiday, a sale."""

    day: Date
    reason: str | None = None


class Quality(Entity):
    """The `quality` section of one file. `sure` is how sure an alarm has to be; `for` narrows everything in the section."""

    event_match_quality: MatchQuality | None = None
    discrepancy: Discrepancy | tuple[Tolerance, ...] | None = None
    deduplication_rate: Rate | None = None
    latency: Latency | None = None
    volume_drop: VolumeDrop | tuple[VolumeDrop, ...] | None = None
    error_rate: Rate | None = None
    silence: Silence | None = None
    ignore: tuple[Ignored, ...] = ()
    sure: Percent | None = None
    for_: Narrowed | None = None


SECTION = Section(
    Quality,
    100,
    "quality",
    many=False,
    references={"for.destinations": "destinations", "for.events": "events"},
)
