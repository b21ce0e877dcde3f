"""Where the variables of a container read: `{{...}}` comes down to sources, whatever the variables are called.

Each variable is resolved once, after those that it names. A variable that names itself, by others too, is `Unknown`; what
nests too deep, or would be too long to write out, is `Unknown` as well, so that no container costs more than its size.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from govern.core.memo import memo
from govern.core.report import Place
from govern.gtm.container import Container
from govern.gtm.schema import ENUMS
from govern.gtm.tags import REFERENCE
from govern.gtm.texts import of_kind
from govern.signals.containers.variable_kinds import LONGEST, READERS, formatted, limited, template
from govern.signals.signal import Told
from govern.signals.source import MESSAGE, NOTHING, Made, Read, Source, Text, Unknown, joined
from govern.source.texts import texts

DEEPEST = 25
"""How many variables may be passed on the way to a value."""

PAGE = {"PAGE_URL": "url", "PAGE_HOSTNAME": "host", "PAGE_PATH": "path", "REFERRER": "referrer"}


@cache
def built_ins() -> dict[str, Source]:
    """What each built-in variable reads, by its name without case and space."""
    found: dict[str, Source] = {}
    for type_ in ENUMS["BuiltInVariable.type"].values():
        source: Source = Read("page", PAGE[type_]) if type_ in PAGE else Read("built-in", type_)
        if type_ in ("EVENT", "EVENT_NAME"):
            source = MESSAGE
        elif type_ == "RANDOM_NUMBER":
            source = Made("a random number", (), stable=False)
        found[folded(type_)] = source
    return {**found, folded("_event"): MESSAGE}


def folded(name: str) -> str:
    """A name of a built-in variable without case, blanks and underscores."""
    return name.replace("_", "").replace(" ", "").casefold()


@memo
def variables(container: Container) -> Variables:
    """The variables of a container, resolved."""
    return Variables(container)


class Variables:
    """The variables of one container: what each of them reads, and what a text with `{{...}}` says."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.bodies = container.bodies("variable")
        self.built_in = built_ins()
        switched_on = container.bodies("builtInVariable").items()
        self.enabled = {name: self.built_in.get(folded(str(body.get("type")))) for name, body in switched_on}
        self.naming = frozenset(one.name for one in of_kind(container, ("variable",)) if one.naming)
        self.known: dict[str, Source] = {}
        self.depth: dict[str, int] = {}
        self.names: dict[str, list[str]] = {}
        self.said: dict[str, Source] = {}
        for name in self.bodies:
            self.resolve(name)

    def resolve(self, name: str) -> None:
        """Resolve a variable after all that it names, without recursion."""
        path: list[tuple[str, Iterator[str]]] = []
        on_path: dict[str, int] = {}

        def enter(name: str) -> None:
            on_path[name] = len(path)
            path.append((name, iter(self.named_in(name))))

        if name not in self.known:
            enter(name)
        while path:
            name, rest = path[-1]
            inner = next(rest, None)
            if inner is None:
                path.pop()
                del on_path[name]
                if name not in self.known:
                    self.known[name] = self.read(name)
            elif inner in on_path:
                circle = [name for name, _ in path[on_path[inner] :]]
                why = Unknown("cycle: " + " → ".join((*circle, inner)) if len(circle) < 10 else "cycle")
                self.known.update(dict.fromkeys(circle, why))
            elif inner not in self.known:
                enter(inner)

    def named_in(self, name: str) -> list[str]:
        """The variables of the container that one names."""
        known = self.names.get(name)
        if known is None:
            held = texts(self.bodies[name].get("parameter")) if name in self.naming else ()
            found = (self.called(name) for _, text in held if "{{" in text for name in REFERENCE.findall(text))
            known = self.names[name] = [name for name in dict.fromkeys(found) if name in self.bodies]
        return known

    def called(self, name: str) -> str:
        """The name of a variable as it is written, or without the blanks around it where there is none so called."""
        return name if name in self.bodies else name.strip()

    def named(self, name: str) -> Source:
        """What a name in braces reads."""
        name = self.called(name)
        if name in self.bodies:
            return self.known[name]
        found = self.enabled.get(name) or self.built_in.get(folded(name))
        return found if found is not None else Unknown(f'no variable "{name}"')

    def read(self, name: str) -> Source:
        """What a variable reads, when all that it names is known."""
        body = self.bodies[name]
        inside = [self.depth.get(inner, 0) for inner in self.named_in(name)]
        self.depth[name] = 1 + max(inside, default=0)
        if self.depth[name] > DEEPEST:
            return Unknown("it nests too deep")
        reader = READERS.get(str(body.get("type")), template)
        return limited(formatted(name, body, reader(self, name, body)))

    def source(self, text: str) -> Source:
        """What a text says, the variables in it resolved."""
        if "{{" not in text:
            return Text(text)
        known = self.said.get(text)
        if known is None:
            pieces = REFERENCE.split(text)
            parts = tuple(self.named(piece) if at % 2 else Text(piece) for at, piece in enumerate(pieces) if piece)
            known = self.said[text] = limited(joined(parts))
        return known

    def told(self, text: str, place: Place) -> Told:
        """What a text says, with the place where it stands and the variables it names. An empty one tells nothing."""
        if not text:
            return Told(NOTHING, place)
        return Told(self.source(text), place, tuple(REFERENCE.findall(text)) if "{{" in text else (), text)

    def values(self, value: Any) -> tuple[Source, ...]:
        """What all variables read that are named in some data."""
        found = (name for _, text in texts(value) for name in REFERENCE.findall(text))
        return tuple(self.named(name) for name in dict.fromkeys(found))[:LONGEST]
