"""One account is initialised by one tag on a page.

Two tags load the same library for the same account: a base code that was pasted beside a template, or a Google tag beside
another one. The page loads the code twice, and what the library does by itself, such as counting a page view, may happen
twice. Meta's library warns of a duplicate pixel ID then.

Remedy: keep one of the two, and pause the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.tags import container_signals
from govern.signals.containers.twice import Twice, told_twice

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: AW-1234567890}
        firingTrigger: [Initialization - All Pages]
      - name: Google tag (new)
        type: googtag
        parameter: {tagId: %s}
        firingTrigger: [All Pages]
"""


@rule(good=CONTAINER % "AW-1234567891", bad=CONTAINER % "AW-1234567890", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        found = [twice for twice in told_twice(container_signals(container)) if twice.verdict == "does"]
        counted = {twice.tags for twice in found if twice.signals[0].kind == "event"}
        for twice in found:
            if twice.signals[0].kind == "base" and not is_said(twice, counted):
                *others, tag = twice.tags
                message = f"{label('tag', tag)} and {label('tag', others[0])} both initialise one account"
                related = tuple(Related("the other one", place(container, "tag", other)) for other in others)
                help = "keep one of the two"
                yield problem(container, "tag", tag, message, help=help, about=others[0]).replace(related=related)


def is_said(twice: Twice, counted: set[tuple[str, ...]]) -> bool:
    """Whether the same tags are said to count an event twice, which is the same mistake."""
    return any(set(twice.tags) <= set(tags) for tags in counted)
