"""What the specs declare of what a capture may hold: accounts by platform, events by the names that a hit has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.hit import Hit
from govern.captures.told import events
from govern.core.memo import memo
from govern.signals.containers.declared_live import spelled
from govern.signals.destinations import at_platforms, has_misspelt_platform
from govern.signals.specs import Declared, declarations

if TYPE_CHECKING:
    from govern.project import Project

AUTOMATIC = frozenset(
    ("pageview", "page_view", "pagevisit", "pageload", "page", "page_visit", "auto_long_site_dwell", "gtm.js")
)
"""What scripts tell by themselves where a page is opened, besides what the facts list."""


@memo
def accounts(project: Project) -> dict[str, frozenset[str]]:
    """The accounts of each platform that the specs declare, in every environment, and the numbers its settings name."""
    found: dict[str, set[str]] = {}
    for destination, platform in at_platforms(project):
        ids = destination.id.values() if isinstance(destination.id, dict) else filter(None, (destination.id,))
        settings = (str(value) for name, value in destination.settings.items() if name.endswith("_id"))
        found.setdefault(platform.key, set()).update(plain(platform.key, id) for id in (*ids, *settings))
    return {key: frozenset(ids) for key, ids in found.items()}


def plain(platform: str, id: str) -> str:
    """An account without what two spellings of it differ in."""
    return spelled(platform, id).replace("-", "" if platform == "google_ads" else "-").casefold()


def is_declared_account(project: Project, hit: Hit) -> bool:
    """Whether a hit goes to an account of the specs; one that names none, or what is not an account of a site, does."""
    if not hit.account or hit.form == "export row" or hit.account.startswith(("GT-", "DC-", "<")):
        return True
    return plain(hit.platform, hit.account) in accounts(project).get(hit.platform, frozenset())


def is_judged(project: Project) -> bool:
    """Whether the specs say where events go, and all of it could be read."""
    whole = project.is_whole("destinations", "mappings", "events")
    return bool(project.destinations) and whole and not has_misspelt_platform(project)


@memo
def by_name(project: Project) -> dict[tuple[str, str], tuple[Declared, ...]]:
    """What is declared, drafts too, by platform and by each name that a hit of it may have, without regard to capitals."""
    found: dict[tuple[str, str], dict[int, Declared]] = {}
    for signal in declarations(project).written():
        if isinstance(signal, Declared):
            for name in names(signal):
                found.setdefault((signal.platform, name.casefold()), {})[id(signal)] = signal
    return {key: tuple(signals.values()) for key, signals in found.items()}


def names(signal: Declared) -> set[str]:
    """The names under which a declared event is told: the platform's, its other spellings, the conversion's number."""
    mapping = signal.mapping
    standard = signal.facts.events.get(mapping.as_)
    told = {mapping.as_, *(standard.names if standard is not None else ())}
    for action in filter(None, (mapping.conversion_action, mapping.conversion_label)):
        told.update((action, action.rpartition("/")[2], action.rpartition(":")[2]))
    return told


def names_of_hit(hit: Hit) -> tuple[str, ...]:
    """The names that a hit tells: the event's, and the label of its conversion."""
    last = hit.event.rpartition("/")[2].rpartition(":")[2]
    return tuple(dict.fromkeys(filter(None, (hit.event, last, hit.account.partition("/")[2]))))


def declared_as(project: Project, hit: Hit) -> tuple[Declared, ...]:
    """What a hit may be of all that is declared, whatever its leg."""
    index = by_name(project)
    told = (signal for name in names_of_hit(hit) for signal in index.get((hit.platform, name.casefold()), ()))
    return tuple({id(signal): signal for signal in told}.values())


def is_automatic(project: Project, hit: Hit) -> bool:
    """Whether the platform's script tells an event by itself."""
    platform = project.platform(hit.platform)
    name = hit.event.casefold()
    own = {other.casefold() for other in platform.other_event_names} if platform is not None else set()
    return name in AUTOMATIC or name in own or name.startswith(("gtm.", "auto_"))


@memo
def undeclared(project: Project) -> tuple[Hit, ...]:
    """The events told to a declared account that the specs do not have. A server's without a name is told of as that."""
    if not is_judged(project):
        return ()
    return tuple(
        hit
        for hit in events(project)
        if is_declared_account(project, hit) and not is_automatic(project, hit) and not declared_as(project, hit)
        if (hit.event or hit.leg != "server") and hit.platform in accounts(project) and not is_remarketing(hit)
    )


def is_remarketing(hit: Hit) -> bool:
    """Whether a hit of Google Ads counts no conversion: it has no label, and fills audiences."""
    return hit.platform == "google_ads" and hit.leg == "browser" and "/" not in hit.account


@memo
def seen(project: Project) -> frozenset[int]:
    """The declared signals, by identity, that some hit is: on its leg."""
    return frozenset(
        id(signal) for hit in events(project) for signal in declared_as(project, hit) if signal.leg == hit.leg
    )


def inactive(project: Project) -> Iterator[tuple[Hit, str]]:
    """The hits of events of which every declaration is left out, and why: a draft, or ended."""
    why = {id(one.signal): one.why for one in declarations(project).left_out}
    for hit in events(project) if is_judged(project) else ():
        declared = declared_as(project, hit)
        if declared and is_declared_account(project, hit) and all(id(signal) in why for signal in declared):
            yield hit, why[id(declared[0])]
