"""Orders and IDs of the portions of a long log before this one, so that what tells one of them again meets it.

A log of a gigabyte is judged 50,000 hits at a time. An order that is told again 60,000 hits later is still one order: of each hit
with an order's number, and of each purchase with an event ID, what telling them apart takes is kept, packed into some 600 bytes, and
handed on to the portion that tells the order, or uses the ID, again. Of very many the oldest are forgotten, and counted.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.captures.amounts import CURRENCIES, VALUES, is_purchase
from govern.captures.hit import Hit
from govern.captures.told import events

if TYPE_CHECKING:
    from govern.project import Project

MOST = 100_000
"""So many hits are remembered."""

FIELDS = ("n", "place", "platform", "form", "leg", "kind", "host", "account", "event", "event_id", "order_id", "hit_id", "at_us",
          "visit", "page", "status")  # fmt: skip
"""What `repeats` asks of a hit, besides what it says it is worth."""


class Earlier:
    """The hits of earlier portions that may be told again."""

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}
        """Each hit as a pickle: that takes a quarter of what the hit itself does, and few are ever asked for."""
        self.last: dict[bytes, int] = {}
        """The number of the last hit with an order or an ID."""
        self.taken = 0

    @property
    def forgotten(self) -> int:
        """How many hits are not remembered any more."""
        return self.taken - len(self.kept)

    def again(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """The hits of earlier portions whose order or ID some of these have too, in their order."""
        numbers = {self.last[key] for hit in hits for key in keys_of(hit) if key in self.last}
        return tuple(pickle.loads(self.kept[number]) for number in sorted(numbers) if number in self.kept)  # noqa: S301 - ours

    def take(self, project: Project) -> None:
        """Remember a portion."""
        for hit in events(project):
            if hit.order_id is None and not (hit.event_id is not None and is_purchase(project, hit)):
                continue
            self.kept[self.taken] = pickle.dumps(light(hit), pickle.HIGHEST_PROTOCOL)
            for key in keys_of(hit):
                self.last[key] = self.taken
            self.taken += 1
        beyond = len(self.kept) - MOST
        if beyond > 0:
            oldest = min(self.kept) + beyond
            self.kept = {number: kept for number, kept in self.kept.items() if number >= oldest}
            self.last = {key: number for key, number in self.last.items() if number >= oldest}


def keys_of(hit: Hit) -> Iterator[bytes]:
    """By what a hit and an earlier one may be one event: its order's number, its ID."""
    for sign, value in (("order", hit.order_id), ("event", hit.event_id)):
        if value is not None and value.same:
            yield f"{sign} {hit.platform} {hit.event.casefold()} ".encode("utf-8", "replace") + value.same


def light(hit: Hit) -> Hit:
    """A hit with what is asked of an earlier one, and nothing else."""
    worth = {name: hit.parameters[name] for name in (*VALUES, *CURRENCIES) if name in hit.parameters}
    return Hit(**{name: getattr(hit, name) for name in FIELDS if hit.given(name)}, parameters=worth)
