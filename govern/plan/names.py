"""References inside bodies: which names a body refers to, and what it looks like once they have other names.

Bodies refer to variables in double braces anywhere in a text, to triggers in lists and trigger references, to folders,
to other tags in their sequence, and to a template in their type.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container
from typing import Any

from govern.core.regex import regex
from govern.gtm.container import REFERENCES, TEMPLATE, TEMPLATE_BY_ID, Body, canonical, escaped
from govern.plan.fields import identity

Swap = Callable[[str, str], str]
"""The name that takes the place of a reference: `swap("trigger", "Purchase")`."""

VARIABLE = regex(r"\{\{([^{}\r\n]+)\}\}")
TRIGGER_FIELDS = tuple(sorted(REFERENCES - {"folder"}))
REFERRED = {"folder": "folder", "tagName": "tag", **dict.fromkeys(TRIGGER_FIELDS, "trigger")}
"""The fields whose text is a name, and what it names."""

HELD = {
    "TRIGGER_REFERENCE": "firingTrigger",
    "triggerReference": "firingTrigger",
    "TAG_REFERENCE": "tagName",
    "tagReference": "tagName",
}
"""Parameter types whose value is a name, and the field with names of the same sort."""

NAMING = frozenset((*REFERRED, "boundary", "setupTag", "teardownTag", "type"))
"""The fields of an entity that hold names by themselves or in objects made for it."""

NAMED_IN = {
    "folder": ("folder",),
    "tag": ("setupTag", "teardownTag"),
    "trigger": (*TRIGGER_FIELDS, "boundary"),
    "customTemplate": ("type",),
}
"""The fields of an entity in which things of a kind are named. Variables are named anywhere."""

GROUPS = ("TRIGGER_GROUP", "triggerGroup")
"""The types of triggers that name others in their parameters."""

BLANK = "\0"
QUICK = json.JSONEncoder(ensure_ascii=False, check_circular=False)
MAX_COMPARED = 200
"""Rows of a list up to which each is looked for on the other side before its references are renamed."""


def spelled(kind: str, name: str) -> str:
    """A name as references write it."""
    return escaped(name) if kind in ("trigger", "folder") else name


def referred(kind: str) -> str:
    """The kind that references name: built-in variables are referred to like any variable."""
    return "variable" if kind == "builtInVariable" else kind


def field_of(body: dict[str, Any], key: str) -> str:
    """The field that a member's references are of: its key, but for the values of reference parameters."""
    given = body.get("type")
    return HELD.get(given, key) if key == "value" and type(given) is str else key


def rewritten(value: Any, swap: Swap, field: str = "") -> Any:
    """The value with every reference swapped. `field` is where it stands."""
    if type(value) is str:
        return rewritten_text(value, swap, field)
    if type(value) is list:
        return [rewritten(item, swap, field) for item in value]
    if type(value) is dict:
        return {key: rewritten(item, swap, field_of(value, key)) for key, item in value.items()}
    return value


def rewritten_text(text: str, swap: Swap, field: str) -> str:
    """One text with its references swapped."""
    kind = REFERRED.get(field)
    if kind is not None:
        return swap(kind, text)
    if "{{" in text:
        return VARIABLE.sub(lambda found: "{{" + swap("variable", found[1]) + "}}", text)
    if field == "type":
        for prefix in (TEMPLATE, TEMPLATE_BY_ID):
            if text.startswith(prefix):
                return prefix + swap("customTemplate", text[len(prefix) :])
    return text


def references(body: Body) -> list[tuple[str, str]]:
    """What a body refers to, as (kind, name as references write it), in a fixed order."""
    found: list[tuple[str, str]] = []

    def note(kind: str, name: str) -> str:
        found.append((kind, name))
        return name

    naming, rest = split(body)
    rewritten(naming, note)
    text = identity(rest)
    if any(mark in text for mark in HELD):
        rewritten(rest, note)
    elif "{{" in text:
        found += [("variable", unescaped(name)) for name in VARIABLE.findall(text)]
    return found


def named_in(kind: str, body: Body) -> tuple[str, ...]:
    """The fields of a body in which things of a kind are named."""
    if referred(kind) == "variable":
        return tuple(body)
    return (*NAMED_IN.get(kind, ()), *(("parameter",) if kind == "trigger" and body.get("type") in GROUPS else ()))


def replaced(kind: str, before: Body, after: Body) -> list[tuple[str, str]]:
    """The references of a kind by which one body differs from another, as (old, new), if there are as many of either."""
    differing = [key for key in named_in(kind, before) if before.get(key) != after.get(key)]
    if not differing:
        return []
    before, after = ({key: body.get(key) for key in differing} for body in (before, after))
    olds, news = dict.fromkeys(references(before)), dict.fromkeys(references(after))
    gone = [name for of, name in olds if of == kind and (of, name) not in news]
    come = [name for of, name in news if of == kind and (of, name) not in olds]
    return list(zip(gone, come, strict=True)) if len(gone) == len(come) else []


def split(body: Body) -> tuple[Body, Body]:
    """The fields that hold names, and those that only hold texts: these are many, and quicker searched as one text."""
    naming = {key: value for key, value in body.items() if key in NAMING}
    return naming, {key: value for key, value in body.items() if key not in NAMING} if naming else body


def unescaped(name: str) -> str:
    """A name as it is, found in JSON text."""
    return str(json.loads(f'"{name}"')) if "\\" in name else name


def blank(moving: Container[tuple[str, str]]) -> Swap:
    """The swap that leaves out the names which may be changing."""
    return lambda kind, name: BLANK if (kind, name) in moving else name


def blank_text(kind: str, body: Body, moving: Container[tuple[str, str]]) -> str:
    """A text that two bodies share when they mean the same, whatever the names in `moving` stand for."""
    return blanked(body, moving, lambda value: identity(canonical(kind, value)))


def blank_length(body: Body, moving: Container[tuple[str, str]]) -> int:
    """The length of what a body says: a quick answer to whether two bodies can have the same `blank_text`."""
    return len(blanked(body, moving, QUICK.encode))


def blanked(body: Body, moving: Container[tuple[str, str]], encode: Callable[[Body], str]) -> str:
    """The JSON text of a body without the names that may be changing."""
    naming, rest = split(body)
    text = encode({**rest, **rewritten(naming, blank(moving))} if naming else rest)
    if any(mark in text for mark in HELD):
        return encode(rewritten(body, blank(moving)))
    return blank_variables(text, moving)


def blank_variables(text: str, moving: Container[tuple[str, str]]) -> str:
    """JSON text with blank names of variables."""
    if "{{" not in text:
        return text
    names = {("variable", unescaped(name)): name for name in VARIABLE.findall(text)}
    gone = {name for reference, name in names.items() if reference in moving}
    return VARIABLE.sub(lambda found: "{{}}" if found[1] in gone else found[0], text) if gone else text


class Renames:
    """Which things have another name than before, by kind."""

    def __init__(self) -> None:
        self.new: dict[str, dict[str, str]] = {}
        self.written: dict[tuple[str, str], str] = {}

    def add(self, kind: str, old: str, new: str) -> None:
        """Note that what was called `old` is called `new`."""
        self.new.setdefault(kind, {})[old] = new
        self.written[referred(kind), spelled(kind, old)] = spelled(kind, new)

    def of(self, kind: str) -> dict[str, str]:
        """New names by old ones."""
        return self.new.get(kind, {})

    def swap(self, kind: str, name: str) -> str:
        """The name that a reference has now."""
        return self.written.get((kind, name), name)

    def follow(self, before: Any, after: Any, field: str = "") -> Any:
        """The old value with its references renamed, except where it is still written as it was."""
        if before == after or not self.new:
            return before
        if type(before) is dict and type(after) is dict:
            return {key: self.follow(item, after.get(key), field_of(before, key)) for key, item in before.items()}
        if type(before) is list and type(after) is list:
            return self.follow_list(before, after, field)
        return rewritten(before, self.swap, field)

    def follow_list(self, before: list[Any], after: list[Any], field: str) -> list[Any]:
        """The items of a list, parameters with the one of the same key."""
        others = {item["key"]: item for item in after if type(item) is dict and type(item.get("key")) is str}
        known = after if len(after) <= MAX_COMPARED else []
        result = []
        for item in before:
            key = item.get("key") if type(item) is dict else None
            if type(key) is str and key in others:
                result.append(self.follow(item, others[key], field))
            else:
                result.append(item if item in known else rewritten(item, self.swap, field))
        return result
