"""How long a platform waits for the other leg, and how late that leg may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Place
from govern.signals.ways import Way, both, going, told_by
from govern.spec.base import seconds

if TYPE_CHECKING:
    from govern.project import Project

Late = tuple[Way, str, Place, int, bool]
"""A way by server, its delay and where it is written, the platform's window in hours and whether that is verified."""


def late(project: Project) -> Iterator[Late]:
    """Every server leg that may come when the platform has forgotten the browser's."""
    for group in both(project):
        for way in going(group, "server"):
            delay, place = delay_of(way)
            windows = [(m.window_hours, m.window_verified) for m in told_by(way.platform) if m.window_hours is not None]
            if delay and windows and seconds(delay) > max(windows)[0] * 3600:
                yield way, delay, place, *max(windows)


def delay_of(way: Way) -> tuple[str, Place]:
    """How much later the server's event may come, and where that is written: a mapping's own goes first."""
    if way.mapping.delay:
        return way.mapping.delay, way.mapping.place("delay")
    server = way.destination.server
    return (server.delay or "") if server else "", way.destination.place("server", "delay")
