"""A container is well below the size that Tag Manager publishes.

Tag Manager publishes up to 200 KB and warns from 70 % on. A container that has grown to the limit cannot be published at all, on
the day on which somebody needs to; and every visitor loads it on every page. What is counted here are the texts of tags,
triggers and variables and the code of templates in use, which is a little less, or more, than what Tag Manager counts.

Remedy: delete what is unused, and put code that several tags share into one template.

Source: https://www.darrelltw.com/gtm-size-limit/ and https://gainjp.com/google-tag-manager-limits.html, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.gtm.container import TEMPLATE, TEMPLATE_BY_ID, Container
from govern.gtm.copies import sandboxed
from govern.gtm.texts import Entity, of_kind
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.texts import NESTING, texts

WARNED, LIMIT = 140, 200
"""Kilobytes from which Tag Manager warns, and beyond which it does not publish."""

CONTAINER = "containers: [{id: GTM-ABC1234, context: web, tags: [{name: A, type: html, parameter: {html: '%s'}}]}]"


@rule(good=CONTAINER % "<p>a</p>", bad=CONTAINER % ("<p>a</p>" * 20_000), level="note", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if container.context == "web" and (size := size_of(container) // 1024) >= WARNED:
            message = f"{container.id} has about {size} KB, and Tag Manager publishes up to {LIMIT} KB"
            place = Place(container.file, entity=f'container "{container.id}"')
            yield Problem(place, message, help="delete what is unused", subject=container.id)


def size_of(container: Container) -> int:
    """How many bytes the parts of a container have that a browser loads."""
    loaded = list(of_kind(container, ("tag", "trigger", "variable")))
    types = {str(entity.body.get("type")) for entity in loaded}
    used = (
        body
        for name, body in container.bodies("customTemplate").items()
        if not types.isdisjoint((TEMPLATE + name, TEMPLATE_BY_ID + name))
    )
    return sum(map(bytes_of, loaded)) + sum(len("".join(sandboxed(body)).encode("utf-8", "replace")) for body in used)


LOADED = frozenset(("parameter", "filter", "customEventFilter", "autoEventFilter"))


def bytes_of(entity: Entity) -> int:
    """How many bytes the parameters and conditions of an entity have."""
    beside = [text for field in entity.body.keys() - LOADED for text in values_in(entity.body[field])]
    return size(entity.values) - size(beside)


def values_in(field: object) -> list[str]:
    """The texts under `value` in a field of an entity."""
    return [text for route, text in texts(field) if route[-1:] == ("value",)] if isinstance(field, NESTING) else []


def size(found: list[str]) -> int:
    """How many bytes texts have."""
    text = "".join(found)
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
