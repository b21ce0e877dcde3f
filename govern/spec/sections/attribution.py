"""Attribution windows: the standard of the house, and what is set in each tool."""

from __future__ import annotations

from govern.core.record import Record
from govern.spec.base import Date, Duration, Entity
from govern.spec.section import Section


class Windows(Record):
    """Lookback windows by interaction."""

    click: Duration | None = None
    view: Duration | None = None
    engaged_view: Duration | None = None


class Window(Record):
    """The windows set at one destination, with a reason where they differ from the standard."""

    destination: str
    click: Duration | None = None
    view: Duration | None = None
    engaged_view: Duration | None = None
    model: str | None = None
    counting: str | None = None
    since: Date | None = None
    reason: str | None = None


class Attribution(Entity):
    """The `attribution` section of one file."""

    standard: Windows | None = None
    windows: tuple[Window, ...] = ()


SECTION = Section(Attribution, 60, "attribution", many=False, references={"windows.destination": "destinations"})
