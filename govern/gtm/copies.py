"""Entities of a container that do the same under two names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from govern.core.memo import memo
from govern.core.regex import regex
from govern.gtm.container import Body, Container, canonical
from govern.gtm.tags import code_of, text_of

ASIDE = frozenset(("folder", "notes", "uniqueTriggerId", "monitoringMetadata"))
"""What two entities may differ in and do the same even so."""


OF_ONE_THING = regex(r"(?:G|AW|GT|DC|GTM|UA)-(?=[A-Z-]{0,12}[0-9])(?!X{4})[A-Z0-9-]{6,20}$|https?://[^\s{}]{4,200}$")
"""Constants of one value that stand for one thing."""


@memo
def equal(container: Container, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Entities of a kind that do the same: the first of each group by name, and the others.

    Constants are passed over: two values may be equal today and be about different things. Google's IDs and addresses are not
    equal by chance.
    """
    listed = container.bodies(kind).items()
    bodies = {
        name: body for name, body in listed if body.get("type") != "c" or OF_ONE_THING.match(text_of(body, "value"))
    }
    outlines = {name: outline(body) for name, body in bodies.items()}
    often = Counter(outlines.values())
    alike = {name: body for name, body in bodies.items() if often[outlines[name]] > 1}
    return grouped(alike, lambda body: same_work(canonical(kind, body)))


def outline(body: Body) -> tuple[Any, ...]:
    """What two bodies that do the same have in common, worked out in a fraction of the time: how many fields there are, and the
    values of the parameters that are texts, in whatever order."""
    rows = [row for key in ("parameter", "filter", "customEventFilter") for row in listed(body.get(key))]
    inner = [row for one in rows for row in listed(one.get("parameter"))]
    values = sorted(value for row in (*rows, *inner) if type(value := row.get("value")) is str)
    return len(body.keys() - ASIDE), *values


def listed(value: Any) -> list[Body]:
    """The objects in a list; none where a file has something else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def same_work(body: Body) -> str:
    """A text that two bodies share when they do the same."""
    left = {key: value for key, value in body.items() if key not in ASIDE}
    return json.dumps(left, sort_keys=True) if left.keys() - {"type"} else ""


def grouped(bodies: dict[str, Body], work: Callable[[Body], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names of bodies that do the same; one that does nothing is like no other."""
    by_work: dict[str, list[str]] = {}
    for name, body in bodies.items():
        if text := work(body):
            by_work.setdefault(text, []).append(name)
    groups = (sorted(names) for names in by_work.values() if len(names) > 1)
    return tuple((first, tuple(others)) for first, *others in sorted(groups))


@memo
def code(container: Container) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Custom HTML tags with the same code."""
    return grouped(container.bodies("tag"), lambda body: "".join(code_of(body).split()))


@memo
def templates(container: Container) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Templates with the same code, whatever their page says of them."""
    return grouped(container.bodies("customTemplate"), lambda body: "".join(sandboxed(body)))


def sandboxed(template: Body) -> Iterator[str]:
    """The lines of a template's code that do something; none where it has no code."""
    data = template.get("templateData")
    text = data if type(data) is str else ""
    for heading in ("___SANDBOXED_JS_FOR_WEB_TEMPLATE___", "___SANDBOXED_JS_FOR_SERVER___"):
        part = text.partition(heading)[2].partition("\n___")[0]
        yield from (line.strip() for line in part.splitlines())
