"""A purchase that is sent when a page opens carries the order's ID.

The confirmation page is reloaded, opened from the history and from the mail that links to it. Each time the page view fires the
tag, and each time an order is counted: the platform leaves out the second one only when both carry one ID.

Remedy: send the order's number as event or transaction ID; better, wait for a message that the page pushes once an order.

Source: the facts about each platform in `govern/platforms`: by which field it takes two events for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import is_purchase, occasions
from govern.signals.containers.purchases import has_no_number
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Thanks, type: PAGEVIEW, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}
    tags:
      - name: Pixel
        type: html
        parameter: {html: "<script>fbq('track', 'Purchase', {value: {{Value}}, currency: 'EUR'}%s);</script>"}
        firingTrigger: [Thanks]
"""


@rule(good=CONTAINER % ", {eventID: '{{Order}}'}", bad=CONTAINER % "", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            pages = [one for one in occasions(container, signal.when) if one.kind == "page"]
            if pages and is_purchase(project, signal) and has_no_number(signal):
                tag, trigger = name_of(signal), pages[0].trigger
                message = (
                    f'{label("tag", tag)} sends "{signal.called}" whenever a page opens, and without the ID of an order'
                )
                related = (Related("the page", place(container, "trigger", trigger)),)
                help = "send the order's number as the event's ID, or wait for a message that comes once an order"
                found = problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
                yield found.replace(related=related)
