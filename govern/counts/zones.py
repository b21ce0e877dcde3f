"""Time zones as steps: from which instant on which offset from UTC holds. Days are counted with them, here and in SQL."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache

from govern.core.record import Record
from govern.source.cells import DAY_US, day_number

HOUR_US = 3_600_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST, LATEST = 946_684_800_000_000, 2_524_608_000_000_000
"""2000 and 2050: what lies outside is counted with the offset of the end."""

STEP = 6 * DAY_US
"""How far apart the instants are that are looked at. No zone has gone back and forth within a week since 2000."""


class Zone(Record):
    """A zone by its name: the instants at which its offset changes, in order, and the offset from each of them on."""

    name: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def offset(self, us: int) -> int:
        """The offset at an instant."""
        return self.offsets[max(0, bisect_right(self.starts, us) - 1)]

    def day(self, us: int) -> int:
        """The day of an instant there."""
        return day_number(us + self.offset(us))

    def instant(self, local: int) -> int:
        """The instant of what a clock showed there; of two the earlier, and where it showed nothing of the kind the one after."""
        for guess in (self.offset(local - DAY_US), self.offset(local + DAY_US)):
            if self.offset(local - guess) == guess:
                return local - guess
        return local - self.offset(local - DAY_US)


def is_zone(name: str) -> bool:
    """Whether a name is a time zone."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def zone(name: str, since: int = EARLIEST, until: int = LATEST) -> Zone:
    """The steps of a zone between two instants: where two that are looked at differ, the instant between them is searched."""
    from zoneinfo import ZoneInfo

    found = ZoneInfo(name)

    def offset(us: int) -> int:
        shift = (EPOCH + timedelta(microseconds=us)).astimezone(found).utcoffset()
        assert shift is not None
        return int(shift / timedelta(microseconds=1))

    starts, offsets = [since], [offset(since)]
    at = since
    while at < until:
        after = min(at + STEP, until)
        if offset(after) != offsets[-1]:
            low, high = at, after
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offsets[-1] else (low, middle)
            starts.append(high)
            offsets.append(offset(high))
        at = after
    return Zone(name, tuple(starts), tuple(offsets))


def hours_apart(one: Zone, other: Zone, us: int) -> float:
    """How many hours lie between the midnights of two zones."""
    return abs(one.offset(us) - other.offset(us)) / HOUR_US
