"""Numbers as people and shops write them, where what is written can be only one number.

`29.99`, `1,299.00`, `1.299,00`, `1 299,00` and `$29.99` have one meaning. `1,299` has two (1.299 in Berlin, 1299 in Boston),
so it has none here: a wrong sum is worse than a missing one. The senders say the same in Python and JavaScript.
"""

from __future__ import annotations

import re

from govern.core.characters import BLANKS, CURRENCY_SIGNS
from govern.core.regex import regex

PLAIN = regex(r"[0-9]+(\.[0-9]+)?")
COMMA = regex(r"[0-9]+,([0-9]{1,2}|[0-9]{4,})")
GROUPED = regex(r"([0-9]{1,3})(([.,'\u2019\u00a0\u202f ])[0-9]{3}(?:\3[0-9]{3})*)(?:([.,])([0-9]+))?")


def amount(text: str) -> float | None:
    """The number that a text stands for, `None` where it stands for none or for two."""
    shown = text.strip(BLANKS + CURRENCY_SIGNS)
    sign = -1 if shown.startswith("-") else 1
    shown = shown.removeprefix("-").lstrip(BLANKS + CURRENCY_SIGNS)
    if PLAIN.fullmatch(shown):
        return sign * float(shown)
    if COMMA.fullmatch(shown):
        return sign * float(shown.replace(",", "."))
    found = GROUPED.fullmatch(shown)
    if found is None or found[4] == found[3] or (found[4] is None and found[3] == "," and len(found[2]) == 4):
        return None
    whole = re.sub(r"[^0-9]", "", found[1] + found[2])
    return sign * float(f"{whole}.{found[5] or 0}")
