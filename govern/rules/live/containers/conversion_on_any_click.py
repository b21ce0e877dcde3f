"""A conversion is not sent on any click.

The trigger is a click on whatever there is: it has no condition that says which button or link. Every visitor who touches the
page counts as a lead.

Remedy: say which clicks are meant, or wait for the message that comes when the form was accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import counts, occasions
from govern.signals.containers.purchases import tells_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Click, type: CLICK%s}]
    tags:
      - {name: Lead, type: gaawe, parameter: {eventName: generate_lead, measurementIdOverride: G-ABC1234567}, firingTrigger: [Click]}
"""
ONE = ", filter: [{type: EQUALS, parameter: {arg0: '{{Click ID}}', arg1: call}}]"


@rule(good=CONTAINER % ONE, bad=CONTAINER % "", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            found = [one for one in occasions(container, signal.when) if one.kind == "click" and len(one.cube) == 1]
            by_another = tells_order(project, signal)  # containers/purchase-on-click speaks of it
            if found and not signal.when.block and counts(project, signal) and not by_another:
                tag = name_of(signal)
                message = (
                    f'{label("tag", tag)} sends "{signal.called}" on any click, by {label("trigger", found[0].trigger)}'
                )
                help = "say which clicks are meant"
                yield problem(container, "tag", tag, message, "firingTrigger", help=help, about=signal.called)
