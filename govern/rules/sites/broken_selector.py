"""A selector can be read by a browser.

A trigger with a selector that cannot be read never fires, and Tag Manager does not say so: the event is published, and
there are none.

Remedy: close what is open; an element's class begins with a dot (`.buy-button`), its id with `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

TEXTS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\.", re.DOTALL)
"""Quoted parts, and characters that are taken as themselves."""

PAIR = re.compile(r"\[[^\[\]()\"']*\]|\([^\[\]()\"']*\)")
WRONG_ENDS = re.compile(r"^\s*[+~,]|[>+~,]\s*$|[.#]\s*(?:$|[\s>+~,.#\[])|^\s*[0-9]")
"""A combinator with nothing behind it, a dot or a hash without a name, a name that begins with a digit."""


@rule(
    good="sites: [{name: shop, elements: [{name: buy, selector: '.buy-button[data-kind=\"main\"]'}]}]",
    bad="sites: [{name: shop, elements: [{name: buy, selector: '.buy-button[data-kind=\"main\"'}]}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for position, element in enumerate(site.elements):
            if is_broken(element.selector):
                message = f'element "{element.name}" has the selector "{element.selector}", which no browser can read'
                yield Problem(site.place("elements", position, "selector"), message)


def is_broken(selector: str) -> bool:
    """Whether a selector is empty, ends in nothing, or opens something that it does not close."""
    text = TEXTS.sub("x", selector)
    if not text.strip() or WRONG_ENDS.search(text):
        return True
    while (shorter := PAIR.sub("", text)) != text:
        text = shorter
    return any(sign in text for sign in "[](){}\"'")
