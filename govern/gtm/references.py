"""What the entities of a container refer to by name, and which of it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Route
from govern.gtm.container import (
    BUILT_IN_TRIGGERS,
    LABELS,
    MAX_DEPTH,
    TEMPLATE,
    TEMPLATE_BY_ID,
    TRIGGER_LISTS,
    Body,
    Container,
    Fault,
    label,
)
from govern.gtm.schema import KINDS
from govern.gtm.texts import Entity, entities
from govern.spec.spelling import did_you_mean, nearest

REFERENCE_TYPES = ("TRIGGER_REFERENCE", "triggerReference")
BUILT_IN_BY_NAME = {name: id for id, name in BUILT_IN_TRIGGERS.items()}
TYPED = ("tag", "variable", "client", "transformation")
"""The kinds whose type may be a custom template."""


class Reference(Record):
    """One entity's reference to another: where it stands, the kind it leads to, and how it is written there."""

    kind: str
    name: str
    route: Route
    to: str
    written: str


@memo
def references(container: Container) -> tuple[Reference, ...]:
    """Every reference that an export holds by id; half of what is asked about a container asks for them."""
    return tuple(references_in(container))


def references_in(container: Container) -> Iterator[Reference]:
    """`references`, collected."""
    lists = {kind: tuple(TRIGGER_LISTS.get(KINDS.get(kind, ""), {}).values()) for kind in container.entities}
    for entity in entities(container):
        for route, to, written in references_of(entity, lists[entity.kind]):
            if type(written) is str:
                yield Reference(entity.kind, entity.name, route, to, written)


def references_of(entity: Entity, lists: tuple[str, ...]) -> Iterator[tuple[Route, str, Any]]:
    """The references of one entity: the way to each, the kind it leads to, and the value there."""
    kind, body = entity.kind, entity.body
    for key in lists:
        if type(names := body.get(key)) is list:
            yield from (((key, index), "trigger", name) for index, name in enumerate(names))
    if "folder" in body:
        yield ("folder",), "folder", body["folder"]
    given = body.get("type")
    if kind in TYPED and type(given) is str and given.startswith((TEMPLATE, TEMPLATE_BY_ID)):
        yield ("type",), "customTemplate", given
    if kind == "zone" and type(boundary := body.get("boundary")) is dict:
        for key in TRIGGER_LISTS["ZoneBoundary"].values():
            if type(names := boundary.get(key)) is list:
                yield from ((("boundary", key, index), "trigger", name) for index, name in enumerate(names))
    for parameter, route in trigger_parameters(body) if names_trigger(entity) else ():
        yield route, "trigger", parameter["value"]


def names_trigger(entity: Entity) -> bool:
    """Whether an entity may have a parameter that refers to a trigger, as few have."""
    return any(type_ in entity.rest for type_ in REFERENCE_TYPES)


def trigger_parameters(body: Body) -> Iterator[tuple[Body, Route]]:
    """Every parameter of an entity that refers to a trigger, and the way to its value."""
    found: list[tuple[Body, Route]] = []
    for key, value in body.items():
        if type(value) is list or type(value) is dict:
            parameters_in(value, (key,), 0, found)
    yield from found


def parameters_in(value: Any, route: Route, depth: int, found: list[tuple[Body, Route]]) -> None:
    """Collect every such parameter inside a list or an object."""
    if depth > MAX_DEPTH:
        return
    if type(value) is dict:
        if value.get("type") in REFERENCE_TYPES and "value" in value:
            found.append((value, (*route, "value")))
        for key, item in value.items():
            if type(item) is list or type(item) is dict:
                parameters_in(item, (*route, key), depth + 1, found)
    else:
        for index, item in enumerate(value):
            if type(item) is list or type(item) is dict:
                parameters_in(item, (*route, index), depth + 1, found)


def target(written: str) -> tuple[str, bool]:
    """The name in a reference as it is written, and whether it is an id that leads nowhere: `#12`."""
    if written.startswith("##"):
        return written[1:], False
    return (written[1:], True) if written.startswith("#") else (written, False)


def gallery_id_of(template: Body) -> str:
    """The id of a template in the gallery; empty if it has none."""
    gallery = template.get("galleryReference")
    found = gallery.get("galleryTemplateId") if type(gallery) is dict else None
    return found if type(found) is str else ""


def gallery_types(templates: dict[str, Body]) -> dict[str, list[str]]:
    """The templates behind every type that names a gallery id; more than one may have the same."""
    found: dict[str, list[str]] = {}
    for name, body in templates.items():
        if gallery_id := gallery_id_of(body):
            found.setdefault(f"cvt_{gallery_id}", []).append(name)
    return found


def template_name(type: str) -> str:
    """The template that a type names."""
    return type.removeprefix(TEMPLATE_BY_ID if type.startswith(TEMPLATE_BY_ID) else TEMPLATE)


def unresolved(container: Container, found: Iterable[Reference] | None = None) -> list[Fault]:
    """References by name to what the container does not have. Ids that led nowhere in the export are not among them.

    `found` are the container's references, for callers that have collected them already.
    """
    problems = []
    for reference in references(container) if found is None else found:
        if reference.to == "customTemplate":
            name, is_id = template_name(reference.written), False
        else:
            name, is_id = target(reference.written)
        known = container.bodies(reference.to)
        if is_id or name in known or (reference.to == "trigger" and name in BUILT_IN_BY_NAME):
            continue
        entity = label(reference.kind, reference.name)
        message = f'{entity} refers to the {LABELS[reference.to]} "{name}", which the container does not have'
        problems.append(Fault(message, entity, reference.route, did_you_mean(nearest(name[:200], known))))
    return problems
