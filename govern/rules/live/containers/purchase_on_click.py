"""A purchase is sent when it is confirmed, not when somebody clicks.

A click on a button such as "Pay now" is an attempt. Payments that are refused, second clicks and orders that are given up
are counted as orders, with their value, and a page that does not answer the click in time loses those that are real.

Remedy: fire the tag on the message that the shop pushes when the order is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.pushed import tells_of_click
from govern.signals.containers.occasions import Kind, Occasion, by_each_name, occasions
from govern.signals.containers.purchases import pays_by, tells_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

BEFORE: tuple[Kind, ...] = ("click", "form")
"""What comes before an order is paid; of forms that need not be valid containers/conversion-on-unchecked-form speaks."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Paid, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: paid}}]}
      - {name: Pay now, type: CLICK, filter: [{type: EQUALS, parameter: {arg0: '{{Click ID}}', arg1: pay}}]}
    tags:
      - name: Purchase
        type: gaawe
        parameter: {eventName: purchase, measurementIdOverride: G-ABC1234567, sendEcommerceData: 'true'}
        firingTrigger: [%s]
"""


@rule(good=CONTAINER % "Paid", bad=CONTAINER % "Pay now", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            listed = occasions(container, signal.when)
            found = {one.kind: one.trigger for one in listed}
            by_click = (one.trigger for one in listed if is_told_of_click(container, one))
            if (pressed := next(by_click, None)) is not None:
                found.setdefault("click", pressed)
            before = next((kind for kind in BEFORE if kind in found), None)
            if before is None or "page" in found:
                continue
            paying = before == "click" and any(one.kind == "click" and pays_by(project, signal, one) for one in listed)
            order = next((one for one in by_each_name(signal) if tells_order(project, one)), None)
            if paying or order is not None:
                tag, trigger, called = name_of(signal), found[before], (order or signal).called
                message = f'{label("tag", tag)} sends "{called}" on a {before}, by {label("trigger", trigger)}'
                related = (Related(f"the {before}", place(container, "trigger", trigger)),)
                help = "fire it when the order is confirmed"
                yield problem(container, "tag", tag, message, "firingTrigger", help=help).replace(related=related)


def is_told_of_click(container: Container, occasion: Occasion) -> bool:
    """Whether an occasion is a message of the site's own that comes with a click."""
    return occasion.kind == "message" and bool(occasion.message) and tells_of_click(container, occasion.message)
