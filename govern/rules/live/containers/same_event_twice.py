"""No two tags send the same event to the same account at the same moment.

Both fire, so the platform counts twice: two conversions for one order, two page views for one page. It happens when a
tag is copied to be changed and the old one stays, when a trigger for a pattern of names fires beside one for a name, when
a tag for all events stands beside one for a single event, and when a GA4 event tag sends `page_view` although the Google
tag already does. Two triggers that wait for the same message are one moment, whatever they are called.

Remedy: pause or delete one of the two, or keep the message of one from the other. For page views, set `send_page_view` to
false in the Google tag or delete the event tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.tags import container_signals
from govern.signals.containers.twice import Twice, told_twice
from govern.signals.containers.when import PAGE_MESSAGES, names
from govern.signals.signal import Cube
from govern.signals.source import NOTHING

UNCOUNTED = ("universal_analytics", "remarketing")
"""What counts nothing: a product that is over, and lists of visitors, on which one stands once."""

TRIGGERS = """
    triggers:
      - {name: Paid, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: paid}}]}
      - {name: Ordered, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: %s}}]}
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid]}
      - {name: Ads (copy), type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Ordered]}
"""

CONTAINER = f"""
containers:
  - id: GTM-ABC1234{TRIGGERS}"""


@rule(good=CONTAINER % "ordered", bad=CONTAINER % "paid", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for twice in told_twice(container_signals(container)):
            first = twice.signals[0]
            counts = first.kind == "event" and not {first.platform, first.called}.intersection(UNCOUNTED)
            if twice.verdict == "does" and counts and not twice.one_id:
                yield counted(container, twice)


def counted(container: Container, twice: Twice) -> Problem:
    """The problem of one group: at the last of its tags, which is the newest, the others related."""
    *others, tag = twice.tags
    name = twice.name or "the event"
    when = moment(twice)
    known = f"{label('tag', tag)} and {label('tag', others[0])}" if len(others) == 1 else f"{len(twice.tags)} tags"
    message = f'{known} {"both" if len(others) == 1 else "that each"} send "{name}" {when}, which counts it twice{unless(twice)}'
    if len(others) > 1:
        message = f"{label('tag', tag)} is one of {message}"
    related = tuple(Related("the other one", place(container, "tag", other)) for other in others)
    help = "pause or delete one of the two"
    cause = twice.for_all or None
    return problem(container, "tag", tag, message, help=help, about=others[0], cause=cause).replace(related=related)


def unless(twice: Twice) -> str:
    """What would keep it from being counted twice: a server's tags may take the event ID from the hit."""
    first = twice.signals[0]
    by_hit = first.leg == "server" and first.event_id.source == NOTHING and first.platform not in ("ga4", "google_ads")
    return ", unless both carry one event ID" if by_hit else ""


def moment(twice: Twice) -> str:
    """When it happens, in words."""
    first, *others = (dict.fromkeys(signal.when.triggers) for signal in twice.signals)
    shared = next((trigger for trigger in first if all(trigger in other for other in others)), None)
    if twice.page or all(any(map(is_every_page, signal.when.fire)) for signal in twice.signals):
        return "on every page"
    if shared is not None:
        return f'on the trigger "{shared}"'
    return f'when the message "{twice.message}" comes' if twice.message else "whatever message comes"


def is_every_page(cube: Cube) -> bool:
    """Whether something fires on every page, once."""
    return len(cube) == 1 and (names(cube) or ("",))[0] in PAGE_MESSAGES
