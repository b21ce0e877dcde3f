"""A tag with a trigger can fire.

The conditions of its triggers cannot hold: two of them contradict each other, a trigger that fires while the page loads
asks for the element of a click, which there is none of yet, or what fires the tag blocks it. Or it waits for a message that
never comes by that name: Tag Manager's own have capital letters (`gtm.linkClick`), and a blank at an end counts as a letter.
The tag looks alive in the list and sends nothing.

Remedy: correct the condition, or choose the trigger that comes with the value it asks for, such as a click trigger for
click variables.

Source: https://support.google.com/tagmanager/answer/7679319 (in which order the moments of a page come), checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.never import clients_missed, never
from govern.signals.containers.when import whens

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - name: Call
        type: %s
        filter: [{type: CONTAINS, parameter: {arg0: '{{Click URL}}', arg1: 'tel:'}}]
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Call]}]
"""


@rule(good=CONTAINER % "LINK_CLICK", bad=CONTAINER % "PAGEVIEW", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        told = whens(container)
        absent = clients_missed(container)
        for name in firing(container):
            reasons = never(told[name], container)
            if reasons and absent.isdisjoint(told[name].triggers):
                message = f"{label('tag', name)} never fires: {reasons[0]}"
                yield problem(container, "tag", name, message, help="correct the condition, or choose another trigger")
