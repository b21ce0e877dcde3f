"""Quality thresholds: from which number on somebody should look."""

from __future__ import annotations

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Percent
from govern.spec.section import Section

Number = int | float


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


class Rate(Record):
    """A share, watched from below or above."""

    warn_below: Percent | None = None
    """The share below which somebody looks, such as 90%."""
    warn_above: Percent | None = None
    """The share above which somebody looks."""


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


class Quality(Entity):
    """The `quality` section of one file."""

    event_match_quality: MatchQuality | None = None
    """How well events match people."""
    discrepancy: Discrepancy | None = None
    """How far the counts of platform, analytics and back end may lie apart."""
    deduplication_rate: Rate | None = None
    """How many events that come twice are known as one."""
    latency: Latency | None = None
    """How long things may take."""
    volume_drop: VolumeDrop | None = None
    """Which fall of the number of events is an alarm."""
    error_rate: Rate | None = None
    """How many events may be refused."""


SECTION = Section(Quality, 100, "quality", many=False)
