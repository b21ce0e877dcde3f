"""The thresholds of a quality section: where they are, how much, and in which direction they are strict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Route
from govern.spec.base import percent
from govern.spec.sections.quality import Discrepancy, Quality, Tolerance, VolumeDrop

if TYPE_CHECKING:
    from govern.project import Project

ORDERS = (
    ("event_match_quality.warn_below", "event_match_quality.target"),
    ("discrepancy.target", "discrepancy.warn_above"),
    ("discrepancy.target", "discrepancy.fail_above"),
    ("discrepancy.warn_above", "discrepancy.fail_above"),
    ("deduplication_rate.fail_below", "deduplication_rate.warn_below"),
    ("error_rate.warn_above", "error_rate.fail_above"),
)
"""Pairs of which the first must not be above the second; of two with one first the nearer."""

FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("event_match_quality", ("target", "warn_below")),
    ("discrepancy", ("target", "warn_above", "fail_above")),
    ("deduplication_rate", ("warn_below", "warn_above", "fail_below", "fail_above")),
    ("error_rate", ("warn_above", "warn_below", "fail_above", "fail_below")),
    ("volume_drop", ("percent",)),
)


class Threshold(Record):
    """One threshold of one section: its number, and how it is written. `number_in_list` is there where there are several."""

    quality: Quality
    block: str
    field: str
    number: float
    written: str
    number_in_list: int | None = None

    @property
    def route(self) -> Route:
        inside = () if self.number_in_list is None else (self.number_in_list,)
        return (self.block, *inside, self.field)

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


def several(block: object) -> Iterator[tuple[int | None, object]]:
    """What stands in a block, which may be a list: each with its number there."""
    if isinstance(block, tuple):
        yield from enumerate(block)
    elif block is not None:
        yield None, block


def thresholds(project: Project) -> Iterator[Threshold]:
    """Every threshold that is a number or a share."""
    for quality in project.quality:
        for block, fields in FIELDS:
            for number_in_list, one in several(getattr(quality, block)):
                for field in fields:
                    value = getattr(one, field, None)
                    if value is not None:
                        number = percent(value) if isinstance(value, str) else float(value)
                        yield Threshold(quality, block, field, number, str(value), number_in_list)


def disordered(project: Project) -> Iterator[tuple[Threshold, Threshold]]:
    """The pairs of thresholds in the wrong order; of three the neighbours. What cannot be reached is not asked for its order."""
    found = {(one.quality.place(), one.number_in_list, one.name): one for one in thresholds(project) if one.is_possible}
    for (section, number, name), low in found.items():
        upper = next((upper for lower, upper in ORDERS if lower == name and (section, number, upper) in found), "")
        high = found.get((section, number, upper))
        if high is not None and low.number > high.number:
            yield low, high


def tolerances(quality: Quality) -> Iterator[tuple[Route, Discrepancy | Tolerance]]:
    """What a section says of how far counts may lie apart, and where."""
    for number, one in several(quality.discrepancy):
        assert isinstance(one, Discrepancy | Tolerance)
        yield ("discrepancy",) if number is None else ("discrepancy", number), one


def drops(quality: Quality) -> Iterator[tuple[Route, VolumeDrop]]:
    """The falls of volume that are an alarm, and where they are written."""
    for number, one in several(quality.volume_drop):
        assert isinstance(one, VolumeDrop)
        yield ("volume_drop",) if number is None else ("volume_drop", number), one
