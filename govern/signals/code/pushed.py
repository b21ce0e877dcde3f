"""Which messages the code of a container pushes, and on what."""

from __future__ import annotations

import re
from collections.abc import Mapping

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

CHECKS = (*ANSWERS, "valid", "error")
"""The same of a form, which may be asked itself."""

NAMED = regex(
    r"(?:^|[^a-z])(?<!one.)(?:click(?:ed|s)?|klick|clic|clique|tap)(?!.(?:and|n|&).collect)(?:$|[^a-z])", re.IGNORECASE
)
"""How messages are called that tell of a click; to buy by one click and to collect what was clicked are kinds of orders."""


def is_unanswered(told: Spoken) -> bool:
    """Whether something is told while somebody clicks, and nothing looks at the answer."""
    return told.after in CLICKS and not any(word in guard.test.casefold() for guard in told.guards for word in ANSWERS)


def is_submitting(told: Spoken) -> bool:
    """Whether something is told while a form is being submitted, and nothing asks whether it is valid or was accepted."""
    return told.after == "submit" and not any(word in guard.test.casefold() for guard in told.guards for word in CHECKS)


@memo
def pushed_by_code(container: Container) -> Mapping[str, str]:
    """The messages that code of a container pushes on a `click` or a `submit` and at no other moment, each with which."""
    pushed: dict[str, set[str]] = {}
    for told in (one for tells in plainly(container).values() for one in tells):
        if told.kind == "message" and isinstance(told.name.source, Text):
            moment = "click" if is_unanswered(told) else "submit" if is_submitting(told) else ""
            pushed.setdefault(told.name.source.value, set()).add(moment)
    return {name: next(iter(moments)) for name, moments in pushed.items() if len(moments) == 1 and "" not in moments}


def tells_of_click(container: Container, message: str) -> bool:
    """Whether a message comes when somebody clicks: it says so by its name, or code of the container pushes it then."""
    return NAMED.search(message[:200]) is not None or pushed_by_code(container).get(message) == "click"
