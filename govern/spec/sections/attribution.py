"""Attribution windows: the standard of the house, and what is set in each tool."""

from __future__ import annotations

from govern.core.record import Record
from govern.spec.base import Date, Duration, Entity
from govern.spec.section import Section


class Windows(Record):
    """Lookback windows by interaction."""

    click: Duration | None = None
    """How long after a click a conversion counts, such as 7d."""
    view: Duration | None = None
    """How long after a view a conversion counts."""
    engaged_view: Duration | None = None
    """How long after a watched video a conversion counts."""


class Window(Record):
    """The windows set at one destination, with a reason where they differ from the standard."""

    destination: str
    """The destination at which it is set."""
    click: Duration | None = None
    """How long after a click a conversion counts there."""
    view: Duration | None = None
    """How long after a view a conversion counts there."""
    engaged_view: Duration | None = None
    """How long after a watched video a conversion counts there."""
    model: str | None = None
    """The attribution model, in the platform's word."""
    counting: str | None = None
    """How several conversions after one click count: every, once, or the platform's own word."""
    since: Date | None = None
    """The day from which it holds, as YYYY-MM-DD; the newest past one is today's."""
    reason: str | None = None
    """Why it differs from the standard."""


class Attribution(Entity):
    """The `attribution` section of one file."""

    standard: Windows | None = None
    """The windows of the house."""
    windows: tuple[Window, ...] = ()
    """What is set at each destination."""


SECTION = Section(Attribution, 60, "attribution", many=False, references={"windows.destination": "destinations"})
