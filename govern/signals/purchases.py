"""Purchases as live containers tell them, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.gtm.container import Container
from govern.platforms import Field
from govern.signals.occasions import counts, is_purchase
from govern.signals.required_parameters import untold
from govern.signals.signal import Signal
from govern.signals.source import NOTHING, Text, told
from govern.signals.tags import container_signals

if TYPE_CHECKING:
    from govern.project import Project


def untold_purchases(project: Project, container: Container) -> Iterator[tuple[Signal, Field]]:
    """What a platform wants with a purchase and the tags of a container do not tell, where all that they tell is known."""
    for signal in container_signals(container).live():
        platform = project.platform(signal.platform) if signal.platform else None
        if platform is not None and not signal.more and is_purchase(project, signal):
            verified = (field for field in untold(signal, platform) if field.verified and not field.wish)
            yield from ((signal, field) for field in verified)


BY_ACCOUNT = ("google_ads", "microsoft_ads", "floodlight")
"""Platforms that take a value without a currency for one in the default currency of the conversion action or goal."""


def without_currency(project: Project, signal: Signal) -> bool:
    """Whether a signal tells a value that is worked out for each event and no currency, as far as all of it is known."""
    platform = project.platform(signal.platform) if signal.platform else None
    value = signal.value(platform) if platform is not None and signal.surely != "never called" else None
    if platform is None or value is None or signal.more or signal.kind != "event":
        return False
    return told(value.source) not in (NOTHING, Text("0")) and signal.currency(platform) is None


ORDER = re.compile(r"purchase|transaction|order", re.IGNORECASE)
DONE = re.compile(r"purchase|transaction|done|complet|confirm|success|paid|placed|created|received", re.IGNORECASE)
NOT_DONE = re.compile(
    r"begin|start|view|refund|cancel|click|fail|error|attempt|step|add|remove|select|try|abandon", re.I
)


def is_order(message: str) -> bool:
    """Whether a message says by its name that an order is done."""
    return bool(ORDER.search(message) and DONE.search(message)) and not NOT_DONE.search(message)


def tells_order(project: Project, signal: Signal) -> bool:
    """Whether a signal tells of an order: it is a purchase, or a conversion with the number of an order."""
    return is_purchase(project, signal) or ("transaction_id" in signal.parameters and counts(project, signal))
