"""What visitors had chosen when hits were sent: the state that Google's hits carry, held against what others sent then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.hit import Hit
from govern.captures.told import hits, known

if TYPE_CHECKING:
    from govern.project import Project

TELLING = frozenset(("ga4", "google_ads", "microsoft_ads"))
"""Platforms whose hits say what was chosen; what they send without consent is meant to be sent."""

LATE = 10_000_000
"""How long after a choice a hit may still tell the one before, in microseconds: GA4 collects hits for some seconds."""

TYPE = "ad_storage"


def contradicting(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """The events of advertising platforms that were sent while the visitor had denied it, with the hit that says so."""
    timed = sorted((hit for hit in hits(project) if hit.at_us is not None and hit.leg == "browser"), key=at)
    denied: Hit | None = None
    for position, hit in enumerate(timed):
        if hit.platform in TELLING:
            word = hit.consent.get(TYPE)
            denied = hit if word == "denied" else None if word == "granted" else denied
        elif denied is not None and is_advertising(project, hit) and not is_granted_soon(timed, position):
            yield hit, denied


def at(hit: Hit) -> int:
    """When a hit was sent."""
    return hit.at_us or 0


def is_advertising(project: Project, hit: Hit) -> bool:
    """Whether a hit tells an advertising platform more than that its use of data is limited."""
    platform = known(project, hit)
    limited = "limited" in hit.consent.values()
    return (
        platform is not None
        and platform.purpose == "advertising"
        and hit.kind in ("event", "base", "person")
        and not limited
    )


def is_granted_soon(timed: list[Hit], position: int) -> bool:
    """Whether a hit soon after says that it is granted: the choice may have been made before this one."""
    for later in timed[position + 1 :]:
        if at(later) - at(timed[position]) > LATE:
            return False
        if later.consent.get(TYPE) == "granted":
            return True
    return False


def before_base(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Events that were sent before the first hit that initialises their account on the same page."""
    begun: dict[tuple[str, str, str], Hit] = {}
    for hit in hits(project):
        if hit.kind == "base" and hit.account and hit.event and hit.platform not in TELLING:
            begun.setdefault((hit.platform, hit.account, hit.place.file), hit)
    for hit in hits(project):
        first = (
            begun.get((hit.platform, hit.account, hit.place.file))
            if hit.kind == "event" and hit.leg == "browser"
            else None
        )
        if first is not None and first.n > hit.n and (not first.page or first.page == hit.page):
            yield hit, first
