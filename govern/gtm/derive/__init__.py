"""Deriving tags: an event and its mappings become variables, a trigger and tags of the site's containers.

One folder a context, `web` and `server`; in it one file a platform, found by its name, which is the platform's key. It
has `LABEL`, the word its tags begin with, and two functions: `base(draft, target)` adds what a destination needs once,
`send(draft, delivery)` the tag of one mapping. What all platforms share is made in `_events` and `_accounts`; `_names` says
what cannot be made at all.

What is derived: mappings `via` the browser or a server, of events that are neither drafts nor deprecated past their
day, to destinations with that leg, on sites that name a container for it. What makes them fire says `triggers`: the
container's own triggers, or the page, which pushes `{event: <name>, <parameters>}` into the data layer.

Triggers wait until an event is ready (`when_ready`) and let it pass once per order (`once_per`, see `events`); the
defaults of consent are set before anything else (`consent`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from govern.core.memo import memo
from govern.core.registry import network, networks
from govern.gtm.container import Container, Context
from govern.gtm.derive import consent, entry
from govern.gtm.derive.accounts import account
from govern.gtm.derive.carried import in_order, is_ga4, site_of
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.names import braces_at, unusable_event, unusable_mapping
from govern.gtm.derive.naming import pattern_problems, tag_name
from govern.gtm.derive.target import Target
from govern.gtm.derive.triggers import unseen
from govern.gtm.entries import EntryProblem
from govern.spec.base import Leg
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

CONTEXTS: dict[Context, Leg] = {"web": "browser", "server": "server"}
"""The kinds of containers, and the leg of a mapping that each sends."""


@cache
def derivable(context: Context) -> tuple[str, ...]:
    """The keys of the platforms that tags are derived for in a kind of container, from the file names alone."""
    return networks(context)


def key_of(project: Project, destination: Destination) -> str:
    """The platform a destination is at, by its key; as written where nobody knows it."""
    known = project.platform(destination.platform)
    return known.key if known is not None else destination.platform


def derive(project: Project, raw: dict[str, Container]) -> tuple[list[Draft], list[EntryProblem]]:
    """A draft for every container that something can be derived for, web first, and what belongs to no container.

    `raw` are the containers of the specs.
    """
    drafts: list[Draft] = []
    problems: list[EntryProblem] = []
    for context in CONTEXTS:
        chosen, homeless = by_container(project, context)
        drafts.extend(draft_of(project, context, id, mappings, raw.get(id)) for id, mappings in sorted(chosen.items()))
        problems.extend(homeless)
    if drafts:
        problems.extend(pattern_problems(project))
    return drafts, problems


def by_container(project: Project, context: Context) -> tuple[dict[str, dict[str, list[Mapping]]], list[EntryProblem]]:
    """The mappings to tell by container and destination, and the destinations that belong to no container."""
    chosen: dict[str, dict[str, list[Mapping]]] = {}
    problems = []
    for mapping, destination, event in told(project, context):
        site = site_of(project, destination, event)
        if site is not None and (id := container_id(site, context)) is not None:
            chosen.setdefault(id, {}).setdefault(destination.name, []).append(mapping)
        elif destination.site is None and event.site is None and len(project.sites) > 1:
            message = f'destination "{destination.name}" names no site, so its tags belong to no container'
            problems.append(EntryProblem(message, destination.place(), "write the site it belongs to"))
    return chosen, problems


def container_id(site: Site, context: Context) -> str | None:
    """The site's container of a kind."""
    if site.containers is None:
        return None
    return site.containers.web if context == "web" else site.containers.server


@memo
def told(project: Project, context: Context) -> tuple[tuple[Mapping, Destination, Event], ...]:
    """The mappings to derive tags for, in a fixed order; of namesakes the first."""
    found: dict[tuple[str, str, str], tuple[Mapping, Destination, Event]] = {}
    for mapping, destination, event in in_order(project):
        if goes(project, context, mapping, destination) and key_of(project, destination) in derivable(context):
            found.setdefault((mapping.event, mapping.destination, mapping.as_), (mapping, destination, event))
    return tuple(found.values())


def without_tags(project: Project, context: Context) -> tuple[Destination, ...]:
    """The destinations on sites with a container that something is mapped to and that no tag is derived for: those of
    a network that the project brings itself. Their tags are written by hand."""
    found = {}
    for mapping, destination, event in in_order(project):
        site = site_of(project, destination, event)
        if site is None or container_id(site, context) is None or key_of(project, destination) in derivable(context):
            continue
        if project.platform(destination.platform) is not None and goes(project, context, mapping, destination):
            found[destination.name] = destination
    return tuple(found.values())


def without_container(project: Project) -> tuple[str, ...]:
    """The names of the destinations that browsers are to tell something, on sites that name no web container."""
    found = ((destination.name, site_of(project, destination, event)) for _, destination, event in told(project, "web"))
    return tuple(dict.fromkeys(name for name, site in found if site is None or container_id(site, "web") is None))


def goes(project: Project, context: Context, mapping: Mapping, destination: Destination) -> bool:
    """Whether a container of this kind sends what is mapped. What browsers tell GA4 goes through both."""
    if context == "web" or ("browser" in mapping.via and is_ga4(project, destination)):
        return destination.browser and "browser" in mapping.via
    return "server" in mapping.via and destination.server is not None and destination.server.sender == "gtm"


def draft_of(
    project: Project, context: Context, id: str, mappings: dict[str, list[Mapping]], raw: Container | None
) -> Draft:
    """The derived part of one container, from the mappings by destination."""
    sites = [site for site in project.sites if container_id(site, context) == id]
    draft = Draft(project, context, id, sites, raw)
    usable = {name: [mapping for mapping in same if is_usable(draft, mapping)] for name, same in mappings.items()}
    for target in targets_of(draft, {name: same for name, same in sorted(usable.items()) if same}):
        module = module_of(draft, target.destination)
        module.base(draft, target)
        for mapping in usable[target.destination.name]:
            event = project.event_by_name[mapping.event]
            module.send(
                draft,
                Delivery(mapping, event, target, tag_name(project, module.LABEL, mapping.as_, event.name, target)),
            )
    if context == "web" and draft.entities:
        consent.defaults(draft)
        consent.listen(draft)
    if context == "server":
        entry.finish(draft)
    return draft


def module_of(draft: Draft, destination: Destination) -> Any:
    """The file of a destination's platform for a kind of container."""
    return network(key_of(draft.project, destination), draft.context)


def is_usable(draft: Draft, mapping: Mapping) -> bool:
    """Whether a mapping can become a tag; if not, the draft knows why."""
    event = draft.project.event_by_name[mapping.event]
    if draft.is_new("event", event.name):
        found = (*unusable_event(draft.project, event), *unseen(draft, event))
        draft.problems.extend(found)
        draft.unusable.update(event.name for _ in found)
    of_mapping = tuple(unusable_mapping(draft.project, event, mapping))
    draft.problems.extend(of_mapping)
    return not of_mapping and event.name not in draft.unusable


def targets_of(draft: Draft, mappings: dict[str, list[Mapping]]) -> Iterator[Target]:
    """The destinations that tags can be made for."""
    destinations = [draft.project.destination_by_name[name] for name in mappings]
    platforms = [key_of(draft.project, destination) for destination in destinations]
    for destination in destinations:
        told_here = mappings[destination.name]
        site = site_of(draft.project, destination, draft.project.event_by_name[told_here[0].event])
        if site is not None and (wrong := list(braces_at(destination, site))):
            draft.problems.extend(wrong)
        elif site is not None and (found := account_of(draft, destination, site)) is not None:
            id, block = found
            suffix = f" ({destination.name})" if platforms.count(key_of(draft.project, destination)) > 1 else ""
            yield Target(destination, site, id, block, Counter(mapping.as_ for mapping in told_here), suffix)


def account_of(draft: Draft, destination: Destination, site: Site) -> tuple[str, str | None] | None:
    """The variable with the account that the tags name, and what blocks them; neither where they name none."""
    module = module_of(draft, destination)
    if not getattr(module, "HAS_ACCOUNT", True):
        return "", None
    return account(draft, destination, site, strip=getattr(module, "STRIP", ""))
