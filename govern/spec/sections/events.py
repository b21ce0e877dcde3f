"""Events and their parameters: what happened, when it may be said, and with which facts."""

from __future__ import annotations

from typing import Any, Literal

from govern.core.record import Record
from govern.spec.base import ConsentType, Date, Entity, Leg, Name

ParameterType = Literal["string", "integer", "number", "boolean", "money", "currency", "email", "phone", "url",
                        "timestamp", "date", "items", "list", "object"]  # fmt: skip
Pii = Literal["email", "phone", "first_name", "last_name", "street", "city", "state", "zip", "country", "birth_date",
              "gender", "external_id", "ip", "user_agent"]  # fmt: skip
FiresOn = Literal["page_view", "element_visible", "click", "form_attempt", "form_success", "confirmation_page",
                  "server_confirmed", "timer", "custom"]  # fmt: skip


class Parameter(Entity):
    """A fact that many events carry. `data_layer` is its key in the page's data layer, its name unless told otherwise,
    such as `ecommerce.value`; `currency` names the parameter that holds the currency of a `money` value.

    `legs` says where its value is known, in the browser, on the server or (unless told otherwise) in both. `volatile`
    says that it has another value when the page is loaded again, such as a time or a random number."""

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


class EventParameter(Record):
    """A parameter of one event: either `use` of a shared one, or a definition of its own by `name` and `type`."""

    use: str | None = None
    name: Name | None = None
    type: ParameterType | None = None
    required: bool = False
    late: bool = False
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


class Fires(Record):
    """When the event happens. `once_per` is the thing it may be said once for; `when_ready` must exist before."""

    on: FiresOn
    once_per: str | None = None
    when_ready: tuple[str, ...] = ()
    element: str | None = None
    name: str | None = None
    after: str | None = None


class Event(Entity):
    """What happened."""

    name: Name
    description: str | None = None
    owner: str | None = None
    kind: Literal["conversion", "interaction", "page"] = "interaction"
    site: str | None = None
    fires: Fires | None = None
    event_id: str | None = None
    parameters: tuple[EventParameter, ...] = ()
    consent: tuple[ConsentType, ...] = ()
    status: Literal["draft", "active", "deprecated"] = "active"
    until: Date | None = None
    replaced_by: str | None = None
    examples: tuple[dict[str, Any], ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What the page writes as `event` into the data layer."""
        return self.fires.name if self.fires is not None and self.fires.name else self.name

    @property
    def when_ready(self) -> tuple[str, ...]:
        """The parameters that it waits for."""
        return self.fires.when_ready if self.fires is not None else ()
