"""Which variables a container's entities name, and which one was meant."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Route
from govern.gtm.container import Body, Container
from govern.gtm.schema import ENUMS
from govern.gtm.tags import REFERENCE
from govern.source.texts import texts
from govern.spec.spelling import letters


def readers(container: Container) -> Iterator[tuple[str, str, Body]]:
    """Every entity whose texts may name variables: kind, name, body. The code of templates has braces of its own."""
    for kind, bodies in container.entities.items():
        if kind not in ("customTemplate", "builtInVariable", "folder"):
            for name, body in bodies.items():
                yield kind, name, body


def references(container: Container) -> Iterator[tuple[str, str, Route, str]]:
    """Every `{{Name}}`: the kind and name of the entity, the way inside it, the name of the variable."""
    for kind, name, body in readers(container):
        for route, text in texts(body):
            if "{{" in text and route[:1] not in (("notes",), ("name",)):
                for variable in REFERENCE.findall(text):
                    yield kind, name, route, variable


def built_in_names() -> frozenset[str]:
    """The names of all built-in variables, without case and space: whether one is switched on is another question."""
    return frozenset(name.replace("_", "").casefold() for name in ENUMS["BuiltInVariable.type"].values())


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
