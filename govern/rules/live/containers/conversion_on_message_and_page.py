"""A conversion is told when its success is shown or on the confirmation page, not on both.

One conversion goes to one account when the site says that something has gone well, by a message of the data layer or by a text
that becomes visible, and once more on a page. Where the one leads to the other, as a form that is sent leads to its
thank-you page, each lead is counted twice. Where some forms do the one and some the other, all is well: from here nobody can
see which, so that this is a note. An order that Google gets with its number is counted once, and nothing is said of it.

Remedy: send one form in preview and look whether the conversion comes twice. If so, keep the trigger that is surer to come, which
is mostly the message.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import product

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.confirmations import is_done, tell_one_account
from govern.signals.containers.occasions import LEADS, Occasion, counts, is_of_address, occasions
from govern.signals.containers.purchases import is_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal
from govern.signals.source import NOTHING

SHOWN = "gtm.elementVisibility"

ONCE_AN_ORDER = ("google_ads", "ga4", "floodlight")
"""Platforms that count what has one number of an order once."""

MANY = 50
"""So many tags of one event are held against each other."""

Told = tuple[Signal, Occasion]

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Sent, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: form_sent}}]}
      - {name: Thanks, type: PAGEVIEW, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [%s]}
"""


@rule(good=CONTAINER % "Sent", bad=CONTAINER % "Sent, Thanks", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        shown: dict[Hashable, list[Told]] = {}
        pages: dict[Hashable, list[Told]] = {}
        for signal in container_signals(container).live():
            if not counts(project, signal):
                continue
            key = (signal.platform, signal.leg, signal.called)
            for one in occasions(container, signal.when):
                if one.kind == "message" and says_done(one) and not is_one_order(signal, one):
                    shown.setdefault(key, []).append((signal, one))
                elif one.kind == "page" and any(map(is_of_address, one.cube)):
                    pages.setdefault(key, []).append((signal, one))
        yield from both(container, shown, pages)


def is_one_order(signal: Signal, one: Occasion) -> bool:
    """Whether a message is that of an order, and the platform counts what has the order's number once."""
    numbered = signal.platform in ONCE_AN_ORDER and signal.event_id.source != NOTHING
    return numbered and is_order(one.message)


def says_done(one: Occasion) -> bool:
    """Whether an occasion says that something has gone well, whatever the address of the page."""
    said = one.message == SHOWN or one.message in LEADS or is_done(one.message)
    return said and not any(map(is_of_address, one.cube))


def both(
    container: Container, shown: dict[Hashable, list[Told]], pages: dict[Hashable, list[Told]]
) -> Iterator[Problem]:
    """A problem for each event that is told on both, at the tag of the page."""
    for event, found in shown.items():
        seen: set[str] = set()
        for (signal, said), (other, page) in product(found[:MANY], pages.get(event, ())[:MANY]):
            tag, second = name_of(other), name_of(signal)
            if tag in seen or not tell_one_account(signal, other):
                continue
            seen.add(tag)
            who = label("tag", tag) if tag == second else f"{label('tag', second)} and {label('tag', tag)}"
            triggers = f"{label('trigger', said.trigger)} and {label('trigger', page.trigger)}"
            message = (
                f'{who} may count one "{other.called}" twice, by {triggers}: when its success is shown and on a page'
            )
            related = () if tag == second else (Related("the other one", place(container, "tag", second)),)
            help = "if the one leads to the other, keep one of the two triggers"
            yield problem(container, "tag", tag, message, "firingTrigger", help=help, about=other.called).replace(
                related=related
            )
