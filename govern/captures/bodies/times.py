"""When an event happened: the time has its unit, and is neither too old nor in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from govern.captures.bodies.event import EMPTY, NUMBER, Complaint, Event, fields, level, misfit, shown
from govern.core.memo import memo
from govern.core.regex import regex

if TYPE_CHECKING:
    from govern.platforms.facts import EnvelopeField

DAY = 86_400_000
ZONED = regex(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
UNITS = {"s": ("seconds", 1000), "ms": ("milliseconds", 1), "us": ("microseconds", 0.001)}
SLACK = 10 * 60 * 1000
"""How far a clock may run ahead before an event counts as being from the future."""


def is_time(fact: EnvelopeField) -> bool:
    """Whether a field says when it happened."""
    return bool(fact.unit) or fact.format.startswith(("ISO 8601", "yyyy-mm-dd"))


@memo
def told(event: Event) -> tuple[tuple[EnvelopeField, Any], ...]:
    """The fields that say when it happened, as far as they are there, and their values."""
    return tuple((fact, value) for fact, value in fields(event) if value not in EMPTY and is_time(fact))


def times(event: Event) -> Iterator[Complaint]:
    """The time has its unit."""
    for fact, value in told(event):
        as_text = fact.text_taken and isinstance(value, str) and moment(value) is not None
        sure = fact.verified and fact.unit_verified and not as_text
        wanted = wrong_time(event.form.times, fact, value)
        if not wanted and fact.as_number and isinstance(value, str) and not event.form.times:
            wanted, sure = "a number without quotes", sure and fact.as_number_verified
        if wanted:
            message = f"{fact.name} is {shown(value)}, expected {wanted}"
            yield Complaint(event.route_of(fact.name), message, level(sure))


def wrong_time(form: str, fact: EnvelopeField, value: Any) -> str:
    """What a time should be instead; empty where it is all right."""
    if form == "zoned":
        return "" if isinstance(value, str) and ZONED.fullmatch(value) else "yyyy-mm-dd hh:mm:ss+hh:mm"
    if form == "iso" or not fact.unit:
        is_written = isinstance(value, str) and not NUMBER.fullmatch(value) and moment(value) is not None
        return "" if is_written else "a time as in ISO 8601"
    units = [unit for unit in UNITS if unit in fact.unit.split(" or ")]
    names = " or ".join(UNITS[unit][0] for unit in units)
    if misfit("integer", value) is not None:
        return f"{names} since 1970"
    if any(946_684_800_000 <= float(value) * UNITS[unit][1] < 4_102_444_800_000 for unit in units):
        return ""
    return f"{names} since 1970"


def moment(value: Any) -> float | None:
    """A time in milliseconds, whatever its unit: they are a thousand apart."""
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return None
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).timestamp() * 1000
    if isinstance(value, bool) or misfit("number", value) is not None:
        return None
    number = float(value)
    return next((number * by for by in (1000, 1, 0.001) if 946_684_800_000 <= number * by < 4_102_444_800_000), None)


def newest(events: list[Event]) -> float | None:
    """When the newest event happened: the body was not sent before."""
    found = [moment(value) for event in events if isinstance(event.data, dict) for _, value in told(event)]
    return max((time for time in found if time is not None), default=None)


def ages(event: Event, sent: float | None, known: bool) -> Iterator[Complaint]:
    """No event is too old, or from the future."""
    for fact, value in told(event):
        hours = fact.max_age_hours or 24 * (fact.max_age_days or 0)
        when = moment(value)
        if when is None or sent is None:
            continue
        route = event.route_of(fact.name)
        offline = event.platform.facts.event_envelope.offline_max_age_days
        hours = 24 * offline if offline and event.get("action_source") == "physical_store" else hours
        if hours and sent - when > hours * 3_600_000:
            days = (sent - when) / DAY
            limit = f"{hours // 24} days" if hours % 24 == 0 else f"{hours} hours"
            message = f"{fact.name} is {days:.0f} days before it was sent, {event.platform.name} takes {limit}"
            yield Complaint(route, message, level(fact.verified and fact.max_age_verified))
        if known and when - sent > SLACK:
            sure = fact.verified and fact.future_allowed is False
            yield Complaint(route, f"{fact.name} is in the future", level(sure))
