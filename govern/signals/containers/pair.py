"""The pair: the web container and the server container of one site, read together.

Two exports are one site's where there is one of each and the web container sends to a server of its own. What reaches the
server is then what the web container tells Analytics, as far as its names are known; a back end may send more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Container
from govern.gtm.tags import firing, names_in
from govern.signals.containers.tags import container_signals
from govern.signals.containers.when import cubes, names
from govern.signals.sameness import choices
from govern.signals.signal import Signal
from govern.signals.source import NOTHING, Text, Unknown

if TYPE_CHECKING:
    from govern.project import Project

BY_ITSELF = frozenset((
    "page_view", "session_start", "first_visit", "user_engagement", "scroll", "click", "file_download", "view_search_results",
    "video_start", "video_progress", "video_complete", "form_start", "form_submit",
))  # fmt: skip
"""What a Google tag sends without being told, by enhanced measurement too."""


class Pair(Record):
    """The two containers, the hits of the web's, and their names; `None` where some are worked out."""

    web: Container
    server: Container
    hits: tuple[Signal, ...]
    names: frozenset[str] | None


@memo
def pair(project: Project) -> Pair | None:
    """The pair, where the exports at hand are one."""
    found = [[one for one in project.live.containers if one.context == context] for context in ("web", "server")]
    if any(len(containers) != 1 for containers in found):
        return None
    (web,), (server,) = found
    hits = tuple(
        one for one in container_signals(web).live() if one.platform == "ga4" and one.kind in ("base", "event")
    )
    if not any(not isinstance(one.endpoint.source, type(NOTHING) | Unknown) for one in hits):
        return None
    told = [choices(one.name.source) for one in hits if one.kind == "event"]
    known = None if not told or None in told else frozenset(name for some in told for name in some or ())
    return Pair(web, server, hits, known)


def waited_for(server: Container) -> dict[str, tuple[str, ...]]:
    """The events that triggers of tags on the server wait for by name, each with these triggers."""
    found: dict[str, tuple[str, ...]] = {}
    used = {trigger for tag in firing(server).values() for trigger in names_in(tag.get("firingTrigger"))}
    for trigger, cube in cubes(server).items():
        for name in names(cube) or () if trigger in used else ():
            found[name] = (*found.get(name, ()), trigger)
    return found


def never_sent(found: Pair) -> dict[str, tuple[str, ...]]:
    """The events that the server waits for and the web container does not send, with the triggers that wait."""
    if found.names is None:
        return {}
    sent = found.names | BY_ITSELF
    return {name: triggers for name, triggers in waited_for(found.server).items() if name not in sent}


def accounts(signals: tuple[Signal, ...], platform: str) -> frozenset[str]:
    """The accounts of a platform that are fixed texts."""
    told = (one.account.source for one in signals if one.platform == platform)
    return frozenset(source.value for source in told if isinstance(source, Text) and source.value)
