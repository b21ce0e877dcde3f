"""What fires before or after another tag does not count anything by itself.

A tag that is named as the setup or the cleanup of another one fires with it each time, beside what its own triggers do. A base code that
counts the page when it loads, and stands before the purchase as well, counts the page once more with each order.

Remedy: take the tag out of the sequence, or let it fire once per page, under "Tag firing options".

Source: https://support.google.com/tagmanager/answer/6238868, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import firing, place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.when import names, sequenced, triggers
from govern.signals.signal import Signal, When

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: paid}}]}]
    tags:
      - name: Pixel
        type: html
        parameter: {html: "<script>fbq('init', '123450987654321'); fbq('track', 'PageView')</script>"}
        firingTrigger: [All Pages]
        tagFiringOption: %s
      - name: Purchase
        type: html
        parameter: {html: "<script>fbq('track', 'Purchase', {value: {{Value}}, currency: 'EUR'})</script>"}
        firingTrigger: [Paid]
        setupTag: [{tagName: Pixel}]
"""

BY_GOOGLE = ("googtag", "gaawc")
"""Tags of which nobody says what they send when they fire again."""


@rule(good=CONTAINER % "ONCE_PER_LOAD", bad=CONTAINER % "ONCE_PER_EVENT", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        counted = {name_of(signal): signal.called for signal in reversed(counting(container))}
        for setup, mains in again(container, counted.keys()).items():
            others = label("tag", mains[0]) if len(mains) == 1 else f"each of {len(mains)} tags"
            message = f'{label("tag", setup)} fires once more with {others}, and sends "{counted[setup]}" again'
            related = tuple(Related("names it in its sequence", place(container, "tag", main)) for main in mains)
            help = "take it out of the sequence, or let it fire once per page"
            found = problem(container, "tag", setup, message, "tagFiringOption", help=help, about=counted[setup])
            yield found.replace(related=related)


def counting(container: Container) -> tuple[Signal, ...]:
    """The events that tags tell whenever they fire."""
    told = container_signals(container).live()
    return tuple(signal for signal in told if signal.kind == "event" and signal.called and signal.surely == "always")


def again(container: Container, counted: Collection[str]) -> dict[str, list[str]]:
    """The tags that tell something, fire by themselves, and once more with others at another moment: with which."""
    fires, times = firing(container), triggers(container)
    found: dict[str, list[str]] = {}
    for tag, body in fires.items():
        for setup in (name for name in sequenced(body) if name in fires and name in counted):
            first = fires[setup]
            own = times.when(first)
            if tag in sequenced(first):
                continue  # a circle, which is told as what it is
            if first.get("type") not in BY_GOOGLE and own.once != "page" and apart(own, times.when(body)):
                found.setdefault(setup, []).append(tag)
    return found


def apart(one: When, other: When) -> bool:
    """Whether two tags wait for messages that all have names, and share none."""
    waits = [[names(cube) for cube in when.fire] for when in (one, other)]
    if any(None in found for found in waits):
        return False
    first, second = ({name for found in listed for name in found or ()} for listed in waits)
    return bool(first and second) and first.isdisjoint(second)
