"""Parameters: the facts that many events carry."""

from __future__ import annotations

from typing import Literal

from govern.spec.base import Entity, Leg, Name
from govern.spec.section import Names, Section

ParameterType = Literal["string", "integer", "number", "boolean", "money", "currency", "email", "phone", "url",
                        "timestamp", "date", "items", "list", "object"]  # fmt: skip
Pii = Literal["email", "phone", "first_name", "last_name", "street", "city", "state", "zip", "country", "birth_date",
              "gender", "external_id", "ip", "user_agent"]  # fmt: skip


class Parameter(Entity):
    """A fact that many events carry. `data_layer` is its key in the page's data layer, its name unless told otherwise,
    such as `ecommerce.value`; `currency` names the parameter that holds the currency of a `money` value.

    `legs` says where its value is known, in the browser, on the server or (unless told otherwise) in both. `volatile`
    says that it has another value when the page is loaded again, such as a time or a random number. A sum of 0 is not
    ready where an event waits for it, since that is what pages write before they know, unless it `may_be_zero`."""

    name: Name
    """What events call the parameter."""
    type: ParameterType
    """What the value is."""
    description: str | None = None
    """What it means."""
    format: str | None = None
    """How the value is written, for people."""
    unit: str | None = None
    """The unit of a number."""
    data_layer: str | None = None
    """Its key in the page's data layer, such as ecommerce.value; its name without."""
    pattern: str | None = None
    """A regular expression that a part of the text matches."""
    values: tuple[str | int | float | bool, ...] = ()
    """The values that it takes."""
    currency: str | None = None
    """The parameter that holds the currency of the money."""
    pii: Pii | None = None
    """What it says about a person; it then leaves as a match key only."""
    legs: tuple[Leg, ...] = ()
    """Where the value is known: in the browser, on the server, in both without."""
    volatile: bool = False
    """Whether it has another value when the page is loaded again."""
    may_be_zero: bool = False
    """Whether a sum of 0 is one, and does not mean that it is not known yet."""


SECTION = Section(Parameter, 30, "parameter", names=Names())
