"""Attribution windows that a platform does not offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.report import Place
from govern.platforms import Platform
from govern.platforms.facts import Window
from govern.spec.base import seconds
from govern.spec.sections.attribution import Window as Declared
from govern.spec.sections.attribution import Windows

if TYPE_CHECKING:
    from govern.project import Project

INTERACTIONS = {"click": "click-through", "view": "view-through", "engaged_view": "engaged-view"}


def windows(project: Project) -> Iterator[tuple[Declared, Place]]:
    """Every declared window that holds today or will; one with a later `since` has taken the place of those before."""
    since = newest(project)
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            if (window.since or "") >= since.get(window.destination, ""):
                yield window, attribution.place("windows", position)


@memo
def newest(project: Project) -> dict[str, str]:
    """The day since which each destination's window of today holds; empty where nobody says."""
    found: dict[str, str] = {}
    for attribution in project.attribution:
        for window in attribution.windows:
            since = window.since or ""
            if found.get(window.destination, "") <= since <= project.today:
                found[window.destination] = since
    return found


def not_offered(project: Project) -> Iterator[tuple[Place, str, str, Platform, Window]]:
    """Every window of a length that its platform does not offer: place, interaction, length, platform, what is offered.

    Platforms that offer no window for an interaction at all, or none that we know of, are passed over.
    """
    for window, place in windows(project):
        destination = project.destination_by_name.get(window.destination)
        found = project.platform(destination.platform) if destination is not None else None
        for interaction, shown in INTERACTIONS.items() if found is not None else ():
            length = getattr(window, interaction)
            offered = found.windows.get(interaction) if found is not None else None
            if found is None or length is None or offered is None:
                continue
            if not offered.offered_on(seconds(length), project.today):
                yield place.replace(route=(*place.route, interaction)), shown, length, found, offered


def standard_of(project: Project) -> tuple[Windows | None, Place]:
    """The standard windows and where they are written: the nearest there are."""
    for attribution in reversed(project.attribution):
        if attribution.standard is not None:
            return attribution.standard, attribution.place("standard")
    return None, Place("")
