"""By what somebody can be known: which match keys events carry, and which absent ones would make the most difference.

A score cannot be worked out from outside: platforms count the share of events that they matched, too. What can be said is how
often each key came, in which form, and how many events had a strong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from govern.captures.hit import Hit
from govern.captures.told import events, known
from govern.core.memo import memo
from govern.core.record import Record
from govern.platforms import Platform
from govern.spec.base import Leg

if TYPE_CHECKING:
    from govern.project import Project

WEAK = frozenset(
    ("client_ip_address", "client_user_agent", "ip", "ip_address", "user_agent", "clientIpAddress", "clientUserAgent",
     "PLAINTEXT_IP_ADDRESS", "country", "st", "ct", "zp", "ge", "db", "city", "state", "locale", "screen_dimensions",
     "fbp", "ttp", "uuid", "sc_cookie1", "anonymousId")
)  # fmt: skip
"""Keys that many people share, or that only name a browser."""

FEWEST = 5
"""From so many events on, one value in all of them is a constant and nobody's own."""

GOOD = frozenset(("sha256", "plain"))


class Coverage(Record):
    """The match keys of one event at one platform on one leg: in how many of its events each came, and of each the digest of
    its value where that was the same in all of them."""

    platform: str
    event: str
    leg: Leg
    events: int
    keys: tuple[tuple[str, int], ...]
    strong: int
    none: int
    values: Mapping[str, bytes | None]
    wanted: tuple[str, ...]
    """What would name a person, in the platform's order."""

    @property
    def about(self) -> tuple[str, str, str]:
        """Which event it is about."""
        return self.platform, self.event, self.leg

    @property
    def constant(self) -> tuple[str, ...]:
        """The keys that had one value in all events, and so name nobody."""
        count = dict(self.keys)
        return tuple(
            name
            for name, value in self.values.items()
            if value is not None and count.get(name, 0) >= FEWEST and name not in WEAK
        )

    @property
    def absent(self) -> tuple[str, ...]:
        """The keys that never came and would name a person."""
        return tuple(name for name in self.wanted if name not in dict(self.keys))

    def with_more(self, other: Coverage) -> Coverage:
        """This one and another portion of the same event."""
        count = Counter(dict(self.keys)) + Counter(dict(other.keys))
        mine = {name: value if other.values.get(name, value) == value else None for name, value in self.values.items()}
        values = {**other.values, **mine}
        sums = {"events": self.events + other.events, "strong": self.strong + other.strong}
        return self.replace(keys=ordered(count), values=values, none=self.none + other.none, **sums)


@memo
def coverage(project: Project) -> tuple[Coverage, ...]:
    """The events of advertising platforms that are matched to people, in the order in which they came."""
    found: dict[tuple[str, str, Leg], list[Hit]] = {}
    for hit in events(project):
        platform = known(project, hit)
        if platform is not None and platform.purpose == "advertising" and platform.match_keys and hit.leg == "server":
            found.setdefault((hit.platform, hit.event, hit.leg), []).append(hit)
    return tuple(
        covered(hits, platform) for hits in found.values() if (platform := known(project, hits[0])) is not None
    )


def covered(hits: list[Hit], platform: Platform) -> Coverage:
    """The keys of the hits of one event."""
    count = Counter(name for hit in hits for name, key in hit.keys.items() if key.form in GOOD)
    strong = sum(any(name not in WEAK for name, key in hit.keys.items() if key.form in GOOD) for hit in hits)
    values: dict[str, bytes | None] = {}
    for hit in hits:
        for name, key in hit.keys.items():
            values[name] = key.same if values.setdefault(name, key.same) == key.same else None
    first, none = hits[0], sum(not hit.keys for hit in hits)
    wanted = tuple(name for name, fact in platform.match_keys.items() if is_wanted(name, fact.surfaces))
    return Coverage(first.platform, first.event, first.leg, len(hits), ordered(count), strong, none, values, wanted)


def ordered(count: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Keys, the most frequent first."""
    return tuple(sorted(count.items(), key=lambda one: (-one[1], one[0])))


def is_wanted(name: str, surfaces: tuple[str, ...]) -> bool:
    """Whether a key of servers names a person by itself, on the web."""
    return name not in WEAK and (not surfaces or "server" in surfaces) and not name.startswith(("address", "userInfo"))


def line(one: Coverage) -> str:
    """What came of one event, and what would help."""
    keys = ", ".join(f"{name} {share(count, one.events)}" for name, count in one.keys) or "none"
    told = f'match keys of {one.platform} "{one.event}" ({one.events:,}): {keys}; a strong key in {share(one.strong, one.events)}'
    if one.constant:
        told += f"; always the same: {', '.join(one.constant)}"
    if one.strong < one.events and one.absent:
        told += f"; never sent: {', '.join(one.absent[:5])}"
    return told


def share(count: int, of: int) -> str:
    """A share in whole percents, and less than a percent as that."""
    percent = 100 * count / of
    return "under 1 %" if 0 < percent < 1 else f"{percent:.0f} %"
