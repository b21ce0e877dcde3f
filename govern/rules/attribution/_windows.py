"""Attribution windows that a platform does not offer."""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.base import seconds
from govern.platforms import Platform, Window
from govern.project import Project
from govern.report import Place

INTERACTIONS = {"click": "click-through", "view": "view-through", "engaged_view": "engaged-view"}


def not_offered(project: Project) -> Iterator[tuple[Place, str, str, Platform, Window]]:
    """Every window of a length that its platform does not offer: place, interaction, length, platform, what is offered.

    Platforms that offer no window for an interaction at all, or none that we know of, are passed over.
    """
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            destination = project.destination_by_name.get(window.destination)
            found = project.platform(destination.platform) if destination is not None else None
            if found is None:
                continue
            for interaction, shown in INTERACTIONS.items():
                length = getattr(window, interaction)
                offered = found.windows.get(interaction)
                if (
                    length is not None
                    and offered is not None
                    and not offered.offered_on(seconds(length), project.today)
                ):
                    yield attribution.place("windows", position, interaction), shown, length, found, offered
