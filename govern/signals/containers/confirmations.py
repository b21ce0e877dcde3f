"""What confirms that something has gone well: messages that say so by their name; and whether two signals tell the same of it."""

from __future__ import annotations

import re

from govern.core.regex import regex
from govern.signals.containers.purchases import is_order
from govern.signals.containers.setup import name_of
from govern.signals.sameness import same
from govern.signals.signal import Signal
from govern.signals.source import Ambient, Text

DONE = regex(
    r"(?:_|-|\b)(?:ok|success|successful|succeeded|sent|submitted|complete|completed|done|confirmed)$", re.IGNORECASE
)
"""How messages end that say that something has gone well."""


def is_done(message: str) -> bool:
    """Whether a message says by its name that something has gone well."""
    return is_order(message) or DONE.search(message) is not None


def tell_one_account(signal: Signal, other: Signal) -> bool:
    """Whether two signals of one name tell the same thing to one account, as far as their fixed values say."""
    if signal is other or name_of(signal) == name_of(other):
        return True
    one, two = signal.account.source, other.account.source
    ambient = isinstance(one, Ambient) and one == two
    if not (ambient or same(one, two)):
        return False
    shared = ((one.source, other.parameters.get(name)) for name, one in signal.parameters.items())
    return not any(
        isinstance(here, Text) and there is not None and isinstance(there.source, Text) and here != there.source
        for here, there in shared
    )


def tell_the_same(signal: Signal, other: Signal) -> bool:
    """Whether two signals tell the same, and not under one event ID."""
    is_one = signal is other or name_of(signal) == name_of(other)
    return tell_one_account(signal, other) and (is_one or not same(signal.event_id.source, other.event_id.source))
