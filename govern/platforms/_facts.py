"""The types that a platform's facts have when rules and renderers ask for them."""

from __future__ import annotations

from govern.record import Record


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
    """An event that the platform knows by name. `names` are its spellings, the usual one first."""

    name: str
    names: tuple[str, ...]
    required: tuple[Field, ...] = ()
    status: str = "active"
    replaced_by: str = ""
    verified: bool = False


class Reserved(Record):
    """Names and beginnings of names that users may not take."""

    names: frozenset[str]
    prefixes: tuple[str, ...] = ()
    verified: bool = False


class Window(Record):
    """The attribution windows of one interaction: listed days and hours, or a range of days; 0 days is off.

    `extended_days` are offered for some events only.
    """

    interaction: str
    days: tuple[int, ...] = ()
    extended_days: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    min_days: int | None = None
    max_days: int | None = None
    verified: bool = False

    def offers(self, seconds: float) -> bool:
        """Whether a window of this length can be set."""
        days = seconds / 86400
        if self.min_days is not None and self.max_days is not None:
            return days == int(days) and self.min_days <= days <= self.max_days
        return days in self.days or days in self.extended_days or seconds / 3600 in self.hours

    def offered(self) -> str:
        """What can be set, as messages say it: `off, 1d or 7d`."""
        if self.min_days is not None and self.max_days is not None:
            return f"{self.min_days}d to {self.max_days}d"
        hours = [f"{hour}h" for hour in self.hours]
        days = [f"{day}d" if day else "off" for day in (*self.days, *self.extended_days)]
        *most, last = ["off", *hours, *days[1:]] if days[:1] == ["off"] else [*hours, *days]
        return f"{', '.join(most)} or {last}" if most else last


class MatchKey(Record):
    """A field that says who did it. `hash` is required, recommended, allowed, automatic or forbidden (sha256)."""

    key: str
    label: str
    hash: str
    normalise: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    verified: bool = False


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
