"""What no file says of itself, and an entry of `counts` has to say before its numbers mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.zones import is_zone
from govern.spec.sections.counts import Counts

ZONED = ("platform", "analytics", "browser", "server", "intent", "backend", "crm")


def left_open(entry: Counts) -> Iterator[tuple[str, str]]:
    """The keys that an entry lacks, and what is not known without each."""
    if not entry.event:
        yield "event", "which event of the specs its rows count"
    if not entry.zone and entry.means != "score":
        yield "zone", "in which time zone its days begin"
    if entry.layer == "platform" and not entry.destination:
        yield "destination", "which destination counted"
    if entry.means == "attributed" and entry.window is None:
        yield "window", "which attribution window counts, of several that are never added up"


def is_usable(entry: Counts) -> bool:
    """Whether an entry says all that its numbers need."""
    return not any(left_open(entry)) and (entry.zone is None or is_zone(entry.zone))
