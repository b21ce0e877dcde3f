"""An order is told when it is confirmed, not by code that listens for a click.

Code that waits for a click on the button to pay tells an order each time somebody presses it: cards that are refused, second
presses and orders that are given up count with their full value. The trigger of the tag does not show it, since the tag
itself fires on a page.

Remedy: fire a tag on the message that the shop pushes when the order is confirmed, and take the listener out.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.code.pushed import is_unanswered
from govern.signals.code.spoken import Spoken
from govern.signals.code.told import plainly
from govern.signals.source import Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Order, type: html, parameter: {html: "%s"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "<script>shop.on('paid', function () { fbq('track', 'Purchase', {value: 1, currency: 'EUR'}); });</script>",
    bad=CONTAINER % "<script>pay.addEventListener('click', function () { fbq('track', 'Purchase', {value: 1, currency: 'EUR'}); });</script>",
    level="warning",
    cost="numbers",
)  # fmt: skip
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tells in plainly(container).items():
            told = next((one for one in tells if is_order_on_click(project, one)), None)
            if told is not None and isinstance(told.name.source, Text):
                what = told.name.source.value[:80]
                message = f'{label("tag", name)} sends "{what}" in line {told.line} when somebody clicks, before the order is confirmed'
                help = "send it when the order is confirmed"
                yield problem(container, "tag", name, message, *told.account.place.route, help=help)


def is_order_on_click(project: Project, told: Spoken) -> bool:
    """Whether a vendor is told of an order while somebody clicks, and nothing looks at the answer."""
    platform = project.platform(told.platform) if told.platform and is_unanswered(told) else None
    name = told.name.source.value if isinstance(told.name.source, Text) else ""
    known = platform.events.get(name) if platform is not None and told.kind == "event" else None
    return known is not None and known.canonical == "purchase"
