"""What visitors had chosen when hits were sent: the state that Google's hits carry and what consent platforms were told, held
against what was sent then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.hit import Choice, Hit
from govern.captures.told import hits, known

if TYPE_CHECKING:
    from govern.project import Project

TELLING = frozenset(("ga4", "google_ads", "microsoft_ads"))
"""Platforms whose hits say what was chosen; what they send without consent is meant to be sent."""

LATE = 10_000_000
"""How long after a choice a hit may still tell the one before, in microseconds: GA4 collects hits for some seconds."""

TYPE = "ad_storage"


def in_time(project: Project) -> list[Hit | Choice]:
    """What browsers sent, and what visitors chose, in the order of time."""
    sent = [hit for hit in hits(project) if hit.at_us is not None and hit.leg == "browser"]
    chosen = [one for capture in project.live.captures for one in capture.choices if one.at_us is not None]
    return sorted([*sent, *chosen], key=at)


def contradicting(project: Project) -> Iterator[tuple[Hit, Hit | Choice]]:
    """The events of advertising platforms that were sent while the visitor had denied it, with the hit that says so, or what the
    consent platform was told."""
    timed = in_time(project)
    denied: Hit | Choice | None = None
    for position, one in enumerate(timed):
        if isinstance(one, Choice) or one.platform in TELLING:
            word = one.consent.get(TYPE)
            denied = one if word == "denied" else None if word == "granted" else denied
        elif denied is not None and is_advertising(project, one) and not is_granted_soon(timed, position):
            yield one, denied


def not_handed_on(project: Project) -> Iterator[tuple[Hit, Choice]]:
    """Hits of Google that say a type is granted, though the visitor denied it before, with that choice. GA4 collects hits for some
    seconds, so those right after it are let pass."""
    denied: dict[str, Choice] = {}
    for one in in_time(project):
        if isinstance(one, Choice):
            for type, word in one.consent.items():
                if word == "denied":
                    denied[type] = one
                else:
                    denied.pop(type, None)
        elif one.platform in TELLING:
            wrong = (choice for type, choice in denied.items() if one.consent.get(type) == "granted")
            found = next(wrong, None)
            if found is not None and at(one) - at(found) > LATE:
                yield one, found


def at(one: Hit | Choice) -> int:
    """When a hit was sent, or a choice made."""
    return one.at_us or 0


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


def is_granted_soon(timed: list[Hit | Choice], position: int) -> bool:
    """Whether a hit soon after says that it is granted: the choice may have been made before this one."""
    for later in timed[position + 1 :]:
        if at(later) - at(timed[position]) > LATE:
            return False
        if later.consent.get(TYPE) == "granted":
            return True
    return False


def before_base(project: Project) -> Iterator[tuple[Hit, Hit]]:
    """Events that were sent before the first hit that initialises their account on the same page. Of a portion that is not a file's
    first nothing is said: the page may have begun in the one before."""
    whole = {capture.file for capture in project.live.captures if not capture.before}
    begun: dict[tuple[str, str, str], Hit] = {}
    for hit in hits(project):
        is_first = hit.kind == "base" and hit.place.file in whole
        if is_first and hit.account and hit.event and hit.platform not in TELLING:
            begun.setdefault((hit.platform, hit.account, hit.place.file), hit)
    for hit in hits(project):
        first = (
            begun.get((hit.platform, hit.account, hit.place.file))
            if hit.kind == "event" and hit.leg == "browser"
            else None
        )
        if first is not None and first.n > hit.n and (not first.page or first.page == hit.page):
            yield hit, first
