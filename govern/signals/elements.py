"""The elements of a page that the triggers of a container wait for, as selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.gtm.container import Body
from govern.gtm.tags import parameters, text_of

READ = {
    "Click ID": "#", "Form ID": "#", "Click Classes": ".", "Form Classes": ".", "Click Element": "", "Form Element": "",
}  # fmt: skip
"""Built-in variables that say which element it was, and what makes a selector of their text."""

WHOLE = frozenset({"EQUALS", "CSS_SELECTOR"})
"""Conditions that name an element; a class also where it is contained, since an element has several."""

MARK = re.compile(r"[#.](?:[\w-]|\\.)+|\[[^\[\]]*\]")
"""What tells elements apart in a selector: ids, classes, attributes."""

Waits = tuple[str, tuple[str | int, ...]]
"""A selector, and where in the trigger it is written."""


def waited_for(trigger: Body) -> Iterator[Waits]:
    """The elements that a trigger waits for; nothing of conditions that speak of texts, addresses or a part of a name."""
    for key in ("filter", "autoEventFilter"):
        conditions = trigger.get(key)
        for at, condition in enumerate(conditions if isinstance(conditions, list) else ()):
            selector = selector_in(condition) if isinstance(condition, dict) else ""
            if selector:
                yield selector, (key, at)
    if trigger.get("type") == "ELEMENT_VISIBILITY":
        id, selector = text_of(trigger, "elementId"), text_of(trigger, "elementSelector")
        kind = text_of(trigger, "selectorType")
        if selector or id:
            yield (f"#{id}" if id and kind != "CSS" else selector), ()


def selector_in(condition: Body) -> str:
    """The selector that a condition asks for; empty where it asks for something else, or for any element but one."""
    given = {found["key"]: str(found.get("value", "")) for found in parameters(condition.get("parameter"))}
    sign = READ.get(given.get("arg0", "").strip().removeprefix("{{").removesuffix("}}"))
    text, asked = given.get("arg1", "").strip(), str(condition.get("type"))
    if sign is None or not text or "{{" in text or given.get("negate") == "true":
        return ""
    if asked in WHOLE or (asked == "CONTAINS" and sign == "."):
        return sign + ".".join(text.split()) if sign == "." else sign + text
    return ""


def marks(selector: str) -> frozenset[str]:
    """The ids, classes and attributes in a selector, quotes and blanks left out."""
    return frozenset(re.sub(r"[\s\"']", "", found) for found in MARK.findall(selector))
