"""The API versions that specs ask for, and how long the platform answers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.platforms import Platform
from govern.signals.destinations import at_platforms
from govern.signals.mappings import by_platform

if TYPE_CHECKING:
    from govern.project import Project

DAYS = 60
"""How long before its end a version is spoken of."""


class Asked(Record):
    """An API version that something is sent by: which one, at which platform, by what, and where that is written."""

    version: str
    platform: Platform
    by: str
    place: Place


def asked(project: Project) -> Iterator[Asked]:
    """Every API version that is written."""
    for destination, platform in at_platforms(project):
        if destination.server is not None and destination.server.api_version is not None:
            place = destination.place("server", "api_version")
            yield Asked(destination.server.api_version, platform, f'destination "{destination.name}"', place)
    for mapping, platform in by_platform(project):
        if mapping.api_version is not None:
            by = f'mapping of "{mapping.event}" to "{mapping.destination}"'
            yield Asked(mapping.api_version, platform, by, mapping.place("api_version"))


def order(version: str) -> tuple[int, ...]:
    """A version as numbers, so that `v9.0` comes before `v10.0`; empty where there are none."""
    digits = "".join(sign if sign.isascii() and sign.isdigit() else " " for sign in version[:40])
    return tuple(map(int, digits.split()))


def last_day(one: Asked) -> str:
    """The day from which on a version is not answered: its own, or that of the next one of which it is known."""
    ends = one.platform.api.version_ends.days
    if one.version in ends:
        return ends[one.version]
    asked_for = order(one.version)
    later = [day for version, day in ends.items() if asked_for and asked_for < order(version)]
    return min(later, default="")


def month(one: Asked) -> str:
    """The month in which a version is said to end, where the day is not told: `2027-02`."""
    return "" if last_day(one) else one.platform.api.version_ends.months.get(one.version.partition(".")[0], "")


def is_over(one: Asked, today: str) -> bool:
    """Whether a version is answered no more."""
    day = last_day(one)
    return bool(day) and day <= today


def is_formed(one: Asked) -> bool:
    """Whether a version looks like the platform's versions."""
    import re

    pattern = one.platform.api.version_pattern
    return not pattern or re.search(pattern, one.version) is not None
