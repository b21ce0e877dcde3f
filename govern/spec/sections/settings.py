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
    counting: Literal["every", "once"] | None = None
    value: Number | None = None
    currency: str | None = None
    reason: str | None = None


class Registered(Record):
    """A parameter that is registered as a custom dimension or metric."""

    parameter: Name
    scope: Literal["event", "user", "item"] = "event"
    unit: str | None = None
    reason: str | None = None


class Conversion(Record):
    """What a platform counts by: a conversion action, a rule, a goal. `event` is our event that feeds it.

    `id` is the platform's number, `label` what the browser's tag calls it. What is not said here holds as `attribution` says it.
    """

    name: Name
    id: str | None = None
    event: str | None = None
    label: str | None = None
    category: str | None = None
    method: str | None = None
    status: Literal["active", "paused"] | None = None
    primary: bool | None = None
    counting: Literal["every", "once"] | None = None
    click: Duration | None = None
    view: Duration | None = None
    engaged_view: Duration | None = None
    model: str | None = None
    value: Number | None = None
    always_default: bool | None = None
    currency: str | None = None
    reason: str | None = None


class PlatformSettings(Entity):
    """What is to be set for one destination. `account` is the platform's own way to name it: `properties/123`, `customers/123`."""

    destination: str
    account: str | None = None
    time_zone: str | None = None
    currency: str | None = None
    acquisition: Duration | None = None
    other: Duration | None = None
    model: str | None = None
    retention_months: int | None = None
    google_signals: bool | None = None
    user_data: bool | None = None
    enhanced_measurement: tuple[Measured, ...] | None = None
    auto_tagging: bool | None = None
    matching: tuple[Pii, ...] | None = None
    first_party_cookies: bool | None = None
    key_events: tuple[KeyEvent, ...] = ()
    dimensions: tuple[Registered, ...] = ()
    metrics: tuple[Registered, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    reason: str | None = None


SECTION = Section(
    PlatformSettings,
    65,
    "settings",
    names=Names(("destination",)),
    references={"destination": "destinations", "conversions.event": "events"},
)
