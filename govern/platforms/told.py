"""How a tag says what it tells: forms, as data. Each platform's `told.py` lists those of its tags, `FORMS`.

A tag of Tag Manager's own is known by its type, one that is made of a template by the set of its fields: a template goes by
many names and is copied, what its fields are called stays.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from govern.core.record import Record
from govern.core.registry import network, networks

Kind = Literal["event", "base", "person", "support"]
Leg = Literal["browser", "server"]


class Choice(Record):
    """A way to a value: a `field` of the tag, or a fixed `text`, where another field (`key`) says `says`,
    or does not say it where that begins with `!`.

    `message` stands for the name of the message that fires the tag, or for what the template makes of it, which is then
    described by the text.
    """

    field: str = ""
    key: str = ""
    says: str = ""
    text: str = ""
    message: bool = False


class Rows(Record):
    """A table of a tag: the field, and the columns of names and values."""

    field: str
    name: str = "name"
    value: str = "value"


class Form(Record):
    """One kind of tag. Fields of the tag are named in the order in which they count.

    `starts` are beginnings of the account, such as `G-`, by which the platform is told from others. `unless` is a setting
    that keeps the event from being sent where it says false. `hit` is what a server reads where the tag names no account,
    `ambient` says that the page's own account is taken then. `asks` says that the tag reads the consent state by itself.
    """

    platform: str
    leg: Leg = "browser"
    kind: Kind = "event"
    types: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    sign: str = ""
    only: Choice | None = None
    starts: str = ""
    account: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    hit: str = ""
    ambient: bool = False
    name: tuple[Choice, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    rows: tuple[Rows, ...] = ()
    objects: tuple[str, ...] = ()
    people: tuple[Rows, ...] = ()
    event_id: tuple[str, ...] = ()
    endpoint: tuple[str, ...] = ()
    more: tuple[tuple[str, str, str], ...] = ()
    unless: tuple[str, ...] = ()
    asks: bool = False


def ours(platform: str, sign: str, name: str = "eventName") -> tuple[Form, ...]:
    """The forms of our own template for a platform, which is told from the others by whose script it loads."""
    known: dict[str, Any] = {"fields": frozenset(("pixelId", "call")), "sign": sign, "account": ("pixelId",)}
    sent: dict[str, Any] = {"name": (Choice(name),), "rows": (Rows("parameters"),), "people": (Rows("userData"),)}
    return (
        Form(platform, kind="base", **known, only=Choice(key="call", says="none")),
        Form(platform, **known, **sent, event_id=("eventId",), only=Choice(key="call", says="!none")),
    )


def ours_by_server(platform: str, host: str) -> Form:
    """The form of our own server template for a platform, which is told from the others by the host it sends to."""
    return Form(
        platform,
        leg="server",
        fields=frozenset(("accountId", "eventName", "secret")),
        sign=host,
        account=("accountId",),
        name=(Choice("eventName"),),
        rows=(Rows("parameters"),),
        people=(Rows("matchKeys"),),
        event_id=("eventId",),
    )


def fixed(text: str) -> tuple[Choice, ...]:
    """A name that is always the same."""
    return (Choice(text=text),)


@cache
def by_type() -> dict[str, tuple[Form, ...]]:
    """The forms of each type of Tag Manager's own."""
    found: dict[str, list[Form]] = {}
    for form in forms():
        for type_ in form.types:
            found.setdefault(type_, []).append(form)
    return {type_: tuple(known) for type_, known in found.items()}


@cache
def of_templates() -> tuple[Form, ...]:
    """The forms of templates, those with the most fields first."""
    return tuple(sorted((form for form in forms() if form.fields), key=lambda form: -len(form.fields)))


@cache
def forms() -> tuple[Form, ...]:
    """All forms of all platforms."""
    return tuple(form for key in networks("told") for form in network(key, "told").FORMS)


def made_by(keys: frozenset[str]) -> tuple[Form, ...]:
    """The forms of a template with these fields: those that fit and say the most."""
    fitting = [form for form in of_templates() if form.fields <= keys and form.without.isdisjoint(keys)]
    return tuple(form for form in fitting if form.fields == fitting[0].fields)
