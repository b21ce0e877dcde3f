"""What the pages of a review print of very much: so many lines of each list, and how many are left to the files beside them.

Nobody reads 60,000 findings on a page, and no browser lays them out. The tables and the JSON have all of them.
"""

from __future__ import annotations

from typing import Any

from govern.render.reviews.review import GrantRow

LONGEST = 1_000
"""A page prints at most so many lines of a list; of findings so many of each rule."""

LISTS = ("first", "absent", "followed", "since", "exceptions", "tokens", "scope", "method")
"""What else may be very long."""


def shortened(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a page. `more` says how many roles are left out, `unprinted` how many of a list, by its name, or of the
    findings of a rule, by the rule's."""
    whole = {name: values[name] for name in LISTS}
    whole |= {rule: found for _, rules in values["levels"] for rule, found in rules}
    return {
        **values,
        **{name: values[name][:LONGEST] for name in LISTS},
        "levels": [(level, [(rule, found[:LONGEST]) for rule, found in rules]) for level, rules in values["levels"]],
        "held": mightiest(values["held"]),
        "more": max(0, len(values["held"]) - LONGEST),
        "unprinted": {name: max(0, len(found) - LONGEST) for name, found in whole.items()},
    }


def mightiest(rows: list[GrantRow]) -> list[GrantRow]:
    """The roles that a page prints: all, or of very many those with remarks first and then the mightiest."""
    if len(rows) <= LONGEST:
        return rows
    return sorted(rows, key=lambda row: (not row.remarks, -(row.rank or 0)))[:LONGEST]
