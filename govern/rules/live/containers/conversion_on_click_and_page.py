"""A conversion is sent on the click or on the confirmation that follows, not on both.

A tag, or two of them that tell the same, fire when somebody clicks or sends a form, and once more on the page or the message that
this leads to. One order is told twice, unless both carry one ID that the platform tells them apart by; orders that fail after the
click are told as well. Clicks on a telephone number, a mail address or a link to elsewhere are leads of their own.

Remedy: keep the trigger of the confirmation, and take the click away.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from itertools import product

from govern.core.regex import regex
from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.confirmations import is_done, tell_the_same
from govern.signals.containers.occasions import Kind, Occasion, counts, occasions
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Condition, Signal
from govern.signals.source import Read

BEFORE: dict[Kind, str] = {"click": "click", "form": "form", "unchecked form": "form"}
"""What leads to the confirmation."""

ELSEWHERE = regex(r"tel:|mailto:|sms:|wa\.me|whatsapp|maps|^https?:", re.IGNORECASE)
"""Addresses and texts of what is clicked that lead to no confirmation of this site."""

Told = tuple[Signal, Occasion]

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Pay now, type: CLICK, filter: [{type: EQUALS, parameter: {arg0: '{{Click ID}}', arg1: pay}}]}
      - {name: Thanks, type: PAGEVIEW, filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /thanks}}]}
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [%s]}
"""


@rule(good=CONTAINER % "Thanks", bad=CONTAINER % "'Pay now', Thanks", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        before: dict[Hashable, list[Told]] = {}
        after: dict[Hashable, list[Told]] = {}
        for signal in container_signals(container).live():
            if counts(project, signal):
                key = (signal.platform, signal.leg, signal.called)
                for one in occasions(container, signal.when):
                    if one.kind in BEFORE and not any(map(leads_elsewhere, one.cube)):
                        before.setdefault(key, []).append((signal, one))
                    elif one.kind == "page" or (one.kind == "message" and is_done(one.message)):
                        after.setdefault(key, []).append((signal, one))
        for event, found in before.items():
            seen: set[str] = set()
            for (signal, click), (other, done) in product(found[:MANY], after.get(event, ())[:MANY]):
                if name_of(signal) not in seen and tell_the_same(signal, other):
                    seen.update((name_of(signal), name_of(other)))
                    yield both(container, signal, click, other, done)


MANY = 50
"""So many tags of one event are held against each other."""


def both(container: Container, signal: Signal, click: Occasion, other: Signal, done: Occasion) -> Problem:
    """The problem of one event, or of two that tell the same, told before and after."""
    tag, second = name_of(signal), name_of(other)
    who = label("tag", tag) if tag == second else f"{label('tag', tag)} and {label('tag', second)}"
    verb = "sends" if tag == second else "both send"
    where = "a page" if done.kind == "page" else f'the message "{done.message[:60]}"'
    triggers = f"{label('trigger', click.trigger)} and {label('trigger', done.trigger)}"
    message = f'{who} {verb} "{signal.called}", on a {BEFORE[click.kind]} and on {where}, by {triggers}'
    related = () if tag == second else (Related("the other one", place(container, "tag", second)),)
    help = "keep the trigger of the confirmation"
    found = problem(container, "tag", tag, message, "firingTrigger", help=help, about=signal.called)
    return found.replace(related=related)


def leads_elsewhere(condition: Condition) -> bool:
    """Whether a condition is that what is clicked leads to something other than a page of this site."""
    left = condition.left
    is_clicked = isinstance(left, Read) and left.place in ("built-in", "element") and not condition.negate
    return is_clicked and ELSEWHERE.search(condition.value[:200]) is not None
