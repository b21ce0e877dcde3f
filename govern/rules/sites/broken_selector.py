"""A selector is one that browsers can read.

A trigger with a selector that cannot be read never fires, and Tag Manager does not say so: the event is published, and
there are none.

Remedy: close what is open; a class begins with a dot (`.buy-button`), an id with `#`. A name or a value that begins with a
digit is written as `[id="1a"]`, with quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

TEXTS = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\.", re.DOTALL)
"""Quoted parts, and characters that are taken as themselves."""

DIGIT_FIRST = re.compile(r"[.#]-?[0-9]|\[[^\[\]=]*=\s*-?[0-9]")
"""A class, an id or a value without quotes that begins with a digit."""

PAIR = re.compile(r"\[[^\[\]()\"']*\]|\([^\[\]()\"']*\)")
WRONG_ENDS = re.compile(r"^\s*[+~,]|[>+~,]\s*$|,\s*,|[>+~]\s*[>+~,]|[.#]\s*(?:$|[\s>+~,.#\[])|^\s*[0-9]")
"""A combinator or a comma with nothing behind it, a dot or a hash without a name, a name that begins with a digit."""


@rule(
    good="sites: [{name: shop, elements: [{name: buy, selector: '.buy-button[data-kind=\"main\"]', owner: web-team}]}]",
    bad="sites: [{name: shop, elements: [{name: buy, selector: '.buy-button[data-kind=\"main\"', owner: web-team}]}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for position, element in enumerate(site.elements):
            if is_broken(element.selector):
                message = f'element "{element.name}" has the selector "{element.selector}", which no browser can read'
                yield Problem(
                    site.place("elements", position, "selector"), message, help="try it in the browser's console"
                )


def is_broken(selector: str) -> bool:
    """Whether a selector is empty, ends in nothing, or opens something that it does not close."""
    text = TEXTS.sub("x", selector)
    if not text.strip() or WRONG_ENDS.search(text) or DIGIT_FIRST.search(text):
        return True
    while (shorter := PAIR.sub("", text)) != text:
        text = shorter
    return any(sign in text for sign in "[](){}\"'")
