"""A conversion is not sent on every page.

The tag tells of an order, a lead or another conversion, and its trigger fires on each page that is opened. Every visitor
counts as a customer, bidding learns from noise, and the reports show more orders than the shop has. An event of X goes by a
number, and counts here unless its tag says by its name that it is a page view, which X's pixel tells by itself.

Remedy: fire it on the message that the shop pushes when the order is confirmed, or on the confirmation page alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import by_each_name, counts, name_at, occasions
from govern.signals.containers.purchases import goes_by_number
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

PAGES = regex(r"view|visit|aufruf|besuch|\bvue|visualiza|basis|base", re.IGNORECASE)
"""What the name of a tag says that is meant for every page; of an event that goes by a number nothing else tells."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Thanks, type: PAGEVIEW, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [%s]}]
"""


@rule(good=CONTAINER % "Thanks", bad=CONTAINER % "All Pages", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            every = [one for one in occasions(container, signal.when) if one.kind == "every page"]
            own = goes_by_number(project, signal) and not PAGES.search(name_of(signal))
            names = by_each_name(signal)
            counted = [one for one in every if own or all(counts(project, named, one.message) for named in names)]
            if counted and signal.surely == "always" and not signal.when.block:
                tag, called = name_of(signal), name_at(names[0], counted[0].message)
                message = (
                    f'{label("tag", tag)} sends "{called}" on every page, by {label("trigger", counted[0].trigger)}'
                )
                help = "fire it when the order or the form is confirmed"
                yield problem(container, "tag", tag, message, "firingTrigger", help=help, about=called)
