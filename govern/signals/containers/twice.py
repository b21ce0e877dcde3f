"""Told twice: what several tags of one container tell one account under one name at one moment.

`does` is a proof: the account is the same and known, so is the name, each fires wherever another does, and no code decides
otherwise. `may` is what has an example: the times overlap, or a call stands under a condition. Anything that nobody can know
is silence. Tags are compared in buckets of one message, platform, name and account, and found as groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from govern.core.memo import memo
from govern.core.record import Record
from govern.platforms import load, platforms
from govern.signals.blank import is_blank
from govern.signals.containers.apart import differ, go_apart
from govern.signals.containers.condition import Domain
from govern.signals.containers.relations import Cell, Relation, cells, is_inside, relation_of
from govern.signals.containers.setup import Setup, name_of
from govern.signals.containers.when import PAGE_MESSAGES, domain_of, messages, names
from govern.signals.sameness import is_certain, same
from govern.signals.signal import Signal
from govern.signals.source import MESSAGE, Ambient, Join, Made, Nothing, Read, Source, Text, Unknown, given, inner, told

Verdict = Literal["does", "may"]
Key = tuple[str, str, str, Source, Source]

MANY = 30
"""So many different times of tags that tell the same are held against each other."""

MANY_LOOKS = 20_000
"""So often a tag is looked at when a message comes, all tags and messages together; beyond it the later messages are not."""


class Twice(Record):
    """Signals that tell the same: under which name (empty: nobody knows it), at which message (empty: at any), and whether
    under one event ID."""

    verdict: Verdict
    signals: tuple[Signal, ...]
    name: str
    message: str
    one_id: bool | None = None
    page: bool = False
    why: str = ""

    @property
    def for_all(self) -> str:
        """The tag that tells all events under their own names, where one of the tags does."""
        return next((name_of(one) for one in self.signals if not isinstance(one.name.source, Text | Nothing)), "")

    @property
    def tags(self) -> tuple[str, ...]:
        """The names of the tags that tell it, each once."""
        return tuple(dict.fromkeys(map(name_of, self.signals)))


class Pair(NamedTuple):
    """Two signals by their numbers, and what is found of them."""

    verdict: Verdict
    message: str
    page: bool
    why: str


@memo
def told_twice(setup: Setup) -> tuple[Twice, ...]:
    """What the tags of a container tell twice, in the order of the tags."""
    return tuple(Search(setup).groups())


class Search:
    """Looks for what a container tells twice."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.domain: Domain = domain_of(setup.container)
        self.signals = [one for one in setup.live() if one.kind in ("event", "base") and one.surely != "later"]
        self.alone = only_accounts(self.signals)
        self.accounts = {
            at: account for at, one in enumerate(self.signals) if (account := self.account(one)) is not None
        }
        self.accounts = {at: self.accounts[at] for at in self.with_company()}
        self.pairs: dict[Key, dict[tuple[int, int], Pair]] = {}

    def with_company(self) -> list[int]:
        """The signals that are not alone with their name at their account, as far as it is known before a message comes."""
        named: dict[Source, dict[Source, list[int]]] = {}
        tabled = {self.signals[at].platform for at, account in self.accounts.items() if depends(account)}
        for at, account in self.accounts.items():
            signal = self.signals[at]
            known = MESSAGE if signal.platform in tabled else account
            place = Join((Text(signal.platform), Text(signal.leg), Text(signal.kind), known))
            name = signal.name.source
            named.setdefault(place, {}).setdefault(MESSAGE if depends(name) else name, []).append(at)
        company = [
            at
            for names_ in named.values()
            for same_ in names_.values()
            if MESSAGE in names_ or len(same_) > 1
            for at in same_
        ]
        return sorted(company)

    def account(self, signal: Signal) -> Source | None:
        """The account that a signal is told to, in a form that is compared; `None` where nobody knows it."""
        source = told(signal.account.source)
        if isinstance(source, Ambient):
            return self.alone.get((signal.platform, signal.leg), source)
        if isinstance(source, Nothing | Unknown) or not is_certain(source):
            return None
        return None if isinstance(source, Text) and (is_blank(source.value) or " " in source.value) else source

    def groups(self) -> Iterator[Twice]:
        """The groups, those that do before those that may."""
        for message, members in self.moments():
            self.compare(message, members)
        self.compare_pages()
        verdicts: tuple[Verdict, ...] = ("does", "may")
        for verdict in verdicts:
            for key, pairs in self.pairs.items():
                found = {pair: said for pair, said in pairs.items() if said.verdict == verdict}
                for group in joined(found):
                    yield self.group(key, group, found)

    def group(self, key: Key, members: tuple[int, ...], found: dict[tuple[int, int], Pair]) -> Twice:
        """One group with what was found of its first pair."""
        signals = tuple(self.signals[at] for at in members)
        said = next(found[pair] for pair in combinations(members, 2) if pair in found)
        ids = {same(one.event_id.source, signals[0].event_id.source) for one in signals[1:]}
        name = key[3].value if isinstance(key[3], Text) else ""
        return Twice(said.verdict, signals, name, said.message, ids == {True}, said.page, said.why)

    def moments(self) -> Iterator[tuple[str | None, list[int]]]:
        """Each message with the signals that may be told at it; without a message those that wait for none by name."""
        by_name: dict[str, list[int]] = {}
        open_: list[int] = []
        for at in self.accounts:
            waits = [names(cube) for cube in self.signals[at].when.fire]
            if None in waits:
                open_.append(at)
            for name in dict.fromkeys(name for found in waits if found is not None for name in found):
                by_name.setdefault(name, []).append(at)
        left = MANY_LOOKS
        for message in messages(self.setup.container):
            members = sorted({*by_name.get(message, ()), *open_})
            left -= len(members)
            if len(members) > 1 and left > 0:
                yield message, members
        if len(open_) > 1:
            yield None, open_

    def compare(self, message: str | None, members: list[int]) -> None:
        """Find the pairs of one message."""
        buckets: dict[Key, list[int]] = {}
        for at in members:
            key = self.key(at, message)
            if key is not None:
                buckets.setdefault(key, []).append(at)
        for key, bucket in buckets.items():
            if len(bucket) > 1:
                self.compare_alike(key, message, bucket)

    def key(self, at: int, message: str | None) -> Key | None:
        """What is told to whom at a message."""
        signal = self.signals[at]
        name = signal.name.source if message is None else given(signal.name.source, message)
        name = translated(signal.platform, name)
        if signal.kind == "event" and (name == Nothing() or not is_certain(name)):
            return None
        account = self.accounts[at] if message is None else told(given(self.accounts[at], message))
        return signal.platform, signal.leg, signal.kind, name, account

    def compare_alike(self, key: Key, message: str | None, bucket: list[int]) -> None:
        """Find the pairs among signals that tell the same: those with equal times by looking once."""
        by_time: dict[tuple[Cell, ...], list[int]] = {}
        for at in bucket:
            found = cells(self.signals[at].when, message, self.domain)
            if found:
                by_time.setdefault(found, []).append(at)
        for time, alike in by_time.items():
            kind = relation_of(time, time, self.domain)
            for one, other in pairwise(alike):
                self.keep(key, (one, other), kind, message)
        times = list(by_time)[:MANY]
        for one_time, other_time in combinations(times, 2):
            kind = relation_of(one_time, other_time, self.domain)
            one, other = sorted((by_time[one_time][0], by_time[other_time][0]))
            self.keep(key, (one, other), kind, message)

    def compare_pages(self) -> None:
        """Find the pairs of tags that tell a page's own moments: the beginning of a page and its end are one page."""
        buckets: dict[Key, list[tuple[int, str, Cell]]] = {}
        for at in self.accounts:
            key = self.key(at, None)
            waits = {name for cube in self.signals[at].when.fire for name in names(cube) or ()} & PAGE_MESSAGES
            if key is None or not waits or depends(key[3]) or depends(key[4]):
                continue
            for message in sorted(waits):
                found = cells(self.signals[at].when, message, self.domain)
                buckets.setdefault(key, []).extend((at, message, cell) for cell in found if is_of_page(cell))
        for key, bucket in buckets.items():
            for (one, here, cell), (other, there, cell2) in combinations(bucket[:MANY], 2):
                inside = here != there and (is_inside(cell, cell2, self.domain) or is_inside(cell2, cell, self.domain))
                if inside and one != other:
                    self.keep(key, (min(one, other), max(one, other)), "contained", "", page=True)

    def keep(self, key: Key, pair: tuple[int, int], kind: Relation, message: str | None, *, page: bool = False) -> None:
        """Write down a pair, unless more is known of it already."""
        a, b = (self.signals[at] for at in pair)
        if kind not in ("contained", "overlapping") or a.by == b.by or go_apart(a, b):
            return
        if kind == "overlapping" and differ(a, b):
            return
        why = "" if kind == "contained" else "their times overlap"
        if "under conditions" in (a.surely, b.surely):
            why = why or "its settings or its code decide whether one of them tells"
        elif differ(a, b):
            why = why or "with different values"
        verdict: Verdict = "may" if why else "does"
        pairs = self.pairs.setdefault(key, {})
        if pair not in pairs or (pairs[pair].verdict, verdict) == ("may", "does"):
            pairs[pair] = Pair(verdict, message or "", page, why)


def depends(source: Source) -> bool:
    """Whether a source is another one at another message."""
    return source == MESSAGE or any(map(depends, inner(source)))


def only_accounts(signals: Iterable[Signal]) -> dict[tuple[str, str], Source]:
    """The account of each platform that is the only one that tags name."""
    found: dict[tuple[str, str], set[Source]] = {}
    for signal in signals:
        source = told(signal.account.source)
        if not isinstance(source, Ambient | Nothing):
            found.setdefault((signal.platform, signal.leg), set()).add(source)
    return {key: next(iter(known)) for key, known in found.items() if len(known) == 1 and is_certain(next(iter(known)))}


def translated(platform: str, name: Source) -> Source:
    """A name that a template makes of the message, where the platform's own word for that message is known."""
    if not isinstance(name, Made) or not name.how.endswith("word for the event") or not isinstance(name.reads[0], Text):
        return name
    meant = name.reads[0].value
    events = load(platform).events.values() if platform in platforms() else ()
    return next((Text(event.name) for event in events if event.canonical == meant), name)


def is_of_page(cell: Cell) -> bool:
    """Whether conditions speak of the page's address and nothing else, which stays while the page loads."""
    return not cell.outside and all(isinstance(c.left, Read) and c.left.place == "page" for c in cell.cube)


def joined(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Pairs put together as groups, in order."""
    leader: dict[int, int] = {}

    def find(at: int) -> int:
        while leader.setdefault(at, at) != at:
            at = leader[at]
        return at

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    groups: dict[int, list[int]] = {}
    for at in sorted(leader):
        groups.setdefault(find(at), []).append(at)
    return (tuple(group) for group in groups.values())
