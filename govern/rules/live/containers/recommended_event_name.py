"""An event that Analytics recommends has the name that Analytics gave it.

`addToCart` or `Purchase` is an event of one's own: it has no place in the reports on shopping, and no audience or campaign that
expects `add_to_cart` or `purchase` sees it.

Remedy: rename the event, letter by letter as Analytics writes it.

Source: https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.spec.spelling import letters

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Cart, type: gaawe, parameter: {eventName: %s, measurementIdOverride: G-ABC1234567}, firingTrigger: [Cart]}]
"""


@rule(good=CONTAINER % "add_to_cart", bad=CONTAINER % "addToCart", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    analytics = project.platform("ga4")
    known = {letters(name): name for name in analytics.events} if analytics is not None else {}
    for container in project.live.containers:
        for signal in container_signals(container).live():
            meant = known.get(letters(signal.called), "") if signal.platform == "ga4" and signal.kind == "event" else ""
            if meant and signal.called != meant and signal.leg == "browser":
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends "{signal.called}", which is not the "{meant}" of Analytics'
                help = f"call it {meant}"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
