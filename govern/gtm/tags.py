"""What the rules over live containers share: places, the texts of an entity, what its tags send and to whom."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from govern.core.memo import memo
from govern.core.problem import Problem
from govern.core.regex import regex
from govern.core.report import Place
from govern.gtm.container import Body, Container, label

REFERENCE = regex(r"\{\{([^{}]+)\}\}")


def place(container: Container, kind: str, name: str, *route: str | int) -> Place:
    """The place of an entity, or of something inside it."""
    return Place(container.file, route, entity=label(kind, name))


def problem(
    container: Container,
    kind: str,
    name: str,
    message: str,
    *route: str | int,
    help: str = "",
    about: str = "",
    cause: str | None = None,
) -> Problem:
    """A problem of an entity. Its subject is the container and the entity, and `about` where an entity has several.

    `cause` is what the problems of several entities of the container come from, such as the name that is missing.
    """
    subject = "\n".join((container.id, label(kind, name), about))
    root = "" if cause is None else f"{container.id}\n{cause}"
    return Problem(place(container, kind, name, *route), message, help=help, subject=subject, cause=root)


def is_active(tag: Body) -> bool:
    """Whether a tag may fire: it is not paused."""
    return tag.get("paused") is not True


@memo
def firing(container: Container) -> dict[str, Body]:
    """The tags that can fire: not paused, with a trigger or in the sequence of another tag.

    Of the others nothing is said but that they never fire.
    """
    found, sequenced = container.bodies("tag"), in_sequence(container)
    return {name: tag for name, tag in found.items() if is_active(tag) and (has_trigger(tag) or name in sequenced)}


def has_trigger(tag: Body) -> bool:
    """Whether something fires a tag, in the words of today or of older exports."""
    return bool(names_in(tag.get("firingTrigger"))) or "firingTriggerId" in tag or "firingRuleId" in tag


@memo
def in_sequence(container: Container) -> set[str]:
    """The tags that fire before or after another one, those of paused tags included."""
    found = set()
    for tag in container.bodies("tag").values():
        for key in ("setupTag", "teardownTag"):
            entries = tag.get(key)
            for entry in entries if isinstance(entries, list) else [entries]:
                if isinstance(entry, dict) and isinstance(entry.get("tagName"), str):
                    found.add(entry["tagName"])
    return found


def names_in(value: Any) -> tuple[str, ...]:
    """A list of names, such as a tag's triggers; empty where a file has something else."""
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def parameters(value: Any) -> list[dict[str, Any]]:
    """The parameters in a list of parameters that have a key; none where a file has something else."""
    rows = value if isinstance(value, list) else ()
    return [found for found in rows if isinstance(found, dict) and isinstance(found.get("key"), str)]


def parameter(body: Body, key: str) -> Any:
    """A parameter of an entity by key."""
    rows = body.get("parameter")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("key") == key:
            return row
    return None


def text_of(body: Body, *keys: str) -> str:
    """The text of the first of the parameters that has one."""
    for key in keys:
        found = parameter(body, key)
        value = found.get("value") if found is not None else None
        if isinstance(value, str) and (text := value.strip()):
            return text
    return ""


def texts_by_key(rows: Any) -> dict[str, str]:
    """The values of a list of parameters by key, each as a text; empty where none is given, or a list or an object is."""
    given = ((row["key"], row.get("value", "")) for row in parameters(rows))
    return {key: "" if isinstance(value, dict | list) else str(value) for key, value in given}


def table_of(body: Body, key: str, name: str = "parameter", value: str = "parameterValue") -> dict[str, str]:
    """A table parameter (a list of maps) as a mapping, such as a Google tag's settings."""
    found = parameter(body, key)
    rows = found.get("list") if found is not None else None
    table: dict[str, str] = {}
    for row in rows if isinstance(rows, list) else ():
        cells = row.get("map") if isinstance(row, dict) else None
        given = texts_by_key(cells)
        if name in given:
            table[given[name]] = given.get(value, "")
    return table


def constant(container: Container, text: str, depth: int = 0) -> str:
    """What a text always says: itself, or the value of the constant it names; empty where it may change."""
    found = REFERENCE.fullmatch(text.strip())
    if found is None:
        return "" if "{{" in text else text.strip()
    variable = container.bodies("variable").get(found[1])
    if variable is None or variable.get("type") != "c" or depth > 3:
        return ""
    return constant(container, text_of(variable, "value"), depth + 1)


BLOCK = regex(r"<!--|/\*")
ENDS = {"<!--": "-->", "/*": "*/"}


def code_of(tag: Body) -> str:
    """The code of a custom HTML tag, without comments; empty for other tags."""
    return uncommented(text_of(tag, "html")) if tag.get("type") == "html" else ""


@lru_cache(maxsize=1024)
def uncommented(code: str) -> str:
    """Code without comments, remembered, since a dozen rules ask for that of each tag."""
    parts, at, never = [], 0, set()
    for found in BLOCK.finditer(code):
        close = ENDS[found[0]]
        if found.start() < at or close in never:
            continue
        end = code.find(close, found.end())
        if end < 0:
            never.add(close)
            continue
        parts.append(code[at : found.start()])
        at = end + len(close)
    code = " ".join((*parts, code[at:]))
    return re.sub(r"(?m)(?<![:\"'\w])//[^\n]*$", " ", code)


def template_of(container: Container, tag: Body) -> str:
    """The code of the template a tag is made of; empty for other tags."""
    _, colon, name = str(tag.get("type")).partition(":")
    body = container.bodies("customTemplate").get(name, {}) if colon else {}
    data = body.get("templateData")
    return data if isinstance(data, str) else ""


def consent_of(tag: Body) -> str:
    """What a tag's additional consent settings say: `NEEDED`, `NOT_NEEDED`, or nothing."""
    settings = tag.get("consentSettings")
    status = settings.get("consentStatus") if isinstance(settings, dict) else None
    said = {"NEEDED": "NEEDED", "needed": "NEEDED", "NOT_NEEDED": "NOT_NEEDED", "notNeeded": "NOT_NEEDED"}
    return said.get(str(status), "")
