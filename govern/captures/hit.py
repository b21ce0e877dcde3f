"""Hit: what one request, or one event of it, told a platform. A row holds what may be kept, and nothing is struck out later:
names, numbers, identifiers and closed sets; of everything personal what it was, never what it said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from govern.captures.bodies.event import Complaint
from govern.captures.har import Damaged
from govern.captures.mask import Personal
from govern.core.record import Record
from govern.core.report import Place
from govern.platforms.facts import HitKind
from govern.spec.base import Leg

KeyForm = Literal["plain", "sha256", "sha256 upper", "hash of nothing", "md5", "sha1", "base64", "empty"]
"""How a match key was sent."""

ValueType = Literal["text", "number", "boolean", "list", "object", "nothing"]


class Value(Record):
    """A value that was sent: what may be shown of it, its type, its length, and what is personal about it.

    `same` is equal for equal values of one capture, and says nothing else about them."""

    text: str
    type: ValueType = "text"
    length: int = 0
    same: bytes = b""
    personal: Personal | None = None


class Product(Record):
    """A line of a list of products, as far as its price and quantity are numbers."""

    id: str = ""
    price: float | None = None
    quantity: float | None = None


class Key(Record):
    """A match key: how it was sent, and a digest by which two are equal or not."""

    form: KeyForm
    same: bytes = b""


class Leaked(Record):
    """Something personal or secret in clear, and where: `its page address`, `parameter "note"`."""

    where: str
    what: Personal


class Hit(Record, kw_only=True):
    """What was told. `n` is the number of the request in its capture, `form` the request or body by which it was read."""

    n: int
    place: Place
    platform: str
    form: str
    leg: Leg
    kind: HitKind
    host: str = ""
    account: str = ""
    event: str = ""
    event_id: Value | None = None
    order_id: Value | None = None
    hit_id: Value | None = None
    at_us: int | None = None
    event_us: int | None = None
    time_unit: str = ""
    page: str = ""
    page_same: bytes = b""
    """Equal for one page that a number tells from others, such as an order's; empty for all others."""
    parameters: Mapping[str, Value] = {}
    products: tuple[Product, ...] = ()
    keys: Mapping[str, Key] = {}
    consent: Mapping[str, str] = {}
    test: str = ""
    version: str = ""
    visit: str = ""
    device: str = ""
    """`mobile` or `desktop`, where the capture says it."""
    status: int | None = None
    ms: float | None = None
    error: str = ""
    leaked: tuple[Leaked, ...] = ()
    complaints: tuple[Complaint, ...] = ()

    @property
    def called(self) -> str:
        """The hit in messages: its request's number, the platform and the event."""
        name = f' "{self.event}"' if self.event else ""
        return f"#{self.n} {self.platform}{name}"


class Message(Record):
    """A message of the page's data layer, as Tag Manager's preview shows it: its event, and its values by their way."""

    n: int
    place: Place
    event: str
    values: Mapping[str, Value] = {}


class Choice(Record):
    """What a visitor chose, as the consent platform was told: `granted` or `denied` by consent type."""

    n: int
    place: Place
    banner: str
    consent: Mapping[str, str]
    at_us: int | None = None


class Unknown(Record):
    """A request to a host of a platform that nothing is known about."""

    n: int
    platform: str
    where: str


class Capture(Record):
    """One capture, read: how many requests, what they told, and what was not understood."""

    file: str
    kind: str
    requests: int = 0
    hits: tuple[Hit, ...] = ()
    others: tuple[tuple[str, HitKind, int], ...] = ()
    """Requests that tell no event, by platform and kind, and how many."""
    unknown: tuple[Unknown, ...] = ()
    messages: tuple[Message, ...] = ()
    beyond: int = 0
    """Requests that were counted and not looked at, since there were so many before."""
    foreign: int = 0
    answers: int = 0
    banners: tuple[tuple[str, int], ...] = ()
    """Requests to consent platforms, by their names."""
    choices: tuple[Choice, ...] = ()
    """What visitors chose, as these were told."""
    damaged: tuple[Damaged, ...] = ()
    more_unknown: int = 0
    """How many were not understood beyond those that are named."""
    more_damaged: int = 0
    remark: str = ""
    before: int = 0
    """How many requests of the file were read before this portion of it."""
    has_more: bool = False
    """Whether another portion of the file follows."""
