"""One judge: all that makes Tag Manager refuse a container, or publish what cannot work, whoever asks.

`audit` asks of an export, `lint` and `render` of what the specs describe, `init` and `import` of both. What may be wrong
with the form of a field says `check`, with the container as a whole `whole`, with names of variables `variables`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.gtm import variables
from govern.gtm.check import validate
from govern.gtm.container import (
    BUILT_IN_TRIGGERS,
    LABELS,
    RESERVED_TRIGGERS,
    Container,
    Fault,
    is_built_in_id,
    label,
    unlisted,
)
from govern.gtm.references import TYPED, Reference, gallery_types, references, target, unresolved
from govern.gtm.whole import whole_problems

BEGINNINGS = ("Initialization - All Pages",)
"""How the triggers are called that fire before anything else of a page."""


@memo
def form(container: Container) -> tuple[Fault, ...]:
    """What is wrong with entities themselves, and with the container as a whole."""
    return (*validate(container), *whole_problems(container))


@memo
def lost(container: Container) -> tuple[Fault, ...]:
    """References to triggers, folders and templates that the container does not have.

    A file that does not list a kind at all says nothing of what refers to it.
    """
    absent = unlisted(container)
    found = [reference for reference in references(container) if reference.to not in absent]
    by_name = unresolved(container, found)
    return (*by_id(container, found), *of_pages(container, found), *by_name, *templates_of_nothing(container))


def by_id(container: Container, found: list[Reference]) -> Iterator[Fault]:
    """References by an id that nothing in the file has."""
    for reference in found:
        id, is_id = target(reference.written)
        if reference.to == "customTemplate" or not is_id or not id.isdecimal():
            continue  # of an id that is not a number the reader speaks
        if reference.to == "trigger" and is_built_in_id(id) and is_provided(container, id):
            continue
        entity, what = label(reference.kind, reference.name), LABELS[reference.to]
        verb = "lies in" if reference.to == "folder" else "refers to"
        reserved = "reserved " if reference.to == "trigger" and is_built_in_id(id) else ""
        message = f"{entity} {verb} the {reserved}{what} {id}, which the container does not have"
        yield Fault(message, entity, reference.route)


def of_pages(container: Container, found: list[Reference]) -> Iterator[Fault]:
    """References of a server's tags to triggers that fire before anything else of a page, which a server does not open."""
    own = container.bodies("trigger")
    for reference in found if container.context == "server" else ():
        name = reference.written
        if (
            reference.to == "trigger"
            and name in BUILT_IN_TRIGGERS.values()
            and name.endswith(BEGINNINGS)
            and name not in own
        ):
            entity = label(reference.kind, reference.name)
            message = f"{entity} refers to the {label('trigger', name)}, which a server container does not have"
            yield Fault(message, entity, reference.route)


def is_provided(container: Container, id: str) -> bool:
    """Whether an id that Tag Manager keeps for itself stands for a trigger. Of apps and AMP pages we do not know them all."""
    known = RESERVED_TRIGGERS.get(container.context)
    return known is None or id in known


def templates_of_nothing(container: Container) -> Iterator[Fault]:
    """Types that are made of a template's id, and lead to none."""
    if "customTemplate" in unlisted(container):
        return
    known = gallery_types(container.bodies("customTemplate"))
    for kind in TYPED:
        for name, body in container.bodies(kind).items():
            given = body.get("type")
            if type(given) is str and given.startswith("cvt_") and given not in known:
                entity = label(kind, name)
                message = f'{entity} has the type "{given}", which is not a template of the container'
                yield Fault(message, entity, ("type",))


@memo
def undefined(container: Container) -> tuple[Fault, ...]:
    """Each use of a variable that the container does not have; one an entity and a name."""
    return tuple(variables.undefined(container))


@memo
def faults(container: Container) -> tuple[Fault, ...]:
    """All that makes Tag Manager refuse a container."""
    return (*form(container), *lost(container), *undefined(container))


@memo
def unjudged(container: Container) -> tuple[tuple[str, int], ...]:
    """The kinds that the file does not list, with how many references to them could not be judged, if any."""
    counts: dict[str, int] = {}
    for reference in references(container):
        counts[reference.to] = counts.get(reference.to, 0) + 1
    for kind in TYPED:
        given = (body.get("type") for body in container.bodies(kind).values())
        made = sum(type(one) is str and one.startswith("cvt_") for one in given)
        counts["customTemplate"] = counts.get("customTemplate", 0) + made
    absent = unlisted(container)
    if "variable" in absent:
        counts["variable"] = sum(1 for _ in variables.user_references(container))
    return tuple((kind, counts[kind]) for kind in LABELS if kind in absent and counts.get(kind))
