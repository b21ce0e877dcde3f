"""Where parameters are declared: shared ones, and those that an event defines on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record, holder
from govern.core.report import Place, Route
from govern.spec.base import Entity
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.spelling import last_word, words

if TYPE_CHECKING:
    from govern.project import Project

NUMBERS = frozenset(("value", "price", "quantity", "qty", "revenue", "amount", "subtotal", "total"))
"""What a name is, or ends with, that can only be a number."""

SHOWN = frozenset(("display", "displayed", "formatted", "shown", "text", "label"))
"""What a name has in it that is a text on purpose."""

NUMERIC = ("integer", "number", "money")
"""Types whose values are numbers."""

KINDS = {
    "number": ("integer", "number", "money"),
    "text": ("string", "currency", "email", "phone", "url", "date"),
    "yes or no": ("boolean",),
    "list": ("items", "list"),
    "mapping": ("object",),
}
KIND_OF = {type: kind for kind, types in KINDS.items() for type in types}
"""What a type's values are; times are written as numbers and as texts, so they are of no kind."""


class Declaration(Record):
    """One declaration of a parameter: what it says, the entity that holds it, the way there, the event if one does."""

    parameter: Parameter | EventParameter
    name: str
    entity: Entity
    route: Route
    event: str

    def place(self, *route: str | int) -> Place:
        return self.entity.place(*self.route, *route)

    @property
    def said(self) -> str:
        """How messages call it."""
        return f'parameter "{self.name}"' + (f' of event "{self.event}"' if self.event else "")


declaration = holder(Declaration)


def is_repeated(found: Declaration) -> bool:
    """Whether its event lists the parameter before, which is the mistake then."""
    if not isinstance(found.entity, Event):
        return False
    before = found.entity.parameters[: int(found.route[1])]
    return any(found.name in (other.use, other.name) for other in before)


@memo
def declared(project: Project) -> tuple[Declaration, ...]:
    """Every declaration, the shared ones first."""
    shared = (Declaration(one, one.name, one, (), "") for one in project.parameters)
    return (*shared, *(found for event in project.events for found in on_the_spot(event)))


@memo
def by_name(project: Project) -> dict[str, list[Declaration]]:
    """Every declaration by its name, of which there are few: events are told of the same things."""
    found: dict[str, list[Declaration]] = {}
    for one in declared(project):
        found.setdefault(one.name, []).append(one)
    return found


def on_the_spot(event: Event) -> Iterator[Declaration]:
    """The parameters that an event defines itself."""
    for position, parameter in enumerate(event.parameters):
        if parameter.use is None and parameter.name is not None:
            yield declaration(
                {
                    "parameter": parameter,
                    "name": parameter.name,
                    "entity": event,
                    "route": ("parameters", position),
                    "event": event.name,
                }
            )


def is_text_for_number(found: Declaration) -> bool:
    """Whether a text has the name of a number. A list of answers is none, and the `value` of a single event may be one."""
    if found.parameter.type != "string" or found.parameter.values or not is_of_number(found.name):
        return False
    return last_word(found.name) != "value" or (found.name.casefold() == "value" and not found.event)


def is_of_number(name: str) -> bool:
    """Whether a name is that of a number; a `display_price` is there to be read."""
    return last_word(name) in NUMBERS and SHOWN.isdisjoint(words(name))
