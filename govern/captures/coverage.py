"""What captures held, in a few lines: how much was read, which platforms were told what, what of the specs was seen.

Captures that are larger than memory are judged in portions; what is counted of each is added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.captures import keys
from govern.captures.answers import GOOD, SLOW
from govern.captures.declared import is_judged, seen, undeclared
from govern.captures.hit import Capture
from govern.captures.told import events, hits
from govern.captures.unseen import Sender, expected, sender, was_refused
from govern.core.report import Heard
from govern.signals.specs import Declared, declarations

if TYPE_CHECKING:
    from govern.project import Project


LISTED = 8
"""How many names a line lists."""

WORDS = {"base": "initialised", "consent": "consent told", "person": "identified"}


class Counted:
    """What was counted of one file, portion by portion."""

    def __init__(self, kind: str) -> None:
        self.kind, self.remark = kind, ""
        self.requests = self.hits = self.messages = self.beyond = self.unknown = self.damaged = 0
        self.told: Counter[str] = Counter()
        self.rest: Counter[str] = Counter()
        self.banners: Counter[str] = Counter()
        self.choices: Counter[str] = Counter()
        self.platforms: set[str] = set()

    def add(self, capture: Capture) -> None:
        """Count a portion."""
        self.kind, self.remark = capture.kind or self.kind, capture.remark or self.remark
        self.requests += capture.requests
        self.hits += len(capture.hits)
        self.messages += len(capture.messages)
        self.beyond += capture.beyond
        self.unknown += len(capture.unknown) + capture.more_unknown
        self.damaged += len(capture.damaged) + capture.more_damaged
        self.platforms.update(hit.platform for hit in capture.hits)
        self.told.update(f"{hit.platform} {hit.leg}" for hit in capture.hits if hit.kind == "event")
        retired = sum(count for _, kind, count in capture.others if kind == "retired")
        self.rest["that load or help"] += sum(count for _, _, count in capture.others) - retired
        self.rest["to what counts no more"] += retired
        self.rest["that are answers"] += capture.answers
        self.rest["to others"] += capture.foreign
        self.banners.update(dict(capture.banners))
        self.choices.update(one.banner for one in capture.choices)

    def line(self, file: str) -> str:
        """What was read of the file."""
        if not self.requests and not self.damaged and self.remark:
            return f"{file}: {self.remark}"
        told = f"{number(self.hits, 'hit')} of {number(len(self.platforms), 'platform')}"
        parts = [
            number(self.requests, "row" if self.kind == "table" else "request"),
            f"{told} ({number(self.told.total(), 'event')})" if self.hits else "no hits",
        ]
        for name, count in sorted(self.banners.items()):
            chosen = f" ({number(self.choices[name], 'choice')})" if self.choices[name] else ""
            parts.append(f"{count:,} to {name}{chosen}")
        parts.extend(f"{count:,} {what}" for what, count in self.rest.items() if count)
        if self.messages:
            parts.append(number(self.messages, "message"))
        if self.beyond:
            parts.append(f"{self.beyond:,} beyond the first {self.hits:,} hits, which were not judged")
        parts.extend(
            f"{count:,} {what}"
            for count, what in ((self.unknown, "not understood"), (self.damaged, "damaged"))
            if count
        )
        return f"{file} ({self.kind}): {', '.join(parts)}" + (f"; {self.remark}" if self.remark else "")


class Times:
    """How long the answers of a platform took on one way, in milliseconds."""

    def __init__(self) -> None:
        self.count = self.over_good = self.over_slow = 0

    def add(self, ms: float) -> None:
        """Count an answer."""
        self.count += 1
        self.over_good += ms > GOOD
        self.over_slow += ms > SLOW

    def __str__(self) -> str:
        slow = f", {self.over_slow:,} over {SLOW} ms" if self.over_slow else ""
        return f"{self.count - self.over_good:,} of {self.count:,} within {GOOD} ms{slow}"


class Total:
    """What was counted of all captures: by file, platform, declared signal, and key by which people are matched."""

    def __init__(self, projects: Iterable[Project] = ()) -> None:
        self.portions = 0
        self.is_refused = False
        self.files: dict[str, Counted] = {}
        self.told: dict[str, Counter[tuple[str, str, str]]] = {}
        self.devices: dict[str, Counter[str]] = {}
        self.times: dict[str, dict[str, Times]] = {}
        self.undeclared: Counter[str] = Counter()
        self.seen: dict[str, bool] = {}
        self.legs: set[Sender] = set()
        self.keys: dict[tuple[str, str, str], keys.Coverage] = {}
        for project in projects:
            self.add(project)

    def add(self, project: Project) -> None:
        """Count the captures of a project: all of them, or one portion."""
        self.portions += 1
        self.is_refused = self.is_refused or was_refused(project)
        for capture in project.live.captures:
            self.files.setdefault(capture.file, Counted(capture.kind)).add(capture)
        for hit in hits(project):
            self.told.setdefault(hit.platform, Counter())[hit.kind, hit.leg, hit.event] += 1
        for hit in events(project):
            if hit.device:
                self.devices.setdefault(hit.device, Counter())[f'{hit.platform} "{hit.event}"'] += 1
            if hit.ms is not None:
                way = f"{hit.leg} on {hit.device}" if hit.device else hit.leg
                self.times.setdefault(hit.platform, {}).setdefault(way, Times()).add(hit.ms)
        for one in keys.coverage(project):
            known = self.keys.get(one.about)
            self.keys[one.about] = one if known is None else known.with_more(one)
        if is_judged(project):
            self.legs.update(sender(hit.leg, hit.platform) for hit in events(project))
            self.undeclared.update(f'{hit.platform} "{hit.event}"' for hit in undeclared(project))
            for signal in declarations(project).declared():
                name = told_as(signal)
                self.seen[name] = self.seen.get(name, False) or id(signal) in seen(project)

    @property
    def hits(self) -> int:
        """How many hits were judged."""
        return sum(counted.hits for counted in self.files.values())

    @property
    def heard(self) -> tuple[Heard, ...]:
        """What was read of each file, for programs."""
        return tuple(
            Heard(file, one.kind, one.requests, one.hits, one.told.total(), one.unknown, one.damaged, dict(one.told))
            for file, one in self.files.items()
        )

    def lines(self, project: Project) -> Iterator[str]:
        """The lines, captures first. The project says what is declared."""
        yield from (counted.line(file) for file, counted in self.files.items())
        yield from map(self.line, self.told)
        yield from self.by_device()
        for platform, ways in self.times.items():
            if any(times.over_good for times in ways.values()):
                yield f"answers of {platform}: {'; '.join(f'{way} {times}' for way, times in ways.items())}"
        yield from self.against_specs(project)
        yield from map(keys.line, self.keys.values())

    def by_device(self) -> Iterator[str]:
        """How many events each class of devices told, and which it did not tell that another one did."""
        if len(self.devices) < 2:
            return
        yield f"devices: {', '.join(f'{name} {told.total():,}' for name, told in sorted(self.devices.items()))}"
        every = dict.fromkeys(name for told in self.devices.values() for name in told)
        for device, told in sorted(self.devices.items()):
            if missing := [name for name in every if name not in told]:
                yield f"not seen on {device}: {listed(missing)}"

    def line(self, key: str) -> str:
        """What one platform was told: events by name and leg."""
        told, legs = self.told[key], []
        for leg in ("browser", "server"):
            names = [
                f"{name} {count:,}" for (kind, where, name), count in told.items() if (kind, where) == ("event", leg)
            ]
            if names:
                legs.append(f"{leg} {listed(names)}")
        other: Counter[str] = Counter()
        for (kind, _, _), count in told.items():
            other[kind] += count if kind != "event" else 0
        legs.extend(f"{WORDS[kind]} {count:,}" for kind, count in other.items() if count)
        return f"{key}: {'; '.join(legs)}"

    def against_specs(self, project: Project) -> Iterator[str]:
        """What of the specs was seen, what never was, and what is not in them."""
        declared = {told_as(one): one.mapping.event for one in expected(project, self.legs)}
        if not declared:
            return
        missing = [name for name in declared if not self.seen.get(name)]
        seen = len(declared) - len(missing)
        yield f"seen {seen:,} of {number(len(declared), 'declared signal')} on the legs that were captured"
        for event in dict.fromkeys(declared[name] for name in missing):
            ways = (name.partition(" → ")[2] for name in missing if declared[name] == event)
            yield f"never seen: {event} → {', '.join(ways)}"
        if self.undeclared:
            yield f"seen and not declared: {listed([f'{name} ({count:,})' for name, count in self.undeclared.items()])}"


def lines(project: Project) -> Iterator[str]:
    """What the captures of a project held."""
    yield from Total([project]).lines(project)


def told_as(signal: Declared) -> str:
    """A declared signal: its event, whom it is told and by which leg."""
    return f"{signal.mapping.event} → {signal.mapping.destination} ({signal.leg})"


def number(count: int, noun: str) -> str:
    """`1 event`, `1,200 events`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def listed(names: list[str]) -> str:
    """Some names, and how many more."""
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return f"{', '.join(names[:LISTED])}{more}"
