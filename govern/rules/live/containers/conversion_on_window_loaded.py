"""A conversion does not wait for the last image of the page.

The trigger is of the type Window Loaded, which comes when everything has been loaded, ads and images included. Visitors who
close the confirmation page before that have bought and are not counted.

Remedy: fire it on DOM Ready or on a page view, or on the message that the shop pushes when the order is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import counts, occasions
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.when import PAGES

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Thanks, type: %s, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}]
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Thanks]}]
"""


@rule(good=CONTAINER % "DOM_READY", bad=CONTAINER % "WINDOW_LOADED", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            pages = [one for one in occasions(container, signal.when) if one.kind == "page"]
            late = next((one for one in pages if one.message == PAGES["WINDOW_LOADED"]), None)
            if late is not None and len(pages) == 1 and counts(project, signal):
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends "{signal.called}" when all of the page has loaded, by {label("trigger", late.trigger)}'
                help = "fire it on DOM Ready, or on a message"
                yield problem(container, "tag", tag, message, "firingTrigger", help=help, about=signal.called)
