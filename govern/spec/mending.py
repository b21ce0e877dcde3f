"""What a text with a wrong form can only mean: `2027-1-5`, `7 days`, `5 %`. One answer, or none."""

from __future__ import annotations

import re

from govern.core.regex import regex
from govern.spec.base import DAY, DURATION, EMAIL, NAME, PERCENT, URL, Form

YEAR_FIRST = regex(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
DAY_FIRST = regex(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
HOST = regex(r"([a-z0-9-]+\.)+[a-z]{2,}(/\S*)?", re.I)
AMOUNT = regex(r"([0-9]{1,6}) ?(milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|ms|[smhdw])", re.I)
UNITS = {"milli": "ms", "ms": "ms", "s": "s", "min": "m", "m": "m", "h": "h", "d": "d", "w": "w"}
"""How a unit begins, the longest first where two begin alike."""


FORMS = (DAY, DURATION, PERCENT, EMAIL, URL, NAME)
"""Every form that a text of the language may have."""


def mended(says: str, text: str) -> str:
    """The text in the form that a message asks for; empty where nobody can be sure what was meant."""
    form = next((form for form in FORMS if form.says == says), None)
    if form is None or form.accepts(text):
        return ""
    found = {candidate for candidate in candidates(form, text.strip()) if form.accepts(candidate)}
    return found.pop() if len(found) == 1 else ""


def candidates(form: Form, text: str) -> tuple[str, ...]:
    """What a text might mean in a form: 20.10.2026 is one day, 05/10/2026 may be two."""
    if form is DAY and (found := DAY_FIRST.fullmatch(text)):
        return tuple(f"{found[3]}-{month:0>2}-{day:0>2}" for day, month in (found.group(1, 2), found.group(2, 1)))
    if form is DAY:
        found = YEAR_FIRST.fullmatch(text)
        return (f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}",) if found else (text,)
    if form is URL:
        return (f"https://{text}",) if HOST.fullmatch(text) else (text,)
    amount = AMOUNT.fullmatch(text)
    if amount is not None and amount[2] != "M":  # which may be months
        unit = next(UNITS[start] for start in UNITS if amount[2].lower().startswith(start))
        return (amount[1] + unit,)
    return (text.replace(" ", ""),) if text.endswith("%") else (text,)
