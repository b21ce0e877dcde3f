"""Events: what happened, when it may be said, and with which facts."""

from __future__ import annotations

from typing import Any, Literal, cast, get_args

from govern.core.record import Record
from govern.spec.base import DURATION, ConsentType, Date, Entity, Leg, Name
from govern.spec.section import Names, Section
from govern.spec.sections.parameters import Parameter, ParameterType, Pii

__all__ = ["Event", "EventParameter", "Fires", "FiresOn", "Parameter", "ParameterType", "Pii"]

FiresOn = Literal["page_view", "element_visible", "click", "form_attempt", "form_success", "confirmation_page",
                  "server_confirmed", "timer", "custom"]  # fmt: skip


Moment = Literal["message", "page_view", "click", "form_attempt", "element_visible", "timer"]
ON_ELEMENTS: tuple[Moment, ...] = ("click", "form_attempt", "element_visible")


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
    may_be_zero: bool = False


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
    def moment(self) -> Moment:
        """What a web container waits for: the page's own message, or what it sees for itself.

        A container sees pages, clicks, forms and elements that are named, and the time; never both.
        """
        fires = self.fires
        if fires is None:
            return "page_view" if self.kind == "page" or self.name == "page_view" else "message"
        if fires.name or fires.on not in get_args(Moment):
            return "message"
        on = cast(Moment, fires.on)
        missing = (on in ON_ELEMENTS and not fires.element) or (
            on == "timer" and not DURATION.accepts(fires.after or "")
        )
        return "message" if missing else on

    @property
    def when_ready(self) -> tuple[str, ...]:
        """The parameters that it waits for."""
        return self.fires.when_ready if self.fires is not None else ()


SECTION = Section(
    Event,
    40,
    "event",
    names=Names(),
    references={"parameters.use": "parameters", "site": "sites", "replaced_by": "events"},
)
