"""Destinations: at which platform and site each is, and which are for advertising."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.platforms import Platform
from govern.platforms.spelling import platform_meant
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

Placed = tuple[Destination, Platform, Site | None]


@memo
def platform_at(project: Project) -> dict[str, Platform | None]:
    """The platform of each destination by its name; `None` where it is not known."""
    return {name: project.platform(destination.platform) for name, destination in project.destination_by_name.items()}


@memo
def has_misspelt_platform(project: Project) -> bool:
    """Whether a destination's platform is one that is known, under a wrong name: what others lack may be there."""
    return any(platform_meant(project, name) for name in {destination.platform for destination in project.destinations})


def at_platforms(project: Project) -> Iterator[tuple[Destination, Platform]]:
    """Every destination at a platform that is known, the first of namesakes."""
    for destination in project.destination_by_name.values():
        known = project.platform(destination.platform)
        if known is not None:
            yield destination, known


@memo
def with_sites(project: Project) -> tuple[Placed, ...]:
    """Every destination at a known platform, with its site."""
    found = ((destination, project.platform(destination.platform)) for destination in project.destinations)
    return tuple((destination, at, site_of(project, destination)) for destination, at in found if at is not None)


def site_of(project: Project, destination: Destination) -> Site | None:
    """The site of a destination; where there is one site only, it need not be named."""
    if destination.site is None and len(project.sites) == 1:
        return project.sites[0]
    return project.site_by_name.get(destination.site or "")


def advertising(project: Project) -> Iterator[Placed]:
    """The destinations that are for advertising."""
    return (entry for entry in with_sites(project) if entry[1].purpose == "advertising")


def at_site(project: Project, site: Site, *purposes: str) -> list[Destination]:
    """The destinations of one site that are for one of the purposes."""
    return [there for there, platform, where in with_sites(project) if where is site and platform.purpose in purposes]
