"""A conversion is sent on the click or on the page that follows, not on both.

The tag fires when somebody clicks, or sends a form, and once more on the page that this leads to. One order is told twice, unless both
carry one ID that the platform tells them apart by; orders that fail after the click are told as well.

Remedy: keep the trigger of the confirmation, and take the click away.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.occasions import Kind, counts, occasions
from govern.signals.setup import name_of
from govern.signals.tags import container_signals

BEFORE: dict[Kind, str] = {"click": "click", "form": "form", "unchecked form": "form"}
"""What leads to the page of the confirmation."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Pay now, type: CLICK, filter: [{type: EQUALS, parameter: {arg0: '{{Click ID}}', arg1: pay}}]}
      - {name: Thanks, type: PAGEVIEW, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [%s]}
"""


@rule(good=CONTAINER % "Thanks", bad=CONTAINER % "'Pay now', Thanks", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            found = {one.kind: one.trigger for one in occasions(container, signal.when)}
            before = next((kind for kind in BEFORE if kind in found), None)
            if before and "page" in found and counts(project, signal):
                tag = name_of(signal)
                triggers = f"{label('trigger', found[before])} and {label('trigger', found['page'])}"
                message = (
                    f'{label("tag", tag)} sends "{signal.called}" on a {BEFORE[before]} and on a page, by {triggers}'
                )
                help = "keep the trigger of the confirmation"
                yield problem(container, "tag", tag, message, "firingTrigger", help=help, about=signal.called)
