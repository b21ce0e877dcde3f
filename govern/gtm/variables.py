"""Which variables a container's entities name, and which one was meant."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.report import Route
from govern.gtm.container import Container, Fault, label, unlisted
from govern.gtm.schema import ENUMS
from govern.gtm.tags import REFERENCE
from govern.gtm.texts import ASIDE, entities
from govern.source.texts import texts
from govern.spec.spelling import did_you_mean, letters

OTHERWISE = {
    "SCROLL_DEPTH_DIRECTION": "Scroll Direction",
    "ELEMENT_VISIBILITY_RATIO": "Percent Visible",
    "ELEMENT_VISIBILITY_TIME": "On-Screen Duration",
    "SERVER_PAGE_LOCATION_URL": "Page URL",
    "SERVER_PAGE_LOCATION_PATH": "Page Path",
    "SERVER_PAGE_LOCATION_HOSTNAME": "Page Hostname",
}
"""The built-in variables that the user interface calls otherwise than their type."""


SILENT = ("customTemplate", "builtInVariable", "folder")
"""The kinds whose texts name no variables. The code of templates has braces of its own."""


@memo
def references(container: Container) -> tuple[tuple[str, str, str], ...]:
    """Every `{{Name}}`: the kind and name of the entity, the name of the variable."""
    return tuple(
        (entity.kind, entity.name, variable)
        for entity in entities(container)
        if entity.kind not in SILENT
        for text in entity.naming
        for variable in REFERENCE.findall(text)
    )


def folded(name: str) -> str:
    """The name of a built-in variable without case, blanks and lines below: `PAGE_URL` and `Page URL` are one."""
    return name.replace(" ", "").replace("_", "").casefold()


def switched_on(container: Container) -> frozenset[str]:
    """The built-in variables that are switched on, folded; files name them by their name, their type or both."""
    bodies = container.bodies("builtInVariable")
    types = [given for body in bodies.values() if type(given := body.get("type")) is str]
    types = [built_in_types().get(given, given) for given in types]
    return frozenset(map(folded, (*bodies, *types, *(OTHERWISE.get(given, given) for given in types))))


def user_references(container: Container) -> Iterator[tuple[str, str, str]]:
    """The references to variables that are not Tag Manager's own."""
    built_in = built_in_names()
    for kind, name, variable in references(container):
        if not variable.startswith("_") and folded(variable) not in built_in:
            yield kind, name, variable


def undefined(container: Container) -> Iterator[Fault]:
    """Each unknown name and the entities that use it, the help being what was meant."""
    known = {*container.bodies("variable"), *container.bodies("builtInVariable")}
    built_in, on, nearest = built_in_names(), switched_on(container), Nearest(known)
    seen, absent, routes = set(), unlisted(container), Routes(container)
    for kind, name, variable in references(container):
        if variable in known or variable.startswith("_") or (kind, name, variable) in seen:
            continue
        is_built_in = folded(variable) in built_in and variable == variable.strip()
        if ("builtInVariable" if is_built_in else "variable") in absent or (is_built_in and folded(variable) in on):
            continue
        seen.add((kind, name, variable))
        what = "is a built-in variable that is not switched on" if is_built_in else "is not in the container"
        message = f'"{{{{{variable}}}}}" {what}, but {label(kind, name)} uses it'
        help = f"switch on {variable}" if is_built_in else did_you_mean(nearest.meant(variable))
        yield Fault(message, label(kind, name), routes.to(kind, name, variable), help)


def with_built_ins(container: Container) -> Container:
    """A container with the built-in variables that it uses switched on, where its file does not list any: they work there."""
    if "builtInVariable" not in container.absent:
        return container
    types = dict(types_by_name(container.context))
    own = container.bodies("variable")
    used = {name for _, _, name in references(container) if name not in own and name[:1] != "_"}
    found = {name: {"type": types[folded(name)]} for name in sorted(used) if folded(name) in types}
    return container.replace(entities={**container.entities, "builtInVariable": found}) if found else container


def types_by_name(context: str) -> Iterator[tuple[str, str]]:
    """The types of built-in variables by their names, folded; those of pages are the server's own on a server."""
    for type_ in built_in_types().values():
        yield folded(type_), type_
    for type_, name in OTHERWISE.items():
        if type_.startswith("SERVER_") == (context == "server") or not type_.startswith("SERVER_"):
            yield folded(name), type_


def named_in(fault: Fault) -> str:
    """The variable that a fault of `undefined` is about."""
    return fault.message[3:].partition("}}")[0]


def built_in_names() -> frozenset[str]:
    """The names of all built-in variables, without case and space: whether one is switched on is another question."""
    return frozenset(map(folded, (*built_in_types().values(), *OTHERWISE.values())))


def built_in_types() -> dict[str, str]:
    """The types of built-in variables as exports write them, by how the API does."""
    return ENUMS["BuiltInVariable.type"]


class Routes:
    """Looks up the ways to the texts that name variables. Few are ever told, entity by entity."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.entity: tuple[str, str] = ("", "")
        self.found: dict[str, Route] = {}

    def to(self, kind: str, name: str, variable: str) -> Route:
        """The way to the first text of an entity that names a variable."""
        if self.entity != (kind, name):
            self.entity, self.found = (kind, name), {}
            for route, text in texts(self.container.bodies(kind)[name]):
                for named in REFERENCE.findall(text) if "{{" in text and route[0] not in ASIDE else ():
                    self.found.setdefault(named, route)
        return self.found.get(variable, ())


class Nearest:
    """Looks up what was meant by a name. Comparing letters takes long, so it is done for a few names only."""

    def __init__(self, known: set[str]) -> None:
        self.known = sorted(known)
        self.folded = {letters(name): name for name in self.known}
        self.left = 20

    def meant(self, name: str) -> str | None:
        """The name that was meant, if one is near."""
        meant = self.folded.get(letters(name))
        if meant is None and self.left > 0:
            from difflib import get_close_matches

            self.left -= 1
            meant = next(iter(get_close_matches(name[:200], self.known[:2000], 1, 0.8)), None)
        return meant
