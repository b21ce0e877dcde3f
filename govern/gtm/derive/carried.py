"""What a browser's GA4 hit carries to the site's server container, so that the tags there know what happened.

Events reach a server container with the hits of GA4: the Google tag sends them to the site's `first_party` endpoint. A
parameter that the hit has anyway is read from there under GA4's name; the others that server tags need go along under
ours. That may be what says who somebody is, in plain text, since each platform wants another hash of it: hence only to
an endpoint of the site's own, and the server's tag for GA4 takes it out before it sends anything on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project


class Hit(Record):
    """How one event comes to one site's server container.

    `mappings` are those to GA4, the one that brings it first; `needed` are the parameters that server tags ask for, if
    the event is `served` by any.
    """

    mappings: tuple[Mapping, ...] = ()
    needed: tuple[str, ...] = ()
    served: bool = False


@memo
def in_order(project: Project) -> tuple[tuple[Mapping, Destination, Event], ...]:
    """The mappings of what happens, with both their ends, in an order that does not depend on files."""
    found = []
    for mapping in sorted(project.mappings, key=lambda mapping: (mapping.event, mapping.destination, mapping.as_)):
        event = project.event_by_name.get(mapping.event)
        destination = project.destination_by_name.get(mapping.destination)
        if event is not None and destination is not None and event.happens(project.today):
            found.append((mapping, destination, event))
    return tuple(found)


@memo
def hits(project: Project) -> dict[tuple[str, str], Hit]:
    """The hits by the names of site and event."""
    found: dict[tuple[str, str], Hit] = {}
    for mapping, destination, event in in_order(project):
        site = site_of(project, destination, event)
        if site is None:
            continue
        hit = found.get((site.name, mapping.event), Hit())
        if is_ga4(project, destination) and destination.browser and "browser" in mapping.via:
            hit = hit.replace(mappings=(*hit.mappings, mapping))
        elif "server" in mapping.via and destination.server is not None and destination.server.sender == "gtm":
            by_name = mapping.replace(match_keys={}) if is_google_ads(project, destination) else mapping
            hit = hit.replace(needed=tuple(sorted({*hit.needed, *asked_by(by_name)})), served=True)
        found[site.name, mapping.event] = hit
    return found


def asked_by(mapping: Mapping) -> set[str]:
    """The parameters that the tag of a mapping needs."""
    from govern.gtm.derive.events import PLACEHOLDER

    own = PLACEHOLDER.findall(mapping.event_id or "")
    return {
        name for name in (*mapping.parameters.values(), *mapping.match_keys.values(), *own) if isinstance(name, str)
    }


def site_of(project: Project, destination: Destination, event: Event) -> Site | None:
    """The site whose container sends: the destination's, else the event's, else the only one there is."""
    named = destination.site or event.site
    if named is not None:
        return project.site_by_name.get(named)
    return project.sites[0] if len(project.sites) == 1 else None


def is_ga4(project: Project, destination: Destination) -> bool:
    """Whether a destination is GA4, whose hits carry everything."""
    known = project.platform(destination.platform)
    return known is not None and known.key == "ga4"


def is_google_ads(project: Project, destination: Destination) -> bool:
    """Whether a destination is Google Ads, whose tag reads who it was in `user_data` and nowhere else (`provided`)."""
    known = project.platform(destination.platform)
    return known is not None and known.key == "google_ads"


def key_in(project: Project, event: Event, hit: Hit, name: str) -> str:
    """What the hit calls a parameter."""
    known = project.parameters_of(event).get(name)
    if hit.mappings and (known is None or not known.pii):
        fields = sorted(field for field, value in hit.mappings[0].parameters.items() if value == name)
        if fields:
            return fields[0]
    return name


def along(project: Project, site: Site, mapping: Mapping) -> list[tuple[str, str]]:
    """What the GA4 tag of a mapping sends for the server's tags alone: the name in the hit and our parameter."""
    hit = hits(project).get((site.name, mapping.event))
    event = project.event_by_name.get(mapping.event)
    goes = site.first_party and site.containers is not None and site.containers.server is not None
    if not goes or event is None or hit is None or hit.mappings[:1] != (mapping,):
        return []
    named = [(key_in(project, event, hit, name), name) for name in hit.needed if name in project.parameters_of(event)]
    return [(key, name) for key, name in named if key not in mapping.parameters]
