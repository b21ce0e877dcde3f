"""Content security policies that a framework's YAML has directive by directive.

- NelmioSecurityBundle for Symfony: `nelmio_security: {csp: {enforce: {script-src: [self]}, report: {...}}}`; before its version 2
  directives stood below `csp` by their first word
- Drupal: the modules `csp` (`enforce: {directives: {script-src: {base: self, sources: [...]}}}`) and `seckit` (a text for each)
- TYPO3: `mutations: [{mode: set, directive: script-src, sources: [...]}]`; Neos: `content-security-policy: {default: {...}}`

Keywords may lack their quotes. What is put in when the program runs (`%csp_hosts%`) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.csp.objects import quoted_keywords
from govern.csp.policy import DIRECTIVES, SOURCE_LISTS, parse_policies
from govern.csp.readers.headers import ServedPolicy, entity_of
from govern.source import yaml

PRECEDENCE = 31
READS = "text"
HOLDS = "policies"

MARK = regex(
    r"^[ \t]{0,40}(?:nelmio_security|seckit_xss|mutations|(?:default|script)-src)[ \t]{0,9}:|^enforce:", re.MULTILINE
)
DIRECTIVE = regex(r"(?<![\w-])(?:-src|default|script)(?![\w-])|-src\b")
MADE = regex(r"%[\w.]{1,100}%\S*")
LARGEST = 200_000
OLD = {"default", "script", "style", "img", "font", "connect", "media", "object", "frame"}
"""What NelmioSecurityBundle called directives before its version 2."""

DEPTH = 8

Found = tuple[dict[str, str], bool, str]
"""A policy by its directives, whether it is enforced, and the key or directive whose line is shown."""


def matches(data: Any) -> bool:
    """Whether a text is YAML in which a policy stands directive by directive."""
    if len(data) > LARGEST or MARK.search(data) is None or DIRECTIVE.search(data) is None:
        return False
    return next(policies_of(data), None) is not None


def read(given: Given) -> tuple[ServedPolicy, ...]:
    """Every policy of the file, at the line of its first directive."""
    served: list[ServedPolicy] = []
    for directives, enforced, line in policies_of(given.data):
        text = "; ".join(f"{name} {value}".strip() for name, value in directives.items())
        disposition: Any = "enforce" if enforced else "report"
        for policy in parse_policies(text, Place(given.file)):
            position = len(served)
            place = Place(given.file, (), Span(line, 1, line, 2), entity_of(disposition, position))
            served.append(ServedPolicy(given.file, policy, disposition, "configuration", position, place))
    return tuple(served)


def policies_of(text: str) -> Iterator[tuple[dict[str, str], bool, int]]:
    """Each policy with its line; nothing where the text is not YAML."""
    try:
        data = yaml.read(text).data
    except yaml.Refusal:
        return
    at = 0
    for directives, enforced, key in found(data, "", enforced=True):
        start = text.find(key, at)
        at = start if start != -1 else at
        yield directives, enforced, text.count("\n", 0, at) + 1


def found(data: Any, under: str, *, enforced: bool, depth: int = 0) -> Iterator[Found]:
    """The policies in some data, which stands under a key."""
    if (
        not isinstance(data, dict)
        or depth > DEPTH
        or any(data.get(key) is False for key in ("enable", "enabled", "checkbox"))
    ):
        return
    enforced = (
        enforced and under not in ("report", "report-only", "report_only") and data.get("report-only") is not True
    )
    changed = mutated(data.get("mutations"))
    own = {key: value for key, value in data.items() if key in DIRECTIVES or (under == "csp" and key in OLD)}
    directives = changed or {
        name: value for key, one in own.items() if (name := named(key)) and (value := sources(one)) is not None
    }
    if SOURCE_LISTS & directives.keys():
        yield directives, enforced, next(iter(own), "mutations")
    for key, inside in data.items():
        if key not in own:
            yield from found(inside, key, enforced=enforced, depth=depth + 1)


def named(key: str) -> str:
    """A directive as headers name it."""
    return f"{key}-src" if key in OLD else key


def sources(value: Any) -> str | None:
    """The sources of a directive: a list, a text, `{base: self, sources: [...]}`; nothing where it is switched off."""
    if value is None or value is False:
        return None
    if isinstance(value, dict):
        base = value.get("base")
        listed = [
            *([base] if isinstance(base, str) and base else []),
            *strings(value.get("flags")),
            *strings(value.get("sources")),
        ]
    else:
        listed = [] if value is True else strings(value)
    return quoted_keywords(MADE.sub("", " ".join(listed)))


def strings(value: Any) -> list[str]:
    """The texts of a list, or a text."""
    return (
        [value]
        if isinstance(value, str)
        else [one for one in value if isinstance(one, str)]
        if isinstance(value, list)
        else []
    )


def mutated(value: Any) -> dict[str, str]:
    """The directives that TYPO3's list of changes sets."""
    told: dict[str, str] = {}
    for change in value if isinstance(value, list) else ():
        name = change.get("directive") if isinstance(change, dict) else None
        if isinstance(name, str) and name in DIRECTIVES and change.get("mode") not in ("reduce", "remove"):
            before = told.get(name, "") if change.get("mode") != "set" else ""
            told[name] = f"{before} {sources(change.get('sources')) or ''}".strip()
    return told
