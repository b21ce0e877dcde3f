"""The thresholds of a quality section: where they are, how much, and in which direction they are strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Route
from govern.spec.base import percent
from govern.spec.sections.quality import Quality

if TYPE_CHECKING:
    from govern.project import Project

ORDERS = (
    ("event_match_quality.warn_below", "event_match_quality.target"),
    ("discrepancy.target", "discrepancy.warn_above"),
    ("discrepancy.target", "discrepancy.fail_above"),
    ("discrepancy.warn_above", "discrepancy.fail_above"),
)
"""Pairs of which the first must not be above the second; of two with one first the nearer."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("event_match_quality", "target"), ("event_match_quality", "warn_below"),
    ("discrepancy", "target"), ("discrepancy", "warn_above"), ("discrepancy", "fail_above"),
    ("deduplication_rate", "warn_below"), ("deduplication_rate", "warn_above"),
    ("error_rate", "warn_above"), ("error_rate", "warn_below"), ("volume_drop", "percent"),
)  # fmt: skip


class Threshold(Record):
    """One threshold of one section: its number, and how it is written."""

    quality: Quality
    block: str
    field: str
    number: float
    written: str

    @property
    def route(self) -> Route:
        return (self.block, self.field)

    @property
    def top(self) -> int:
        """The highest value that there is: scores end at 10, shares at 100 %."""
        return 10 if self.block == "event_match_quality" else 100

    @property
    def is_possible(self) -> bool:
        """Whether the value can be reached at all; a drop of nothing happens all the time."""
        return 0 <= self.number <= self.top and not (self.block == "volume_drop" and self.number == 0)

    @property
    def name(self) -> str:
        """The threshold as messages name it."""
        return f"{self.block}.{self.field}"


def thresholds(project: Project) -> Iterator[Threshold]:
    """Every threshold that is a number or a share."""
    for quality in project.quality:
        for block, field in FIELDS:
            value = getattr(getattr(quality, block), field, None)
            if value is not None:
                number = percent(value) if isinstance(value, str) else float(value)
                yield Threshold(quality, block, field, number, str(value))


def disordered(project: Project) -> Iterator[tuple[Threshold, Threshold]]:
    """The pairs of thresholds in the wrong order; of three the neighbours. What cannot be reached is none of an order's business."""
    found = {(one.quality.place(), one.name): one for one in thresholds(project) if one.is_possible}
    for (section, name), low in found.items():
        upper = next((upper for lower, upper in ORDERS if lower == name and (section, upper) in found), "")
        high = found.get((section, upper))
        if high is not None and low.number > high.number:
            yield low, high
