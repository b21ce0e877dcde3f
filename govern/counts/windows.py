"""Attribution windows that columns of platforms' exports name, as the specs write windows."""

from __future__ import annotations

from govern.core.regex import regex
from govern.spec.sections.counts import WindowColumn

SHORT = regex(r"_?([0-9]{1,2})_?d_(click|view|ev)")
LONG = regex(r"(click|view)_.{0,40}attribution_window_(day|week|month)")
LENGTHS = {"day": "1d", "week": "7d"}
"""How long a month is, nobody says."""


def window_of(window: WindowColumn) -> dict[str, str]:
    """The length of a window by its interaction, as the entry says it or else its column: `{"click": "7d"}`."""
    told = {"click": window.click, "view": window.view}
    if any(told.values()):
        return {interaction: length for interaction, length in told.items() if length}
    column = window.column.casefold()
    if found := SHORT.fullmatch(column):
        return {"engaged_view" if found[2] == "ev" else found[2]: f"{int(found[1])}d"}
    if (found := LONG.search(column)) and found[2] in LENGTHS:
        return {found[1]: LENGTHS[found[2]]}
    return {}
