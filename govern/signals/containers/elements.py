"""The elements of a page that the triggers of a container wait for, as selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import Body, Container
from govern.gtm.tags import text_of, texts_by_key

READ = {
    "Click ID": "#", "Form ID": "#", "Click Classes": ".", "Form Classes": ".", "Click Element": "", "Form Element": "",
}  # fmt: skip
"""Built-in variables that say which element it was, and what makes a selector of their text."""

MESSAGE = {"gtm.elementId": "#", "gtm.elementClasses": ".", "gtm.element": ""}
EVENT = {"ID": "#", "CLASSES": ".", "ELEMENT": ""}
"""The same by a variable of one's own: of the data layer, and of what Tag Manager keeps of a click."""

WHOLE = frozenset({"EQUALS", "CSS_SELECTOR"})
"""Conditions that name an element; a class also where it is contained, since an element has several."""

PARTS = {"STARTS_WITH": "^", "ENDS_WITH": "$", "CONTAINS": "*"}
"""Conditions that name a part of an id, and how a selector asks for it."""

PLAIN = regex(r"\^([\w-]+)\$")
"""A pattern that only one text fits."""

CHOICE = regex(r"\^([\w-]*)\((?:\?:)?([\w|-]+)\)([\w-]*)\$")
"""A pattern that a few texts fit: `^(buy|pay)-now$`."""

WORD = regex(r"\((?:\?:)?\^\|(?:\\s| )\)([\w-]+)\((?:\?:)?(?:\$\|(?:\\s| )|(?:\\s| )\|\$)\)")
r"""A pattern that only one of several classes fits: `(^|\s)buy-now(\s|$)`."""

PART_OF_ID = regex(r"\[id([\^$*])=(.*)\]")

MARK = regex(r"[#.](?:[\w-]|\\.)+|\[[^\[\]]*\]")
"""What tells elements apart in a selector: ids, classes, attributes."""

Waits = tuple[str, tuple[str | int, ...]]
"""A selector, and where in the trigger it is written."""


def ways(container: Container) -> dict[str, str]:
    """What makes a selector of the text of each variable that says which element it was."""
    found = dict(READ)
    for name, body in container.bodies("variable").items():
        kind = str(body.get("type"))
        sign = (
            MESSAGE.get(text_of(body, "name"))
            if kind == "v"
            else EVENT.get(text_of(body, "varType"))
            if kind == "aev"
            else None
        )
        if sign is not None:
            found[name] = sign
    return found


def waited_for(trigger: Body, ways: dict[str, str]) -> Iterator[Waits]:
    """The elements that a trigger waits for; nothing of conditions that speak of texts, addresses or a part of a class."""
    for key in ("filter", "autoEventFilter"):
        conditions = trigger.get(key)
        for at, condition in enumerate(conditions if isinstance(conditions, list) else ()):
            selector = selector_in(condition, ways) if isinstance(condition, dict) else ""
            if selector:
                yield selector, (key, at)
    if trigger.get("type") == "ELEMENT_VISIBILITY":
        id, selector = text_of(trigger, "elementId"), text_of(trigger, "elementSelector")
        kind = text_of(trigger, "selectorType")
        if selector or id:
            yield (f"#{id}" if id and kind != "CSS" else selector), ()


def selector_in(condition: Body, ways: dict[str, str]) -> str:
    """The selector that a condition asks for; empty where it asks for something else, or for any element but one."""
    given = texts_by_key(condition.get("parameter"))
    sign = ways.get(given.get("arg0", "").strip().removeprefix("{{").removesuffix("}}"))
    text, asked = given.get("arg1", "").strip(), str(condition.get("type"))
    if sign is None or not text or "{{" in text or given.get("negate") == "true":
        return ""
    if asked == "MATCH_REGEX":
        plain = PLAIN.fullmatch(text) or (WORD.fullmatch(text) if sign == "." else None)
        few = CHOICE.fullmatch(text)
        if few is not None and sign:
            return ", ".join(f"{sign}{few[1]}{one}{few[3]}" for one in few[2].split("|"))
        return sign + plain[1] if plain is not None and sign else ""
    if sign == "#" and asked in PARTS:
        return f'[id{PARTS[asked]}="{text}"]'
    if asked in WHOLE or (asked == "CONTAINS" and sign == "."):
        return sign + ".".join(text.split()) if sign == "." else sign + text
    return ""


def marks(selector: str) -> frozenset[str]:
    """The ids, classes and attributes in a selector, quotes and blanks left out."""
    return frozenset(re.sub(r"[\s\"']", "", found) for found in MARK.findall(selector))


def is_promised(selector: str, declared: frozenset[str]) -> bool:
    """Whether what is declared has one of the marks of a selector, or an id of which it asks for a part."""
    for mark in marks(selector):
        part = PART_OF_ID.fullmatch(mark)
        if mark in declared or (part is not None and any(has_part(one, part[1], part[2]) for one in declared)):
            return True
    return False


def has_part(mark: str, where: str, text: str) -> bool:
    """Whether an id begins or ends with a text, or contains it."""
    if not mark.startswith("#"):
        return False
    id = mark[1:]
    return id.startswith(text) if where == "^" else id.endswith(text) if where == "$" else text in id
