"""The types that a platform's facts have when rules and renderers ask for them."""

from __future__ import annotations

import re
from typing import Any

from govern.core.record import Record


class Field(Record):
    """A parameter of a standard event.

    `needed_with` names the parameter without which it is not needed; `wish` says that we ask for it, not the vendor.
    """

    name: str
    type: str
    format: str = ""
    needed_with: str = ""
    wish: bool = False
    verified: bool = False


class StandardEvent(Record):
    """An event that the platform knows by name. `names` are its spellings, the usual one first; what has the same
    `canonical` name at two platforms is the same event."""

    name: str
    names: tuple[str, ...]
    browser_name: str
    server_name: str
    required: tuple[Field, ...] = ()
    status: str = "active"
    replaced_by: str = ""
    verified: bool = False
    canonical: str = ""


class Reserved(Record):
    """Names and beginnings of names that users may not take."""

    names: frozenset[str]
    prefixes: tuple[str, ...] = ()
    verified: bool = False


class Window(Record):
    """The attribution windows of one interaction: listed days and hours, or a range; 0 days is off.

    A range goes by whole days from `min_days`, or by whole minutes from `min_minutes`, to `max_days`.

    `extended_days` are offered for some events only. `removed_days` were offered until the day `removed_on`,
    `reporting_days` can be chosen in reports and not set. `default_days` is what runs where nobody chose.
    """

    interaction: str
    days: tuple[int, ...] = ()
    extended_days: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    min_days: int | None = None
    max_days: int | None = None
    default_days: int | None = None
    removed_days: tuple[int, ...] = ()
    removed_on: str = ""
    reporting_days: tuple[int, ...] = ()
    verified: bool = False
    min_minutes: int | None = None

    def offered_on(self, seconds: float, day: str) -> bool:
        """Whether a window of this length could be set on a day."""
        return self.offers(seconds) or (day < self.removed_on and seconds / 86400 in self.removed_days)

    def offers(self, seconds: float) -> bool:
        """Whether a window of this length can be set."""
        days = seconds / 86400
        if self.min_minutes is not None and self.max_days is not None:
            return seconds % 60 == 0 and self.min_minutes * 60 <= seconds and days <= self.max_days
        if self.min_days is not None and self.max_days is not None:
            return days == int(days) and self.min_days <= days <= self.max_days
        return days in self.days or days in self.extended_days or seconds / 3600 in self.hours

    def offered(self) -> str:
        """What can be set, as messages say it: `off, 1d or 7d`."""
        if self.min_minutes is not None and self.max_days is not None:
            return f"{self.min_minutes}m to {self.max_days}d"
        if self.min_days is not None and self.max_days is not None:
            return f"{self.min_days}d to {self.max_days}d"
        hours = [f"{hour}h" for hour in self.hours]
        days = [f"{day}d" if day else "off" for day in (*self.days, *self.extended_days)]
        if not hours and not days:
            return "none that is known"
        *most, last = ["off", *hours, *days[1:]] if days[:1] == ["off"] else [*hours, *days]
        return f"{', '.join(most)} or {last}" if most else last


class MatchKey(Record):
    """A field that says who did it. `hash` is required, recommended, allowed, automatic or forbidden (sha256).

    `browser_key` is what the platform's own script calls it, where that is another word.
    """

    key: str
    label: str
    hash: str
    normalise: tuple[str, ...] = ()
    verified: bool = False
    browser_key: str = ""

    @property
    def is_hashed(self) -> bool:
        """Whether a server sends the hash rather than the value."""
        return self.hash in ("required", "recommended")


class Limit(Record):
    """A bound: `event_name_length`, 40 characters, of an event. `exceptions` are names with a bound of their own."""

    key: str
    value: int
    unit: str
    scope: str = ""
    exceptions: dict[str, int] = {}
    verified: bool = False


class Deduplication(Record):
    """A way in which the platform tells that a browser and a server event are one.

    The keys are names of fields, `plus_match` what has to be equal besides. `window_hours` is `None` where the platform
    publishes none. `events` are the platform's events that the way is for, all where there are none.
    """

    id: str
    browser_key: str
    server_key: str
    plus_match: tuple[str, ...] = ()
    window_hours: int | None = None
    window_verified: bool = False
    verified: bool = False
    match_verified: bool = False
    events: tuple[str, ...] = ()


class TokenKind(Record):
    """A kind of credential."""

    kind: str
    use: str
    lifetime: str
    verified: bool = False


class Signal(Record):
    """A consent signal, with the values it takes."""

    name: str
    values: tuple[Any, ...] = ()
    location: str = ""
    verified: bool = False


class Identifier(Record):
    """An id of an account or a visitor, and the regular expression it is recognised by."""

    key: str
    pattern: str
    example: str = ""
    retired: bool = False
    verified: bool = False

    def accepts(self, text: str) -> bool:
        """Whether a text has the form of this id."""
        return re.search(self.pattern, text) is not None


class Api(Record):
    """The server API: hosts, the current version, how a version looks (empty where versions are not written).

    `ends` says from which day on a version is not answered any more, as far as that is announced.
    """

    hosts: tuple[str, ...] = ()
    version: str = ""
    version_pattern: str = ""
    verified: bool = False
    ends: dict[str, str] = {}
    ends_verified: bool = False


class EnvelopeField(Record):
    """A field of every server event. `unit` of a time is s, ms or us."""

    name: str
    type: str
    required: bool = False
    unit: str = ""
    values: tuple[Any, ...] = ()
    verified: bool = False


class Parameter(Record):
    """A parameter of events: its type, format, pattern and the values it takes, as far as they are known.

    `browser_key` is what the platform's own script calls it, where that is another word; a mapping may use either.
    """

    name: str
    type: str
    format: str = ""
    pattern: str = ""
    values: tuple[Any, ...] = ()
    verified: bool = False
    browser_key: str = ""


class CspProduct(Record):
    """What one product of the platform needs in a content security policy: sources by directive."""

    product: str
    directives: dict[str, tuple[str, ...]]
    discouraged: bool = False
    verified: bool = False


class Role(Record):
    """A role. `rank` compares roles of all platforms: 10 read, 40 edit, 60 publish, 90 admin, 100 owner.

    A `modifier` takes something away from another role and is none of its own.
    """

    name: str
    scope: str
    rank: int
    modifier: bool = False
    verified: bool = False


class Leak(Record):
    """How a credential looks: a regular expression, and a text that every match contains."""

    label: str
    hint: str
    pattern: str
    verified: bool = False
