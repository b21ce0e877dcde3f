"""What a live container tells, held against what the specs declare for its site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.gtm.container import Container
from govern.gtm.tags import template_of
from govern.signals.account_ids import ids
from govern.signals.blank import is_blank
from govern.signals.containers.setup import Setup, name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.vendors import vendor_of
from govern.signals.destinations import with_sites
from govern.signals.sameness import choices
from govern.signals.signal import Signal
from govern.signals.source import NOTHING, Ambient, Source, told
from govern.signals.specs import Declared, declarations
from govern.spec.base import Leg
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

BY_ITSELF = frozenset(("page_view", "PageView", "Pageview", "page", "PAGE_VIEW", "pagevisit", "PageVisit", "pageLoad"))
"""What base codes tell of every page, which nobody need declare."""

BESIDE = ("ad_account_id",)
"""Settings that hold an account which server tags send to in place of the destination's id."""

SENDS = regex(r"\b(?:sendPixel|sendHttpRequest|injectScript|injectHiddenIframe|callInWindow|sendMessage)\b")
"""What a template needs in order to tell anybody anything."""


class Held(Record):
    """A live container with the site that it is of, and what the specs declare there on its leg.

    `destinations` are those at each platform by its key, `declared` the signals that the container should tell.
    """

    setup: Setup
    site: Site
    leg: Leg
    destinations: dict[str, tuple[Destination, ...]]
    declared: tuple[Declared, ...]

    @property
    def container(self) -> Container:
        """The container."""
        return self.setup.container

    def events(self) -> Iterator[Signal]:
        """The live events that go to a platform at which the site has a destination."""
        return (one for one in self.setup.live() if one.kind == "event" and one.platform in self.destinations)

    def accounts(self, platform: str) -> frozenset[str]:
        """The ids of the site's accounts at a platform, in all environments, in the platform's one spelling."""
        there = self.destinations.get(platform, ())
        given = [id for one in there for _, id in ids(one)]
        given += [str(one.settings[name]) for one in there for name in BESIDE if name in one.settings]
        return frozenset(spelled(platform, id) for id in given)


@memo
def held(project: Project) -> tuple[Held, ...]:
    """The live containers that belong to a site of the specs, those without any tag in the export left out."""
    legs: tuple[Leg, ...] = ("browser", "server")
    of_site = {
        id: (site, leg)
        for site in project.sites
        if site.containers is not None
        for id, leg in zip((site.containers.web, site.containers.server), legs, strict=True)
        if id
    }
    found = []
    for container in project.live.containers:
        if container.id in of_site and "tag" in container.entities:
            site, leg = of_site[container.id]
            found.append(Held(container_signals(container), site, leg, *declared_at(project, site, leg)))
    return tuple(found)


def declared_at(
    project: Project, site: Site, leg: Leg
) -> tuple[dict[str, tuple[Destination, ...]], tuple[Declared, ...]]:
    """The destinations of a site by platform, and what is declared to go there on a leg by way of its container."""
    there: dict[str, tuple[Destination, ...]] = {}
    for destination, platform, where in with_sites(project):
        if where is site:
            there[platform.key] = (*there.get(platform.key, ()), destination)
    names = {destination.name for known in there.values() for destination in known}
    told = tuple(
        signal
        for signal in declarations(project).declared()
        if signal.leg == leg and signal.destination.name in names and by_container(signal)
    )
    return there, told


def by_container(signal: Declared) -> bool:
    """Whether a declared signal is told by a container, rather than by a back end."""
    server = signal.destination.server
    return signal.leg == "browser" or (server is not None and server.sender == "gtm")


def spelled(platform: str, id: str) -> str:
    """An account in the platform's one spelling, without the label of a conversion."""
    plain = id.strip().partition("/")[0]
    return plain.upper().removeprefix("AW-") if platform == "google_ads" else plain


def accounts_of(signal: Signal) -> frozenset[str] | None:
    """Every account that a signal may be told to; `None` where nobody can list them, or where none is named."""
    source = told(signal.account.source)
    if isinstance(source, Ambient) or source == NOTHING:
        return None
    known = choices(source)
    if not known or any(is_blank(text) or " " in text or not text for text in known):
        return None
    return frozenset(spelled(signal.platform, text) for text in known)


def names_of(source: Source) -> frozenset[str] | None:
    """Every name that an event may have; `None` where nobody can list them."""
    return choices(told(source))


@memo
def silent(project: Project) -> tuple[tuple[Held, Declared, tuple[str, ...]], ...]:
    """The declared events that no tag of the live container tells, with the tags that would if they could fire."""
    found = []
    for it in held(project):
        hidden = hidden_from(project, it)
        for declared in it.declared if "" not in hidden else ():
            same = [one for one in it.setup.told if one.platform == declared.platform and may_be(one, declared)]
            if declared.platform not in hidden and all(one.surely == "never called" for one in same):
                found.append((it, declared, tuple(dict.fromkeys(map(name_of, same)))))
    return tuple(found)


def hidden_from(project: Project, it: Held) -> set[str]:
    """The platforms that tags nobody can read may tell, empty for any: one of them may be the tag that is looked for."""
    vendor, found = vendor_of(project), set[str]()
    for one in it.setup.unread:
        tag = it.container.bodies("tag")[one.tag]
        code = template_of(it.container, tag)
        known = vendor(it.container, one.tag)
        if tag.get("type") != "html" and (not code or SENDS.search(code)):
            found.add(known.key if known is not None else "")
    return found


def may_be(signal: Signal, declared: Declared) -> bool:
    """Whether a live signal may tell a declared event: under its name, or under one that nobody can list."""
    names = names_of(signal.name.source)
    return signal.kind == "event" and (names is None or not declared.seen_as.isdisjoint(names))
