"""What rules ask of captures: the hits, and problems at their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.bodies.event import About
from govern.captures.hit import Choice, Hit
from govern.core.memo import memo
from govern.core.problem import Problem
from govern.core.report import Related
from govern.platforms import Platform
from govern.spec.base import Leg

if TYPE_CHECKING:
    from govern.project import Project

ADDRESSES = frozenset(("its page address", "its referrer"))
"""Where a hit names a page."""

REQUEST = "the address of the request"
"""Where a request to a server API may hold its token."""


@memo
def hits(project: Project) -> tuple[Hit, ...]:
    """Everything that was told, capture by capture, in the order in which it was sent."""
    return tuple(hit for capture in project.live.captures for hit in capture.hits)


@memo
def events(project: Project) -> tuple[Hit, ...]:
    """The hits that tell an event."""
    return tuple(hit for hit in hits(project) if hit.kind == "event")


@memo
def on_leg(project: Project, leg: Leg) -> tuple[Hit, ...]:
    """The hits that tell an event on one leg."""
    return tuple(hit for hit in events(project) if hit.leg == leg)


def known(project: Project, hit: Hit) -> Platform | None:
    """The platform that a hit went to, as the project knows it."""
    return project.platform(hit.platform)


def problem(
    hit: Hit,
    message: str,
    *,
    help: str = "",
    also: tuple[tuple[str, Hit | Choice], ...] = (),
    once: str = "",
    of: str = "event",
) -> Problem:
    """A problem of a hit. `also` are hits it is about besides, and why; problems that share `once` are one finding, those of
    one event or, where it is `of` the account, of all its events."""
    related = tuple(Related(why, other.place) for why, other in also)
    event = hit.event if of == "event" else ""
    cause = "\n".join((hit.platform, hit.leg, hit.account, event, once)) if once else ""
    said = f"{hit.called}{message}" if message[0] == ":" else f"{hit.called} {message}"
    return Problem(hit.place, said, related, help, subject=cause or subject(hit), cause=cause)


def subject(hit: Hit) -> str:
    """What a problem is about, in names and a number."""
    return "\n".join((hit.platform, hit.leg, hit.account, hit.event, str(hit.n)))


def complaints(project: Project, level: str, *about: About) -> Iterator[Problem]:
    """What is wrong in the bodies of servers, of one level and about some things."""
    for hit in on_leg(project, "server"):
        for one in hit.complaints:
            if one.level == level and one.about in about:
                where = ".".join(map(str, one.route)) or "the body"
                yield problem(hit, f": {one.message} (in {where})", once=f"{one.about} {generic(one.message)}")


def generic(message: str) -> str:
    """A message without its numbers: the same mistake in a hundred events is one."""
    return "".join(character for character in message if not character.isdigit())
