"""A pattern for event names fits the names that are meant and no others.

A regular expression without `^` and `$` fits wherever it stands in a name: `view_item` fits `view_item_list` too, and a
dot that is not escaped stands for any character. Tags on such a trigger send events that nobody meant, some of them twice.

Remedy: anchor the pattern and escape the dots, such as `^(view_item|add_to_cart)$`.

Source: https://support.google.com/tagmanager/answer/7679109, whose example `/pro/` fits every address with "pro" in it, checked
2026-11-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import Container, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.condition import holds
from govern.signals.containers.when import cubes, messages
from govern.signals.regular_expressions import END, START, expanded
from govern.signals.signal import Condition
from govern.signals.source import MESSAGE

DOT = regex(r"(?<=[a-z])\.(?=[a-z])", re.IGNORECASE)

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - name: Shop
        type: CUSTOM_EVENT
        customEventFilter: [{type: MATCH_REGEX, parameter: {arg0: '{{_event}}', arg1: %s}}]
"""


@rule(
    good=CONTAINER % "^(view_item|add_to_cart)$", bad=CONTAINER % "view_item|add_to_cart", level="note", cost="numbers"
)
def check(project: Project) -> Iterator[Problem]:
    analytics = project.platform("ga4")
    usual = tuple(analytics.events) if analytics is not None else ()
    for container in project.live.containers:
        for trigger, cube in cubes(container).items():
            for condition in cube:
                if condition.left == MESSAGE and condition.op == "matches" and not condition.negate:
                    why = too_much(container, condition, usual)
                    if why:
                        message = f'{label("trigger", trigger)} fires on "{condition.value[:80]}", {why}'
                        help = "anchor it with ^ and $, and escape dots"
                        yield problem(container, "trigger", trigger, message, "customEventFilter", help=help)


def too_much(container: Container, condition: Condition, usual: tuple[str, ...]) -> str:
    """What a pattern fits that was not meant; empty where nothing is known."""
    known = expanded(condition.value)
    if known.parts is not None:
        names = (name for name in (*messages(container), *usual) if name not in known.parts)
        other = next((name for name in names if holds(condition, name)), None)
        return f'which fits "{other}" too' if other is not None else ""
    if known.exact and is_half(known.texts):
        names = (name for name in (*messages(container), *usual) if name not in known.samples)
        other = next((name for name in names if holds(condition, name)), None)
        return (
            f'which fits "{other}" too'
            if other is not None
            else "of which ^ and $ bind the first and the last name alone"
        )
    loose = DOT.search(condition.value) and not condition.value.startswith("^")
    return "where a dot stands for any character" if loose else ""


def is_half(texts: tuple[str, ...]) -> bool:
    """Whether alternatives are anchored by halves, `^a|b$`: the first at its beginning, the last at its end."""
    starts, ends = texts[0][:1] == START, texts[-1][-1:] == END
    return len(texts) > 1 and starts and ends and texts[0][-1:] != END and texts[-1][:1] != START
