"""Which destinations are for advertising, and at which site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.platforms import Platform
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

Known = tuple[Destination, Platform, Site | None]


@memo
def known(project: Project) -> tuple[Known, ...]:
    """Every destination at a known platform, with its site."""
    found = ((destination, project.platform(destination.platform)) for destination in project.destinations)
    return tuple((destination, at, site_of(project, destination)) for destination, at in found if at is not None)


def site_of(project: Project, destination: Destination) -> Site | None:
    """The site of a destination; where there is one site only, it need not be named."""
    if destination.site is None and len(project.sites) == 1:
        return project.sites[0]
    return project.site_by_name.get(destination.site or "")


def advertising(project: Project) -> Iterator[Known]:
    """The destinations that are for advertising."""
    return (entry for entry in known(project) if entry[1].purpose == "advertising")


def at_site(project: Project, site: Site, *purposes: str) -> list[Destination]:
    """The destinations of one site that are for one of the purposes."""
    return [there for there, platform, where in known(project) if where is site and platform.purpose in purposes]
