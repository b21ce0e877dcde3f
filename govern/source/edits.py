"""What edits make of plain data, and which of them can be made at once; the text is the editor's (`source/editor.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govern.core.report import Edit, Route

FIRST = ("version",)
"""The key that comes before all others when it is inserted."""


def with_edits(data: Any, edits: Iterable[Edit]) -> Any:
    """Plain data with edits made, whose routes are those of `data`; what is not on their way is shared."""
    for edit in sorted(edits, key=lambda edit: edit_order(edit.place.route), reverse=True):
        data = with_edit(data, edit.place.route, edit)
    return data


def edit_order(route: Route) -> tuple[int, tuple[int, ...]]:
    """Deeper places count higher, and entries of one list by their position: made from the top, routes stay true."""
    return len(route), tuple(step for step in route if isinstance(step, int))


def with_edit(data: Any, route: Route, edit: Edit) -> Any:
    """Plain data with one edit made; what is not on the way is shared."""
    if edit.action == "uncomment":
        return data
    if not route:
        return edit.value
    step, rest = route[0], route[1:]
    if rest:
        return with_child(data, step, with_edit(data[step], rest, edit))
    match edit.action:
        case "rename":
            return {edit.value if key == step else key: value for key, value in data.items()}
        case "remove":
            entries = data.items() if isinstance(data, dict) else enumerate(data)
            kept = [(key, value) for key, value in entries if key != step]
            return dict(kept) if isinstance(data, dict) else [value for _, value in kept]
    if edit.action == "insert" and edit.place.route == FIRST:
        return {step: edit.value, **data}
    return with_child(data, step, edit.value)


def with_child(data: Any, step: str | int, value: Any) -> Any:
    """A copy of a list or mapping with another value under a key or index."""
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[step] = value  # type: ignore[index]
    return copy


class Claims:
    """The places of one file that edits want, so that two that touch each other are not made at once.

    Entries of one list or mapping that come or go are taken one at a time: their commas and lines are shared.
    """

    def __init__(self) -> None:
        self.taken: set[Route] = set()
        self.above: set[Route] = set()

    def take(self, edits: Iterable[Edit]) -> bool:
        """Claim the places of a fix; `False`, and nothing is claimed, where one of them is in or around another's."""
        places = {reach(edit) for edit in edits}
        prefixes = {place[:length] for place in places for length in range(len(place) + 1)}
        if prefixes & self.taken or places & self.above:
            return False
        self.taken |= places
        self.above |= prefixes
        return True


def reach(edit: Edit) -> Route:
    """The part of the file that an edit may touch."""
    if edit.action == "uncomment":
        return ("", edit.place.span.line if edit.place.span else 0)
    return edit.place.route[:-1] if edit.action in ("insert", "remove") else edit.place.route
