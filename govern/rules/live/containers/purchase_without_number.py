"""A purchase that is told to a pixel says which order it is.

Without the ID of the event and the number of the order a message that comes twice is two orders, and nobody can hold what the
platform counted against the orders of the shop.

Remedy: send the order's number in the field that the platform has for it, such as `order_id`, or as the event's ID.

Source: the facts about each platform in `govern/platforms`: Pinterest, Snapchat and TikTok have a field for the order's number.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import is_purchase, occasions
from govern.signals.containers.purchases import has_no_number
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

PIXELS = ("pinterest", "snapchat", "tiktok")
"""Whose pixels have a field for the number of an order."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Pixel
        type: html
        parameter: {html: "<script>pintrk('track', 'checkout', {value: {{Value}}, currency: 'EUR'%s});</script>"}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ", order_id: '{{Order}}'", bad=CONTAINER % "", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            asked = signal.platform in PIXELS and signal.leg == "browser" and is_purchase(project, signal)
            if not asked or not has_no_number(signal):
                continue
            if any(one.kind == "page" for one in occasions(container, signal.when)):
                continue  # containers/purchase-on-page-view speaks of it
            tag = name_of(signal)
            message = f'{label("tag", tag)} sends "{signal.called}" without saying which order it is'
            help = "send the order's number, or an ID of the event"
            yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
