"""Two events of a site are two conversions, each with a label of its own.

Two tags send the same conversion of Google Ads or LinkedIn on different messages. If the messages mean different things, such
as a lead and one that was refused, they are one number there: bidding cannot tell the good from the bad. It happens when a
tag is copied and its label stays.

Remedy: create a conversion action for the second event and use its label, or leave it if both mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.when import PAGE_MESSAGES, names
from govern.signals.signal import Signal
from govern.signals.source import Text, given, told

Sent = tuple[Signal, frozenset[str]]
"""A signal that tells a conversion, and the messages on which it does."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Won, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: won}}]}
      - {name: Lost, type: CUSTOM_EVENT, customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: lost}}]}
    tags:
      - {name: Ads won, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Won]}
      - {name: Ads lost, type: awct, parameter: {conversionId: '1', conversionLabel: %s}, firingTrigger: [Lost]}
"""


@rule(good=CONTAINER % "b", bad=CONTAINER % "a", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        first: dict[tuple[str, str, str], Sent] = {}
        for signal in container_signals(container).live():
            for conversion, messages in conversions(signal).items():
                other, known = first.setdefault((signal.platform, conversion, signal.leg), (signal, messages))
                if messages and known and messages.isdisjoint(known):
                    yield shared(container, (other, known), (signal, messages))


def conversions(signal: Signal) -> dict[str, frozenset[str]]:
    """The conversions that a signal tells, and on which messages: where a table finds the label, that of each message."""
    found: dict[str, frozenset[str]] = {}
    messages = own(signal)
    for message in messages or ("",):
        conversion = conversion_of(signal, message)
        if conversion:
            found[conversion] = found.get(conversion, frozenset()) | ({message} & messages)
    return found


def conversion_of(signal: Signal, message: str) -> str:
    """What tells a conversion from others of its platform: Google's label with its account, or the number of LinkedIn's."""
    if signal.platform == "linkedin":
        return signal.called if signal.called.isdecimal() else ""
    account = told(given(signal.account.source, message))
    if signal.platform not in ("google_ads", "floodlight") or signal.called != "conversion":
        return ""
    is_known = isinstance(account, Text) and bool(account.value.partition("/")[2]) and not is_blank(account.value)
    return account.value if is_known and isinstance(account, Text) else ""


def own(signal: Signal) -> frozenset[str]:
    """The messages that a tag waits for, all of the site's own and by name; none where it waits for others."""
    found = [name for cube in signal.when.fire for name in names(cube) or ("",)]
    foreign = any(not name or name in PAGE_MESSAGES or name.startswith("gtm.") for name in found)
    return frozenset() if foreign else frozenset(found)


def shared(container: Container, one: Sent, other: Sent) -> Problem:
    """The problem of the second tag with a label."""
    tag, first = name_of(other[0]), name_of(one[0])
    events = f'"{min(one[1])}" and "{min(other[1])}"'
    message = f"{label('tag', first)} and {label('tag', tag)} send one conversion for {events}"
    related = (Related("sends the same conversion", place(container, "tag", first)),)
    help = "if these mean different things, give the second a conversion action of its own"
    return problem(container, "tag", tag, message, "parameter", help=help, about=first).replace(related=related)
