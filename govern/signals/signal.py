"""Signal: one event told to one account on one leg, whoever says so. A rule about meaning asks signals and nothing else.

A signal says the same whether it was declared, is set up in a container or was seen on the wire, so that one rule judges all
three. What a reader of signals delivers:

- **Everything, or why not.** For each thing that it reads (a mapping, a tag, a request to a known host) there is a signal, or
  it is left out and said why (`LeftOut`). Nothing is dropped in silence.
- **No judgement.** What is wrong is read as it is written. What refers to nothing is `Unknown`, with the reason; what is not
  told is `Nothing`. Unknown is a value and no error.
- **Names of the platform.** `platform` is its key, parameters and match keys are called as the platform calls them, an account
  is written in the platform's one spelling.
- **Sources, not texts.** Where a value comes from is a `Source`: a hit has texts only, a container what its variables come
  down to, specs read the data layer in the browser and event data on the server. An account that differs between environments
  is a table by the page's host.
- **The event ID only where the platform has a field for it**; the platform's facts say which.
- **Places.** Each value knows where it is written, in code also the line, and by which names it was reached.
- **The same signals whatever the order** of what is read. Their order follows it, so that messages name the first.
- **When** is a set of conditions on what is being told; for a hit it is one moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

from govern.core.record import Record
from govern.core.report import Place
from govern.platforms import Platform
from govern.signals.source import MESSAGE, Source, Text
from govern.spec.base import ConsentType, Leg

Kind = Literal["event", "base", "consent", "person", "message", "state", "support"]
"""`base` initialises an account and tells no event; `message` is a push into the data layer with an event's name, `state` one
without; `person` only says who it is; `consent` sets or updates the visitor's choice; `support` tells nobody."""

LEGS: tuple[Leg, ...] = ("browser", "server")

Surely = Literal["always", "under conditions", "later", "never called"]
"""Whether what fires is also told: code may decide otherwise, do it at another moment, or never come to it."""

Form = Literal["plain", "hashed", "unknown"]
"""How a value that says who somebody is leaves: a hit shows it, a container seldom."""


class Told(Record):
    """A value and where it is written. Two are compared by their sources alone.

    `via` are the variables or parameters that were passed on the way, `written` is the text that stands there; `None` where
    nothing does, and `place` is where it would.
    """

    source: Source
    place: Place
    via: tuple[str, ...] = ()
    written: str | None = None


class Personal(Told):
    """A value that says who somebody is."""

    form: Form = "unknown"


class Consent(Record):
    """What a signal waits for: it asks for some types, asks by itself, says that it needs none, or nobody can say."""

    says: Literal["asks", "asks itself", "not needed", "unknown"]
    types: tuple[ConsentType, ...] = ()


Op = Literal["equals", "contains", "starts", "ends", "matches", "exists", "fits"]
"""`fits` is a comparison that only the browser can make, such as a CSS selector: its value says which, and with what."""


class Condition(Record):
    """What has to be so for something to fire."""

    left: Source
    op: Op
    value: str = ""
    negate: bool = False
    ignore_case: bool = False


Cube = tuple[Condition, ...]
"""Conditions that hold together."""


class When(Record):
    """When something fires: in one of the cubes of `fire` and in none of `block`. No cube at all is never.

    The message is one of the things that conditions speak about. `once` is what it is said once for at most: a page load, an
    order. A hit has no conditions, it has a `moment`: its number in the capture. `triggers` are the names of what fires it
    and `blocks` of what keeps it from firing, one for each cube.
    """

    fire: tuple[Cube, ...] = ()
    block: tuple[Cube, ...] = ()
    once: str = ""
    moment: int | None = None
    triggers: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages that it waits for by name; empty where it may be any."""
        named = [next((c.value for c in cube if c.left == MESSAGE and is_plain(c)), None) for cube in self.fire]
        return () if None in named else tuple(dict.fromkeys(name for name in named if name is not None))


def is_plain(condition: Condition) -> bool:
    """Whether a condition is that something is this text."""
    return condition.op == "equals" and not condition.negate and not condition.ignore_case


class Speaker(Protocol):
    """Who says what a signal says: an entity of the specs, or of a container."""

    def place(self, *route: str | int) -> Place: ...


VALUES = ("revenue_value", "conversionValue.amount", "value")
ITEMS = ("items", "contents")
"""What platforms call the worth of an event and the list of items, the more telling name first."""


class Signal(Record):
    """One event told to one account on one leg.

    `platform` is empty where it tells somebody nobody knows. `more` says why there may be further parameters than those
    listed, `endpoint` who is called where that is not the vendor, `by` which entity says all this.
    """

    platform: str
    leg: Leg
    kind: Kind
    account: Told
    name: Told
    parameters: Mapping[str, Told]
    event_id: Told
    person: Mapping[str, Personal]
    consent: Consent
    when: When
    by: Speaker
    surely: Surely
    more: tuple[str, ...]
    endpoint: Told

    @property
    def called(self) -> str:
        """The platform's name for the event, where it is always the same; else empty."""
        return self.name.source.value if isinstance(self.name.source, Text) else ""

    def currency(self, platform: Platform) -> Told | None:
        """The currency that is told, in the field that the platform has for it."""
        fields = [name for name, known in platform.parameters.items() if known.format.startswith("ISO 4217")]
        return self.first_of(word for name in fields for word in (name, platform.browser_words.get(name, name)))

    def value(self, platform: Platform) -> Told | None:
        """What the event is said to be worth, in the field that the platform has for it."""
        known = (name for name in VALUES if name in platform.parameters)
        return self.first_of(word for name in known for word in (name, platform.browser_words.get(name, name)))

    def items(self, platform: Platform) -> Told | None:
        """The list of what was bought, or looked at."""
        return self.first_of(name for name in ITEMS if name in platform.parameters)

    def first_of(self, fields: Iterable[str]) -> Told | None:
        """The first of some parameters that is told."""
        return next((self.parameters[name] for name in fields if name in self.parameters), None)


class LeftOut(Record):
    """A signal that is written and not told, and why: its event is a draft, or has ended."""

    signal: Signal
    why: str
