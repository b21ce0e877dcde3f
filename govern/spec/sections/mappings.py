"""Mappings: how an event is told to a destination."""

from __future__ import annotations

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Leg
from govern.spec.section import Names, Section

__all__ = ["Constant", "Leg", "Mapping"]


class Constant(Record):
    """A fixed value instead of a parameter."""

    value: str | int | float | bool
    """The fixed value."""


class Mapping(Entity):
    """One event at one destination. `parameters` and `match_keys` go from the platform's field to our parameter.

    `conversion_action` is what the platform counts the event by; `conversion_label` what the browser's tag calls that, where it is
    another word: the label of a Google Ads conversion, LinkedIn's rule for its Insight Tag. `delay` is how much later than the browser's the server's event may come, where it differs from the destination's.
    """

    event: str
    """The event."""
    destination: str
    """The destination that is told."""
    as_: str
    """The platform's name for the event."""
    via: tuple[Leg, ...] = ("browser",)
    """The ways it goes: browser, server or both."""
    parameters: dict[str, str | Constant] = {}
    """The platform's field, and our parameter or a fixed value."""
    match_keys: dict[str, str] = {}
    """The platform's match key, and our parameter."""
    event_id: str | None = None
    """An event ID of its own, in place of the event's."""
    conversion_action: str | None = None
    """What the platform counts the event by: the number of a conversion action, the URN of a rule, the ID of an event."""
    conversion_label: str | None = None
    """What the browser's tag calls that, where it is another word."""
    action_source: str | None = None
    """Where it happened, in the platform's word, such as website."""
    api_version: str | None = None
    """The version of the platform's server API, where it differs from the destination's."""
    delay: Duration | None = None
    """How much later than the browser's event the server's may come, where it differs from the destination's."""
    reason: str | None = None
    """Why something unusual is meant."""
    owner: str | None = None
    """Who answers for it."""

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
