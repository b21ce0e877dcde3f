"""Every fact about the platforms with where it is from: its sources, whether it was read there, and on which day."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.record import Record
from govern.platforms import load, platforms
from govern.platforms.fact import Fact

ORIGIN = frozenset(("source", "source_kind", "verified", "checked", "note"))
NAMES = ("name", "key", "id", "product", "kind", "parameter", "interaction", "code", "call", "label")
"""What an entry is known by, the first that it has."""


class Traced(Record):
    """A fact: the platform, the way to it, its sources, and the day on which it was last looked at."""

    platform: str
    way: str
    sources: tuple[str, ...]
    verified: bool
    day: str

    @property
    def is_alone(self) -> bool:
        """Whether nothing but one source says so; two pages of one vendor are two."""
        return self.verified and len(set(self.sources)) < 2


def traced() -> Iterator[Traced]:
    """The facts of all platforms, in the order of their pages."""
    for key in platforms():
        facts = load(key).facts
        yield from within(key, "", facts, (), facts.facts_as_of, sure=False)


def within(platform: str, way: str, fact: Fact, sources: tuple[str, ...], day: str, *, sure: bool) -> Iterator[Traced]:
    """A fact and those that it is made of; what says nothing of its origin has that of the block around it."""
    own = (fact.source,) if isinstance(fact.source, str) else fact.source
    sources, day = tuple(filter(None, own)) or sources, fact.checked or day
    sure = fact.verified if fact.given("verified") else sure
    inner: list[tuple[str, Fact]] = []
    says = False
    for name in fact.__fields__:
        value = getattr(fact, name)
        if isinstance(value, Fact):
            inner.append((name, value))
        elif isinstance(value, tuple) and value and all(isinstance(one, Fact) for one in value):
            inner += [(f"{name} {called(one)}", one) for one in value]
        elif fact.given(name) and name not in ORIGIN and not name.endswith(("_verified", "_source", "_note")):
            says = True
    if way and says:
        yield Traced(platform, way, sources, sure, day)
    for name, one in inner:
        yield from within(platform, f"{way}.{name}" if way else name, one, sources, day, sure=sure)


def called(fact: Fact) -> str:
    """What an entry of a list is known by."""
    return next((str(getattr(fact, name)) for name in NAMES if getattr(fact, name, "")), "")
