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
    """The destinations that the section is about."""
    events: tuple[str, ...] = ()
    """The events that the section is about."""


class MatchQuality(Record):
    """Event match quality, a score from 0 to 10."""

    target: Number | None = None
    """The score that is aimed at, from 0 to 10."""
    warn_below: Number | None = None
    """The score below which somebody looks."""


class Discrepancy(Record):
    """How far the platform's, the analytics tool's and the backend's counts may lie apart."""

    target: Percent | None = None
    """The difference that is aimed at, such as 5%."""
    warn_above: Percent | None = None
    """The difference above which somebody looks."""
    fail_above: Percent | None = None
    """The difference above which it is an error."""


class Tolerance(Record):
    """How far two layers may lie apart; the second is what the first is held against."""

    between: tuple[Layer, ...]
    """The two layers, such as [platform, backend]; shares are of the second."""
    target: Percent | None = None
    """The difference that is aimed at, such as 5%."""
    warn_above: Percent | None = None
    """The difference above which somebody looks."""
    fail_above: Percent | None = None
    """The difference above which it is an error."""


class Rate(Record):
    """A share, watched from below or above."""

    warn_below: Percent | None = None
    """The share below which somebody looks, such as 90%."""
    warn_above: Percent | None = None
    """The share above which somebody looks."""
    fail_below: Percent | None = None
    """The share below which it is an error."""
    fail_above: Percent | None = None
    """The share above which it is an error."""


class Latency(Record):
    """How long things may take."""

    pixel_load: Duration | None = None
    """How long a platform's script may take to load, such as 200ms."""
    api_handshake: Duration | None = None
    """How long a connection to a server API may take."""
    delivery: Duration | None = None
    """How long an event may take to arrive."""


class VolumeDrop(Record):
    """A fall of the number of events that is an alarm."""

    percent: Number
    """By how many percent the number falls."""
    within: Duration
    """In which time, such as 1h."""
    against: Literal["same_hour", "7d"] = "same_hour"
    """Against what: the same hours of four weeks, or the mean of seven days."""
    level: Loud = "error"
    """How loud the alarm is."""


class Silence(Record):
    """For how long no event at all may arrive."""

    after: Duration
    """For how long nothing may come, such as 3h."""
    open: str | None = None
    """The opening hours that count, such as 08:00-22:00, in the zone of the counts."""
    level: Loud = "error"
    """How loud the alarm is."""


class Ignored(Record):
    """A day on which volumes say nothing."""

    day: Date
    """The day."""
    reason: str | None = None
    """Why: a holiday, a sale."""


class Quality(Entity):
    """The `quality` section of one file."""

    event_match_quality: MatchQuality | None = None
    """How well events match people."""
    discrepancy: Discrepancy | tuple[Tolerance, ...] | None = None
    """How far the counts of platform, analytics and back end may lie apart; a list says it for pairs of layers."""
    deduplication_rate: Rate | None = None
    """How many events that come twice are known as one."""
    latency: Latency | None = None
    """How long things may take."""
    volume_drop: VolumeDrop | tuple[VolumeDrop, ...] | None = None
    """Which fall of the number of events is an alarm; a list says it for several windows."""
    error_rate: Rate | None = None
    """How many events may be refused."""
    silence: Silence | None = None
    """For how long no event at all may arrive."""
    ignore: tuple[Ignored, ...] = ()
    """Days on which volumes say nothing."""
    sure: Percent | None = None
    """How sure an alarm about volume has to be, 99.99% if nothing is said."""
    for_: Narrowed | None = None
    """Of which destinations and events everything in the section is."""


SECTION = Section(
    Quality,
    100,
    "quality",
    many=False,
    references={"for.destinations": "destinations", "for.events": "events"},
)
