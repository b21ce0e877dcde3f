"""Event names are written in the style that the project has chosen, snake_case unless `naming` says another.

Triggers and reports compare event names letter by letter, so `AddToCart` and `add_to_cart` become two events, and a
report filtered by one of them is short of the other's counts.

Remedy: rename the event (a platform's own spelling belongs in its mapping, `as: AddToCart`), or declare the style that
the team really uses: `naming: {events: PascalCase}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govern.model.naming import STYLES
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._parameters import words
from govern.rules.events.names_too_alike import twins

MADE_OF = {
    "snake_case": "small letters a to z and digits, words joined by _",
    "kebab-case": "small letters a to z and digits, words joined by -",
    "camelCase": "letters a to z and digits, the first one small, each further word with a capital",
    "PascalCase": "letters a to z and digits, each word with a capital",
    "Title Case": "letters a to z and digits, each word with a capital and a blank between",
}
"""What names of each style are made of, for those that have no right one here."""

FEW = 3
"""From so many names on, a style is one."""


@rule(good="events: [{name: add_to_cart}]", bad="events: [{name: AddToCart}]", level="warning")
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("naming"):
        return
    style = project.naming.events
    has_style = re.compile(STYLES[style]).fullmatch
    misfits = [event for event in project.events if not has_style(event.name)]
    alike = twins(project) if misfits else frozenset()
    other = (
        "" if project.sections.get("naming") or not misfits else common_style(event.name for event in project.events)
    )
    for event in misfits:
        if event.name not in alike:
            message = f'event "{event.name}" is not in {style}'
            help, cause = advice(event.name, style, other, "events")
            yield Problem(event.place("name"), message, help=help, cause=cause)


def common_style(names: Iterable[str]) -> str:
    """The one style of names that nobody has declared: that of all names of several words, where there are some."""
    several = [name for name in names if len(words(name)) > 1]
    styles = [style for style in ("camelCase", "PascalCase", "kebab-case", "Title Case") if len(several) >= FEW]
    return next((style for style in styles if all(map(re.compile(STYLES[style]).fullmatch, several))), "")


def advice(name: str, style: str, other: str, what: str) -> tuple[str, str]:
    """The next step for a name, and the cause that it has in common with others where all are in another style."""
    if other and re.fullmatch(STYLES[other], name):
        return f"if that is the style of the team, say so (naming: {{{what}: {other}}})", other
    return rewritten(name, style) or MADE_OF.get(style, ""), ""


def rewritten(name: str, style: str) -> str:
    """The name in the style, as a next step; empty where its words cannot be told."""
    parts = words(name)
    joined = {
        "snake_case": "_".join(parts),
        "kebab-case": "-".join(parts),
        "camelCase": "".join((*parts[:1], *map(str.capitalize, parts[1:]))),
        "PascalCase": "".join(map(str.capitalize, parts)),
        "Title Case": " ".join(map(str.capitalize, parts)),
    }.get(style, "")
    return f'write "{joined}"' if joined != name and re.fullmatch(STYLES[style], joined) else ""
