"""What Tag Manager asks of a container as a whole, beside the form of its entities and the names that triggers, folders
and templates have: tags in sequences exist, nothing refers to itself in a circle, and everything is of the container's
own kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from govern.core.regex import regex
from govern.core.report import Route
from govern.gtm.container import LABELS, TEMPLATE, TEMPLATE_BY_ID, Body, Container, Fault, label
from govern.gtm.references import names_trigger, target, template_name, trigger_parameters
from govern.gtm.texts import Entity, of_kind
from govern.spec.spelling import did_you_mean, nearest

SEQUENCE = ("setupTag", "teardownTag")
VARIABLE = regex(r"\{\{(.+?)\}\}")
CUSTOM_TYPE = regex(r"cvt_[A-Za-z0-9]+(_[0-9]+)?")

KINDS_OF = {"server": frozenset(("client", "transformation")), "web": frozenset(("zone", "gtagConfig"))}
TAGS_OF = {
    "web": frozenset((
        "awct", "awud", "baut", "bzi", "flc", "fls", "gaawc", "gaawe", "gclidw", "googtag", "hjtc", "html", "img", "pntr",
        "sp", "ua",
    )),
    "server": frozenset(("sgtmadscl", "sgtmadsct", "sgtmadsremarket", "sgtmgaaw")),
}  # fmt: skip
TRIGGERS_OF = {
    "web": frozenset((
        "CLICK", "CONSENT_INIT", "DOM_READY", "ELEMENT_VISIBILITY", "FORM_SUBMISSION", "HISTORY_CHANGE", "INIT", "JS_ERROR",
        "LINK_CLICK", "PAGEVIEW", "SCROLL_DEPTH", "TIMER", "TRIGGER_GROUP", "WINDOW_LOADED", "YOU_TUBE_VIDEO",
    )),
    "server": frozenset(("ALWAYS", "SERVER_PAGEVIEW")),
}  # fmt: skip
VARIABLES_OF = {
    "web": frozenset(("aev", "d", "gas", "gtcs", "gtes", "j", "jsm", "v", "vis")),
    "server": frozenset(("ed", "rh", "sgtmk")),
}
"""Types that one kind of container knows and the other does not."""


def whole_problems(container: Container) -> Iterator[Fault]:
    """All that is wrong with a container as a whole."""
    yield from missing_tags(container)
    yield from circles(container)
    if container.context in KINDS_OF:
        yield from strangers(container)
    for kind in ("tag", "variable"):
        for name, body in container.bodies(kind).items():
            given = body.get("type")
            if type(given) is str and given.startswith("cvt_") and not CUSTOM_TYPE.fullmatch(given):
                message = f'{label(kind, name)} has the type "{given}", which is not a type of a template'
                yield Fault(message, label(kind, name), ("type",), "write template:<name of the template>")


def missing_tags(container: Container) -> Iterator[Fault]:
    """Tags in sequences that the container does not have."""
    tags = container.bodies("tag")
    for name, body in tags.items():
        for route, other in sequence(body):
            if other not in tags:
                message = f'{label("tag", name)} refers to the tag "{other}", which the container does not have'
                yield Fault(message, label("tag", name), route, did_you_mean(nearest(other[:200], tags)))


def sequence(body: Body) -> Iterator[tuple[Route, str]]:
    """The tags that come before and after a tag, with the way to their names."""
    for key in SEQUENCE:
        if type(listed := body.get(key)) is list:
            for index, one in enumerate(listed):
                if type(one) is dict and type(name := one.get("tagName")) is str:
                    yield (key, index, "tagName"), name


def circles(container: Container) -> Iterator[Fault]:
    """Entities that refer to themselves by way of others; one problem for each circle, at its first by name."""
    for kind in ("tag", "trigger", "variable"):
        bodies = container.bodies(kind)
        links = {one.name: found for one in of_kind(container, (kind,)) if (found := links_of(one, bodies))}
        for circle in circles_in(links):
            first, *rest = circle
            way = f" by way of {', '.join(json.dumps(name, ensure_ascii=False) for name in rest)}" if rest else ""
            yield Fault(f"{label(kind, first)} refers to itself{way}", label(kind, first))


def links_of(entity: Entity, known: dict[str, Body]) -> list[str]:
    """The entities of its own kind that an entity needs."""
    if entity.kind == "tag":
        found = [name for _, name in sequence(entity.body)]
    elif entity.kind == "trigger":
        values = (
            [parameter["value"] for parameter, _ in trigger_parameters(entity.body)] if names_trigger(entity) else []
        )
        found = [target(value)[0] for value in values if type(value) is str]
    else:
        found = [name for text in reversed(entity.naming) for name in VARIABLE.findall(text)]
    return [name for name in dict.fromkeys(found) if name in known]


def circles_in(links: dict[str, list[str]]) -> Iterator[list[str]]:
    """The circles of a graph, each once, from its first name."""
    done: set[str] = set()
    for start in sorted(links):
        path: dict[str, int] = {}  # each name with its place on the way
        steps = [iter((start,))]
        while steps:
            name = next(steps[-1], None)
            if name is None:
                steps.pop()
                if path:
                    done.add(path.popitem()[0])
            elif name in path:
                circle = list(path)[path[name] :]
                at = circle.index(min(circle))
                yield circle[at:] + circle[:at]
            elif name not in done and name in links:
                path[name] = len(path)
                steps.append(iter(links[name]))


def strangers(container: Container) -> Iterator[Fault]:
    """Entities of a kind or type that belongs into another kind of container."""
    context = container.context
    other = "server" if context == "web" else "web"
    for kind in KINDS_OF[other]:
        for name in container.bodies(kind):
            yield Fault(
                f"{label(kind, name)} is in a {context} container, which has no {LABELS[kind]}s", label(kind, name)
            )
    for kind, types in (("tag", TAGS_OF), ("trigger", TRIGGERS_OF), ("variable", VARIABLES_OF)):
        for name, body in container.bodies(kind).items():
            if type(given := body.get("type")) is str and given in types[other]:
                message = f'{label(kind, name)} is of the type "{given}", which a {context} container does not have'
                yield Fault(message, label(kind, name), ("type",))
    used = templates_used(container)
    for name, body in container.bodies("customTemplate").items():
        if name in used and (contexts := contexts_of(body)) and context.upper() not in contexts:
            message = f"{label('customTemplate', name)} is made for {' and '.join(sorted(contexts)).lower()} containers"
            yield Fault(message, label("customTemplate", name))


def templates_used(container: Container) -> set[str]:
    """The templates that anything is made of."""
    types = {
        str(body.get("type")) for kind in ("tag", "variable", "client") for body in container.bodies(kind).values()
    }
    return {template_name(given) for given in types if given.startswith((TEMPLATE, TEMPLATE_BY_ID))}


def contexts_of(template: Body) -> frozenset[str]:
    """The kinds of containers that a template says it is for; empty where it does not say."""
    data = template.get("templateData")
    info = data.partition("___INFO___")[2].partition("\n___")[0] if type(data) is str else ""
    try:
        found = json.loads(info).get("containerContexts", ())
    except (ValueError, AttributeError):
        return frozenset()
    return frozenset(context for context in found if type(context) is str) if type(found) is list else frozenset()
