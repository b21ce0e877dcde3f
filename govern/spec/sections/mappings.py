"""Mappings: how an event is told to a destination."""

from __future__ import annotations

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Leg
from govern.spec.section import Names, Section

__all__ = ["Constant", "Leg", "Mapping"]


class Constant(Record):
    """A fixed value instead of a parameter."""

    value: str | int | float | bool


class Mapping(Entity):
    """One event at one destination. `parameters` and `match_keys` go from the platform's field to our parameter.

    `conversion_action` is what the platform counts the event by; `conversion_label` what the browser's tag calls that, where it is
    another word: the label of a Google Ads conversion, LinkedIn's rule for its Insight Tag. `delay` is how much later than the browser's the server's event may come, where it differs from the destination's.
    """

    event: str
    destination: str
    as_: str
    via: tuple[Leg, ...] = ("browser",)
    parameters: dict[str, str | Constant] = {}
    match_keys: dict[str, str] = {}
    event_id: str | None = None
    conversion_action: str | None = None
    conversion_label: str | None = None
    action_source: str | None = None
    api_version: str | None = None
    delay: Duration | None = None
    reason: str | None = None
    owner: str | None = None

    @property
    def label(self) -> str | None:
        """What the browser's tag names the conversion by."""
        return self.conversion_label or self.conversion_action


SECTION = Section(
    Mapping,
    50,
    "mapping",
    names=Names(
        ("event", "destination", "as"),
        title="{event} → {destination} as {as}",
        apart="via",
        unlike="conversion_action",
    ),
    references={"event": "events", "destination": "destinations"},
)
