"""By what a platform tells that two messages are one event, and the event ID as specs write it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.platforms import Platform
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping

if TYPE_CHECKING:
    from govern.platforms.facts import Deduplication


class Template(Record):
    """An event ID as it is written, and where."""

    text: str
    place: Place


def template_of(mapping: Mapping, event: Event) -> Template | None:
    """The event ID as it is written: a mapping's own goes first."""
    own = (mapping.event_id or "").strip()
    text = (mapping.event_id if own else event.event_id) or ""
    return Template(text, (mapping if own else event).place("event_id")) if text.strip() else None


def told_by(platform: Platform, name: str = "") -> Iterator[Deduplication]:
    """The verified ways in which the platform tells that two messages are one event, of that name if it matters."""
    for method in platform.deduplication:
        by_id = method.id.startswith(("event_id", "conversion_id", "transaction_id"))
        if by_id and method.verified and (not method.events or not name or name in method.events):
            yield method


@cache
def id_fields(platform: Platform, name: str) -> tuple[str, ...]:
    """The platform's fields for the ID, in the browser and on the server."""
    return tuple(
        dict.fromkeys(key for method in told_by(platform, name) for key in (method.browser_key, method.server_key))
    )


@cache
def orders_only(platform: Platform) -> bool:
    """Whether the platform has no event ID at all, only one for orders."""
    return all(method.events for method in told_by(platform))
