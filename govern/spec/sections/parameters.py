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
    type: ParameterType
    description: str | None = None
    format: str | None = None
    unit: str | None = None
    data_layer: str | None = None
    pattern: str | None = None
    values: tuple[str | int | float | bool, ...] = ()
    currency: str | None = None
    pii: Pii | None = None
    legs: tuple[Leg, ...] = ()
    volatile: bool = False
    may_be_zero: bool = False


SECTION = Section(Parameter, 30, "parameter", names=Names())
