"""Settings: what is to be set at a platform about conversions, windows and data, beside what events and mappings say."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Name
from govern.spec.section import Names, Section
from govern.spec.sections.events import Pii

Number = int | float
Measured = Literal[
    "scrolls",
    "outbound_clicks",
    "site_search",
    "video_engagement",
    "file_downloads",
    "page_changes",
    "form_interactions",
]
"""What enhanced measurement may collect by itself."""


class KeyEvent(Record):
    """A key event of Google Analytics, by the platform's name of the event. `value` is what one without a value is worth."""

    event: Name
    """The event, by its name at the platform."""
    counting: Literal["every", "once"] | None = None
    """Whether each one counts, or one a session."""
    value: Number | None = None
    """What one without a value of its own is worth."""
    currency: str | None = None
    """The currency of that value, as three capitals."""
    reason: str | None = None
    """Why it is set otherwise than elsewhere."""


class Registered(Record):
    """A parameter that is registered as a custom dimension or metric."""

    parameter: Name
    """The parameter, by its name at the platform."""
    scope: Literal["event", "user", "item"] = "event"
    """What it says something about."""
    unit: str | None = None
    """The unit of a metric, as the platform calls it."""
    reason: str | None = None
    """Why it is registered."""


class Conversion(Record):
    """What a platform counts by: a conversion action, a rule, a goal. `event` is our event that feeds it.

    `id` is the platform's number, `label` what the browser's tag calls it. What is not said here holds as `attribution` says it.
    """

    name: Name
    """What it is called at the platform."""
    id: str | None = None
    """The platform's number of it."""
    event: str | None = None
    """The event of ours that feeds it."""
    label: str | None = None
    """What the browser's tag calls it."""
    category: str | None = None
    """The category that the platform knows."""
    method: str | None = None
    """How it comes in, as the platform calls it."""
    status: Literal["active", "paused"] | None = None
    """Whether it counts."""
    primary: bool | None = None
    """Whether bidding works towards it."""
    counting: Literal["every", "once"] | None = None
    """Whether each one counts, or one a click."""
    click: Duration | None = None
    """How long after a click it counts."""
    view: Duration | None = None
    """How long after a view it counts."""
    engaged_view: Duration | None = None
    """How long after a view of some seconds it counts."""
    model: str | None = None
    """The attribution model."""
    value: Number | None = None
    """What one without a value of its own is worth."""
    always_default: bool | None = None
    """Whether that value is taken always, whatever is sent."""
    currency: str | None = None
    """The currency of that value, as three capitals."""
    reason: str | None = None
    """Why it is set otherwise than elsewhere."""


class PlatformSettings(Entity):
    """What is to be set for one destination. `account` is the platform's own way to name it: `properties/123`, `customers/123`."""

    destination: str
    """The destination that it is about."""
    account: str | None = None
    """The account, in the platform's own way to name it, such as properties/123."""
    time_zone: str | None = None
    """The time zone of reports, such as Europe/Paris."""
    currency: str | None = None
    """The currency of reports, as three capitals."""
    acquisition: Duration | None = None
    """The window of acquisition conversions."""
    other: Duration | None = None
    """The window of all other conversions."""
    model: str | None = None
    """The attribution model of reports."""
    retention_months: int | None = None
    """How many months data about single users is kept."""
    google_signals: bool | None = None
    """Whether Google signals are collected."""
    user_data: bool | None = None
    """Whether data that users provide is collected."""
    enhanced_measurement: tuple[Measured, ...] | None = None
    """What is collected without a tag of ours."""
    auto_tagging: bool | None = None
    """Whether clicks carry an ID in the address."""
    matching: tuple[Pii, ...] | None = None
    """What automatic matching may take from the page."""
    first_party_cookies: bool | None = None
    """Whether the pixel sets cookies of the site."""
    key_events: tuple[KeyEvent, ...] = ()
    """The key events."""
    dimensions: tuple[Registered, ...] = ()
    """The parameters that are registered as dimensions."""
    metrics: tuple[Registered, ...] = ()
    """The parameters that are registered as metrics."""
    conversions: tuple[Conversion, ...] = ()
    """What the platform counts by."""
    reason: str | None = None
    """Why it is set so."""


SECTION = Section(
    PlatformSettings,
    65,
    "settings",
    names=Names(("destination",)),
    references={"destination": "destinations", "conversions.event": "events"},
)
