"""Reports counted: how often each violation was reported, on which days, by how many browsers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from govern.core.record import Record
from govern.csp.violations.report import Body, Key, Violation, day_of, found, key_of
from govern.csp.violations.stream import DAMAGED, values

KINDS = 20_000
"""More violations than are told apart: whoever sends reports chooses what stands in them."""

BROWSERS, DAYS, LONGEST = 200, 1000, 40_000
OTHERS: Key = ("", "others", "", "", "", False)


class Counted(Record):
    """One violation with its count, the policy of the first report, its days, and how many browsers were told apart."""

    violation: Violation
    count: int
    policy: str
    days: dict[str, int]
    browsers: int


class Tally:
    """Counts reports. It grows with what is told apart, never with the number of reports."""

    def __init__(self) -> None:
        self.reports = self.other = self.damaged = 0
        self.kept: dict[Key, tuple[list[int], str, dict[str, int], set[int]]] = {}
        self.time: list[str] = []

    def read(self, streams: Iterable[IO[bytes]]) -> None:
        """Count everything in some files."""
        for stream in streams:
            self.time = []
            for value in values(stream):
                self.add(value)

    def add(self, value: object) -> None:
        """Count the reports of one value."""
        if value is DAMAGED:
            self.damaged += 1
            return
        if type(value) is dict and type(body := value.get("csp-report")) is dict:  # the way of nearly all
            self.count(body, value)
            return
        before = self.reports
        for body, around in found(value):
            self.count(body, around)
        if self.reports == before:
            self.other += 1

    def count(self, body: Body, around: Body) -> None:
        """Count one report under what it says: once more, on its day, by its browser."""
        self.reports += 1
        key, policy = key_of(body)
        counts, _, days, browsers = self.kept.get(key) or self.fresh(key, policy)
        counts[0] += 1
        time = around.get(self.time[0]) if self.time else None
        if type(time) is str and time[:10] in days:
            days[time[:10]] += 1
        elif (day := day_of(around, self.time)) and len(days) < DAYS:
            days[day] = days.get(day, 0) + 1
        agent = around.get("user_agent")
        if agent is not None and len(browsers) < BROWSERS:
            browsers.add(hash(str(agent)))

    def fresh(self, key: Key, policy: str) -> tuple[list[int], str, dict[str, int], set[int]]:
        """The place of a violation that was not seen before; of too many, one for all the others."""
        if len(self.kept) >= KINDS:
            key, policy = OTHERS, ""
        return self.kept.setdefault(key, ([0], policy if len(policy) < LONGEST else "", {}, set()))

    @property
    def counted(self) -> tuple[Counted, ...]:
        """Every violation, the frequent ones first."""
        made = (
            Counted(Violation(*key), count[0], policy, dict(sorted(days.items())), len(browsers))
            for key, (count, policy, days, browsers) in self.kept.items()
        )
        return tuple(sorted(made, key=lambda one: (-one.count, tuple(one.violation._values()))))
