"""A pattern in a trigger can be read.

A regular expression with a bracket too many or a star after nothing is refused by every browser. The condition never holds:
what should fire does not, and what should be blocked is not.

Remedy: correct the pattern, and try it in the preview with a value that should fit and one that should not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.when import cubes

SURE = (
    "missing ), unterminated subpattern",
    "unbalanced parenthesis",
    "nothing to repeat",
    "unterminated character set",
)
"""What no dialect of regular expressions can read."""

LONGEST = 2000

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - name: Shop
        type: CUSTOM_EVENT
        customEventFilter: [{type: MATCH_REGEX, parameter: {arg0: '{{_event}}', arg1: '%s'}}]
"""


@rule(
    good=CONTAINER % "^(view_item|purchase)$", bad=CONTAINER % "^(view_item|purchase$", level="warning", cost="broken"
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for trigger, cube in cubes(container).items():
            for condition in cube:
                why = broken(condition.value) if condition.op == "matches" else ""
                if why:
                    message = f'{label("trigger", trigger)} has the pattern "{condition.value[:80]}", which cannot be read ({why})'
                    yield problem(container, "trigger", trigger, message, help="correct the pattern")


SOUND = regex(r"(?:[^\\()\[\]{}*+?]|(?:\[(?:0-9|a-z|A-Z|_)++-?\]|\\[dws./-])[*+?]?)*+")
"""Texts, and the commonest classes repeated once: nothing of such a pattern can be broken, and building it takes longer."""


def broken(pattern: str) -> str:
    """Why nobody can read a pattern; empty where somebody may."""
    if SOUND.fullmatch(pattern) or len(pattern) > LONGEST or "[]" in pattern or "[^]" in pattern:
        return ""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        why = getattr(error, "msg", "")
        return why.partition(",")[0] if why in SURE else ""
    return ""
