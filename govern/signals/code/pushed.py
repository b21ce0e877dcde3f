"""Which messages the code of a container pushes, and on what."""

from __future__ import annotations

import re

from govern.core.memo import memo
from govern.core.regex import regex
from govern.gtm.container import Container
from govern.signals.code.spoken import Spoken
from govern.signals.code.told import plainly
from govern.signals.source import Text

CLICKS = frozenset(("click", "mousedown", "mouseup", "pointerdown", "touchstart", "touchend", "dblclick"))
"""What a press on a button is called in code."""

ANSWERS = ("success", "confirm", "status", "response", "paid")
"""What a condition speaks of that waits for the answer."""

NAMED = regex(
    r"(?:^|[^a-z])(?<!one.)(?:click(?:ed|s)?|klick|clic|clique|tap)(?!.(?:and|n|&).collect)(?:$|[^a-z])", re.IGNORECASE
)
"""How messages are called that tell of a click; to buy by one click and to collect what was clicked are kinds of orders."""


def is_unanswered(told: Spoken) -> bool:
    """Whether something is told while somebody clicks, and nothing looks at the answer."""
    return told.after in CLICKS and not any(word in guard.test.casefold() for guard in told.guards for word in ANSWERS)


@memo
def pushed_on_click(container: Container) -> frozenset[str]:
    """The messages that code of a container pushes when somebody clicks, and at no other moment."""
    pushed: dict[str, bool] = {}
    for told in (one for tells in plainly(container).values() for one in tells):
        if told.kind == "message" and isinstance(told.name.source, Text):
            name = told.name.source.value
            pushed[name] = pushed.get(name, True) and is_unanswered(told)
    return frozenset(name for name, on_click in pushed.items() if on_click)


def tells_of_click(container: Container, message: str) -> bool:
    """Whether a message comes when somebody clicks: it says so by its name, or code of the container pushes it then."""
    return NAMED.search(message[:200]) is not None or message in pushed_on_click(container)
