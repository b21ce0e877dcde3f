"""Where the variables of a container read: `{{...}}` comes down to sources, whatever the variables are called.

Each variable is resolved once, after those that it names. A variable that names itself, by others too, is `Unknown`; what
nests too deep, or would be too long to write out, is `Unknown` as well, so that no container costs more than its size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from govern.core.memo import memo
from govern.core.report import Place
from govern.gtm.container import Body, Container
from govern.gtm.schema import ENUMS
from govern.gtm.tags import REFERENCE, parameter, parameters, table_of, text_of
from govern.signals.signal import Told
from govern.signals.source import (
    MESSAGE,
    NOTHING,
    Fields,
    Made,
    Read,
    Row,
    Source,
    Table,
    Text,
    Unknown,
    Where,
    joined,
)
from govern.source.texts import texts

DEEPEST = 25
"""How many variables may be passed on the way to a value."""

LONGEST = 400
"""From how many parts on a source is not written out."""

BLANK = re.compile(
    r"X{4,}|%%[^%]*%%|\bYOUR[_ -]|REPLACE[_ -]?(?:ME|WITH|THIS)|CHANGE[_ -]?ME|\bINSERT[_ -]|PLACEHOLDER"
    r"|\b[A-Z]+_HERE\b|\bTODO\b|^<[^<>]*>$|^\[[A-Z_ ]+\]$"
)
"""What people write where somebody has still to fill something in."""

CHANCE = re.compile(r"Math\.random|Date\.now|new Date\b|randomUUID|getRandomValues|performance\.now")
KEPT = re.compile(r"\b(?:window|document|localStorage|sessionStorage|google_tag_manager|dataLayer)\b")
"""What code makes another value of each time, and where it may keep one for the next time."""

PAGE = {"PAGE_URL": "url", "PAGE_HOSTNAME": "host", "PAGE_PATH": "path", "REFERRER": "referrer"}
PARTS = {"URL": "url", "HOST": "host", "PATH": "path", "PROTOCOL": "protocol", "PORT": "port", "FRAGMENT": "fragment"}
"""The parts of an address that a URL variable reads, as we call them."""


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


def is_blank(text: str) -> bool:
    """Whether somebody has still to fill in what stands here."""
    return len(text) <= 500 and BLANK.search(text) is not None


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
        self.known: dict[str, Source] = {}
        self.depth: dict[str, int] = {}
        self.names: dict[str, list[str]] = {}
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
            held = texts(self.bodies[name].get("parameter"))
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
        pieces = REFERENCE.split(text)
        parts = tuple(self.named(piece) if at % 2 else Text(piece) for at, piece in enumerate(pieces) if piece)
        return limited(joined(parts))

    def told(self, text: str, place: Place) -> Told:
        """What a text says, with the place where it stands and the variables it names. An empty one tells nothing."""
        if not text:
            return Told(NOTHING, place)
        return Told(self.source(text), place, tuple(REFERENCE.findall(text)), text)

    def values(self, value: Any) -> tuple[Source, ...]:
        """What all variables read that are named in some data."""
        found = (name for _, text in texts(value) for name in REFERENCE.findall(text))
        return tuple(self.named(name) for name in dict.fromkeys(found))[:LONGEST]


def limited(source: Source) -> Source:
    """A source, unless it is too long to be written out."""
    return source if size(source) <= LONGEST else Unknown("it is put together of too much")


def size(source: Source) -> int:
    """Of how many parts a source is made, kept with it."""
    from govern.signals.source import inner

    known: int | None = source.memory.get("size")
    if known is None:
        known = source.memory["size"] = 1 + sum(map(size, inner(source)))
    return known


def formatted(name: str, body: Body, source: Source) -> Source:
    """A value in the form that a variable gives it."""
    form = body.get("formatValue")
    if not isinstance(form, dict) or not form:
        return source
    case = form.get("caseConversionType")
    if set(form) == {"caseConversionType"} and isinstance(source, Text):
        return Text(
            source.value.lower()
            if case == "LOWERCASE"
            else source.value.upper()
            if case == "UPPERCASE"
            else source.value
        )
    if set(form) == {"caseConversionType"} and case == "NONE":
        return source
    return Made(f'the format of "{name}"', (source,))


def constant(those: Variables, name: str, body: Body) -> Source:
    """A constant."""
    text = text_of(body, "value")
    return Read("blank", name) if is_blank(text) else those.source(text)


def data_layer(those: Variables, _name: str, body: Body) -> Source:
    """A data layer variable."""
    key = text_of(body, "name")
    if key == "event":
        return MESSAGE
    layer: Where = "data layer 1" if text_of(body, "dataLayerVersion") == "1" else "data layer"
    return otherwise(those, body, Read(layer, key))


def event_data(those: Variables, _name: str, body: Body) -> Source:
    """An event data variable of a server."""
    key = text_of(body, "keyPath")
    return MESSAGE if key == "event_name" else otherwise(those, body, Read("event data", key))


def otherwise(those: Variables, body: Body, source: Source) -> Source:
    """A value with what stands for it where it is missing."""
    if text_of(body, "setDefaultValue") != "true":
        return source
    return Made("otherwise", (source, those.source(text_of(body, "defaultValue"))))


def reads(where: Where, *keys: str) -> Callable[[Variables, str, Body], Source]:
    """A reader of a variable that reads one thing, which these of its fields name."""

    def read(those: Variables, _name: str, body: Body) -> Source:
        said = [text_of(body, key) for key in keys]
        if any("{{" in text for text in said):
            return Made(f"{where} {keys}", those.values(body.get("parameter")))
        return otherwise(those, body, Read(where, ":".join(filter(None, said))))

    return read


def url(those: Variables, _name: str, body: Body) -> Source:
    """A URL variable: a part of the page's address, or of another one."""
    component = text_of(body, "component") or "URL"
    if text_of(body, "customUrlSource"):
        return Made(f"{component} {text_of(body, 'queryKey')} of an address", those.values(body.get("parameter")))
    if component == "QUERY":
        key = text_of(body, "queryKey")
        return Read("page", f"query:{key}" if key else "query")
    return Read("page", PARTS.get(component, component))


def code(those: Variables, name: str, body: Body) -> Source:
    """A variable of code: what it returns where it does nothing else, or something worked out of what it names; another
    value each time where it asks the clock or chance, and keeps nothing."""
    from govern.signals.returned import returned

    written = text_of(body, "javascript")[:20_000]
    plain = returned(those.container, written, those.named)
    if plain is not None:
        return plain
    changes = CHANCE.search(written) is not None and KEPT.search(written) is None
    return Made(f'the code of "{name}"', those.values(body.get("parameter")), stable=not changes)


def template(those: Variables, name: str, body: Body) -> Source:
    """A variable of a template, or of a type that we do not know."""
    return Made(f'the variable "{name}"', those.values(body.get("parameter")))


def lookup(those: Variables, name: str, body: Body) -> Source:
    """A lookup table."""
    rows = tuple(Row(key, those.source(value)) for key, value in table_of(body, "map", "key", "value").items())
    if any("{{" in row.key for row in rows) or len(rows) > LONGEST:
        return Made(f'the table "{name}"', those.values(body.get("parameter")))
    return Table(those.source(text_of(body, "input")), rows, default_of(those, body))


def patterns(those: Variables, name: str, body: Body) -> Source:
    """A RegEx table: patterns fit the whole text and case does not count, unless the variable says otherwise."""
    rows = table_of(body, "map", "key", "value")
    if any("{{" in key for key in rows) or "$" in str(list(rows.values())) or len(rows) > LONGEST:
        return Made(f'the table "{name}"', those.values(body.get("parameter")))
    whole, plain = text_of(body, "fullMatch") != "false", text_of(body, "ignoreCase") == "false"
    before, after = ("" if plain else "(?i)") + ("^(?:" if whole else ""), ")$" if whole else ""
    found = tuple(Row(before + key + after, those.source(value)) for key, value in rows.items())
    return Table(those.source(text_of(body, "input")), found, default_of(those, body), pattern=True)


def default_of(those: Variables, body: Body) -> Source:
    """What a table gives where no row fits."""
    said = text_of(body, "setDefaultValue") == "true"
    return those.source(text_of(body, "defaultValue")) if said else NOTHING


def settings(those: Variables, _name: str, body: Body) -> Source:
    """A variable of settings: the rows of its table, by name."""
    rows = {**table_of(body, "eventSettingsTable"), **table_of(body, "configSettingsTable")}
    return Fields(tuple((key, those.source(value)) for key, value in rows.items()))


def person(those: Variables, _name: str, body: Body) -> Source:
    """User-provided data: its fields that are filled by hand; where it gathers them itself, nobody knows which."""
    texts_ = {
        row["key"]: row["value"] for row in parameters(body.get("parameter")) if isinstance(row.get("value"), str)
    }
    mode = texts_.pop("mode", "")
    fields = tuple((key, those.source(value)) for key, value in texts_.items() if "{{" in value)
    return Fields(fields, open=mode != "MANUAL" or parameter(body, "dataSource") is not None)


READERS: dict[str, Callable[[Variables, str, Body], Source]] = {
    "c": constant,
    "v": data_layer,
    "ed": event_data,
    "k": reads("cookie", "name"),
    "sgtmk": reads("cookie", "cookieName", "name"),
    "rh": reads("header", "headerName"),
    "j": reads("script", "name"),
    "aev": reads("element", "varType", "component", "attribute", "queryKey"),
    "d": reads("element", "selectorType", "elementId", "elementSelector", "attributeName"),
    "vis": reads("element", "selectorType", "elementId", "elementSelector", "outputMethod"),
    "u": url,
    "f": lambda *_: Read("page", "referrer"),
    "e": lambda *_: MESSAGE,
    "uv": lambda *_: NOTHING,
    "r": lambda *_: Made("a random number", (), stable=False),
    "jsm": code,
    "smm": lookup,
    "remm": patterns,
    "gtes": settings,
    "gtcs": settings,
    "awec": person,
}
"""How each type of variable is read; the others are templates."""
