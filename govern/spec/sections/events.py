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
    """The shared parameter that the event has."""
    name: Name | None = None
    """The name of a parameter of its own."""
    type: ParameterType | None = None
    """What the value is."""
    required: bool = False
    """Whether the event is not sent without it."""
    late: bool = False
    """Whether it may arrive after the event, so that `when_ready` has to wait for it."""
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


class Fires(Record):
    """When the event happens. `once_per` is the thing it may be said once for; `when_ready` must exist before."""

    on: FiresOn
    """What it happens on."""
    once_per: str | None = None
    """The thing that it is counted once for, such as order."""
    when_ready: tuple[str, ...] = ()
    """The parameters without which it is not sent."""
    element: str | None = None
    """The element of the site that is clicked, seen or sent; the container then triggers by itself."""
    name: str | None = None
    """The page's message in the data layer, where it is not the event's name."""
    after: str | None = None
    """How long a timer runs, or an element is seen, such as 30s."""


class Event(Entity):
    """What happened."""

    name: Name
    """What the event is called, and the message that the page pushes."""
    description: str | None = None
    """What has happened, exactly."""
    owner: str | None = None
    """Who answers for it."""
    kind: Literal["conversion", "interaction", "page"] = "interaction"
    """Whether it is a conversion, an interaction or a page."""
    site: str | None = None
    """The site that it happens on; on all without one."""
    fires: Fires | None = None
    """When it happens, how often, and what it waits for."""
    event_id: str | None = None
    """The event ID as a template over parameters, such as order_{order_id}: the same on every leg."""
    parameters: tuple[EventParameter, ...] = ()
    """What it tells."""
    consent: tuple[ConsentType, ...] = ()
    """Consent types that it needs besides those of the destinations."""
    status: Literal["draft", "active", "deprecated"] = "active"
    """Whether it is planned, in use, or to be given up."""
    until: Date | None = None
    """The last day of a deprecated event, as YYYY-MM-DD."""
    replaced_by: str | None = None
    """The event that takes its place."""
    examples: tuple[dict[str, Any], ...] = ()
    """Values of its parameters, as they occur."""
    tags: tuple[str, ...] = ()
    """Words by which people find it."""

    def happens(self, today: str) -> bool:
        """Whether it is told at all: drafts not yet, deprecated ones until their day."""
        if self.status == "deprecated":
            return self.until is None or self.until >= today
        return self.status == "active"

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
