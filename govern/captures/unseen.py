"""What captures do not hold: no hit at all, nothing of what is declared, an event that one destination was told and another not.

A capture that is read in portions has hits; of one portion nothing is said to be missing in the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from govern.captures.declared import declared_as, is_automatic, is_declared_account, is_judged, seen
from govern.captures.hit import Capture, Hit
from govern.captures.told import events, hits
from govern.signals.specs import Declared, declarations

if TYPE_CHECKING:
    from govern.project import Project

Sender = tuple[str, str]
"""What is captured by itself: the browser as `("browser", "")`, and of servers what goes to one platform."""


def sender(leg: str, platform: str) -> Sender:
    """Who sends to a platform by a leg."""
    return leg, platform if leg == "server" else ""


def expected(project: Project, senders: Collection[Sender]) -> tuple[Declared, ...]:
    """What is declared of these senders; nothing where the specs could not be read."""
    declared = declarations(project).declared() if is_judged(project) else ()
    return tuple(one for one in declared if sender(one.leg, one.platform) in senders)


def is_whole(project: Project) -> bool:
    """Whether the project has all of its captures, and not a portion of one."""
    captures = project.live.captures
    return bool(captures) and not any(one.before or one.has_more or one.beyond for one in captures)


def was_refused(project: Project) -> bool:
    """Whether what was captured tells that the visitor refused, and nowhere that something was granted."""
    told = [choice.consent for capture in project.live.captures for choice in capture.choices]
    words = {word for consent in (*told, *(hit.consent for hit in hits(project))) for word in consent.values()}
    return "denied" in words and "granted" not in words


def unread(project: Project) -> Iterator[Capture]:
    """The files in a folder of captures that are not captures, but for what explains the others."""
    return (one for one in project.live.captures if not one.kind and not one.file.casefold().endswith(".md"))


def without_hits(project: Project) -> tuple[Capture, ...]:
    """What could be read, where none of it holds a hit or a message and no visitor refused; else nothing."""
    captures = tuple(one for one in project.live.captures if one.kind)
    is_silent = is_whole(project) and not was_refused(project)
    return captures if is_silent and not any(one.hits or one.messages for one in captures) else ()


def nothing_declared(project: Project) -> tuple[Declared, ...]:
    """What is declared of the senders that were captured, where none of it was seen; else nothing."""
    if not is_whole(project) or was_refused(project):
        return ()
    found = expected(project, {sender(hit.leg, hit.platform) for hit in hits(project)})
    return () if any(id(signal) in seen(project) for signal in found) else found


def left_out(project: Project) -> Iterator[tuple[Hit, Declared]]:
    """What the browser never told one destination, with the hit by which it told another the same event. Asked of recordings of all
    that a page requested, which go to hosts of no platform too. A platform with hits that could not be read, or are nothing
    that is declared, may have been told under another name."""
    if not is_whole(project) or not is_judged(project) or was_refused(project):
        return
    recordings = {one.file for one in project.live.captures if one.foreign}
    unclear = {one.platform for capture in project.live.captures for one in capture.unknown}
    told: dict[str, Hit] = {}
    for hit in events(project):
        if hit.leg != "browser" or is_automatic(project, hit):
            continue
        declared = {signal.event.name for signal in declared_as(project, hit) if signal.leg == "browser"}
        if not declared and is_declared_account(project, hit):
            unclear.add(hit.platform)
        if len(declared) == 1 and hit.place.file in recordings and "denied" not in hit.consent.values():
            told.setdefault(declared.pop(), hit)
    for signal in expected(project, {sender("browser", "")}):
        if signal.event.name in told and id(signal) not in seen(project) and signal.platform not in unclear:
            yield told[signal.event.name], signal
