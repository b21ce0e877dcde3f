"""Quality thresholds: from which number on somebody should look."""

from __future__ import annotations

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Percent
from govern.spec.section import Section

Number = int | float


class MatchQuality(Record):
    """Event match quality, a score from 0 to 10."""

    target: Number | None = None
    warn_below: Number | None = None


class Discrepancy(Record):
    """How far the platform's, the analytics tool's and the backend's counts may lie apart."""

    target: Percent | None = None
    warn_above: Percent | None = None
    fail_above: Percent | None = None


class Rate(Record):
    """A share, watched from below or above."""

    warn_below: Percent | None = None
    warn_above: Percent | None = None


class Latency(Record):
    """How long things may take."""

    pixel_load: Duration | None = None
    api_handshake: Duration | None = None
    delivery: Duration | None = None


class VolumeDrop(Record):
    """A fall of the number of events that is an alarm."""

    percent: Number
    within: Duration


class Quality(Entity):
    """The `quality` section of one file."""

    event_match_quality: MatchQuality | None = None
    discrepancy: Discrepancy | None = None
    deduplication_rate: Rate | None = None
    latency: Latency | None = None
    volume_drop: VolumeDrop | None = None
    error_rate: Rate | None = None


SECTION = Section(Quality, 100, "quality", many=False)
