"""How each type of variable is read, one function a type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from govern.core.regex import regex
from govern.gtm.container import Body, Container
from govern.gtm.tags import parameter, parameters, table_of, text_of
from govern.signals.blank import is_blank
from govern.signals.source import (
    MESSAGE,
    NOTHING,
    PLAIN,
    Fields,
    Made,
    Read,
    Row,
    Source,
    Table,
    Text,
    Unknown,
    Where,
    inner,
)

LONGEST = 400
"""From how many parts on a source is not written out."""

CHANCE = regex(r"Math\.random|Date\.now|new Date\b|randomUUID|getRandomValues|performance\.now")

KEPT = regex(r"\b(?:window|document|localStorage|sessionStorage|google_tag_manager|dataLayer)\b")
"""What code makes another value of each time, and where it may keep one for the next time."""

PARTS = {"URL": "url", "HOST": "host", "PATH": "path", "PROTOCOL": "protocol", "PORT": "port", "FRAGMENT": "fragment"}
"""The parts of an address that a URL variable reads, as we call them."""


class Resolved(Protocol):
    """The variables of a container, those resolved that the one names which is read."""

    container: Container

    def named(self, name: str) -> Source:
        """What a name in braces reads."""

    def source(self, text: str) -> Source:
        """What a text says, the variables in it resolved."""

    def values(self, value: Any) -> tuple[Source, ...]:
        """What all variables read that are named in some data."""


def limited(source: Source) -> Source:
    """A source, unless it is too long to be written out."""
    return source if size(source) <= LONGEST else Unknown("it is put together of too much")


def size(source: Source) -> int:
    """Of how many parts a source is made, kept with it."""
    if isinstance(source, PLAIN):
        return 1
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


def constant(those: Resolved, name: str, body: Body) -> Source:
    """A constant."""
    text = text_of(body, "value")
    return Read("blank", name) if is_blank(text) else those.source(text)


def data_layer(those: Resolved, _name: str, body: Body) -> Source:
    """A data layer variable."""
    key = text_of(body, "name")
    if key == "event":
        return MESSAGE
    layer: Where = "data layer 1" if text_of(body, "dataLayerVersion") == "1" else "data layer"
    return otherwise(those, body, Read(layer, key))


def event_data(those: Resolved, _name: str, body: Body) -> Source:
    """An event data variable of a server."""
    key = text_of(body, "keyPath")
    return MESSAGE if key == "event_name" else otherwise(those, body, Read("event data", key))


def otherwise(those: Resolved, body: Body, source: Source) -> Source:
    """A value with what stands for it where it is missing."""
    if text_of(body, "setDefaultValue") != "true":
        return source
    return Made("otherwise", (source, those.source(text_of(body, "defaultValue"))))


def reads(where: Where, *keys: str) -> Callable[[Resolved, str, Body], Source]:
    """A reader of a variable that reads one thing, which these of its fields name."""

    def read(those: Resolved, _name: str, body: Body) -> Source:
        said = [text_of(body, key) for key in keys]
        if any("{{" in text for text in said):
            return Made(f"{where} {keys}", those.values(body.get("parameter")))
        return otherwise(those, body, Read(where, ":".join(filter(None, said))))

    return read


def url(those: Resolved, _name: str, body: Body) -> Source:
    """A URL variable: a part of the page's address, or of another one."""
    component = text_of(body, "component") or "URL"
    if text_of(body, "customUrlSource"):
        return Made(f"{component} {text_of(body, 'queryKey')} of an address", those.values(body.get("parameter")))
    if component == "QUERY":
        key = text_of(body, "queryKey")
        return Read("page", f"query:{key}" if key else "query")
    return Read("page", PARTS.get(component, component))


def code(those: Resolved, name: str, body: Body) -> Source:
    """A variable of code: what it returns where it does nothing else, or something worked out of what it names; another
    value each time where it asks the clock or chance, and keeps nothing."""
    from govern.signals.code.returned import returned

    written = text_of(body, "javascript")[:20_000]
    plain = returned(those.container, written, those.named)
    if plain is not None:
        return plain
    changes = CHANCE.search(written) is not None and KEPT.search(written) is None
    return Made(f'the code of "{name}"', those.values(body.get("parameter")), stable=not changes)


def template(those: Resolved, name: str, body: Body) -> Source:
    """A variable of a template, or of a type that we do not know."""
    return Made(f'the variable "{name}"', those.values(body.get("parameter")))


def lookup(those: Resolved, name: str, body: Body) -> Source:
    """A lookup table."""
    rows = tuple(Row(key, those.source(value)) for key, value in table_of(body, "map", "key", "value").items())
    if any("{{" in row.key for row in rows) or len(rows) > LONGEST:
        return Made(f'the table "{name}"', those.values(body.get("parameter")))
    return Table(those.source(text_of(body, "input")), rows, default_of(those, body))


def patterns(those: Resolved, name: str, body: Body) -> Source:
    """A RegEx table: patterns fit the whole text and case does not count, unless the variable says otherwise."""
    rows = table_of(body, "map", "key", "value")
    if any("{{" in key for key in rows) or "$" in str(list(rows.values())) or len(rows) > LONGEST:
        return Made(f'the table "{name}"', those.values(body.get("parameter")))
    whole, plain = text_of(body, "fullMatch") != "false", text_of(body, "ignoreCase") == "false"
    before, after = ("" if plain else "(?i)") + ("^(?:" if whole else ""), ")$" if whole else ""
    found = tuple(Row(before + key + after, those.source(value)) for key, value in rows.items())
    return Table(those.source(text_of(body, "input")), found, default_of(those, body), pattern=True)


def default_of(those: Resolved, body: Body) -> Source:
    """What a table gives where no row fits."""
    said = text_of(body, "setDefaultValue") == "true"
    return those.source(text_of(body, "defaultValue")) if said else NOTHING


def settings(those: Resolved, _name: str, body: Body) -> Source:
    """A variable of settings: the rows of its table, by name."""
    rows = {**table_of(body, "eventSettingsTable"), **table_of(body, "configSettingsTable")}
    return Fields(tuple((key, those.source(value)) for key, value in rows.items()))


def person(those: Resolved, _name: str, body: Body) -> Source:
    """User-provided data: its fields that are filled by hand; where it gathers them itself, nobody knows which."""
    texts_ = {
        row["key"]: row["value"] for row in parameters(body.get("parameter")) if isinstance(row.get("value"), str)
    }
    mode = texts_.pop("mode", "")
    fields = tuple((key, those.source(value)) for key, value in texts_.items() if "{{" in value)
    return Fields(fields, open=mode != "MANUAL" or parameter(body, "dataSource") is not None)


READERS: dict[str, Callable[[Resolved, str, Body], Source]] = {
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
