"""Rows of an answer, wherever they stand in it.

Answers come as one row, a list of rows, pages of lists, wrapped by an envelope, a mutation or a script that put several
together. A row is known by the key that lists it, by its resource name, or by keys that only such a row has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from govern.core.report import Route
from govern.settings.values import Row
from govern.source.answers import WRAPPERS

if TYPE_CHECKING:
    from govern.settings.shapes import Shape

ENVELOPES = frozenset((*WRAPPERS, "operations", "create", "update", "elements", "pixels", "list"))
RESOURCES = ("name", "resourceName", "resource_name")
"""Keys under which Google puts the name of a resource."""
DEPTH = 6
AROUND = (dict, list)
"""What rows may stand in."""
FORMS = 1000
"""So many forms of rows are remembered. Those of a platform are alike; an answer in which all differ is read all the same."""


class Sight(Protocol):
    """Somebody who is shown an answer: the pages around rows, the rows, and what is not a row among rows."""

    def page(self, route: Route, page: Row) -> None: ...

    def row(self, route: Route, row: Row, shape: Shape) -> None: ...

    def other(self, route: Route, value: Any) -> None: ...


class Rows:
    """The rows of some shapes: finds them in an answer and shows them to somebody, in reading order."""

    def __init__(self, shapes: tuple[Shape, ...], sight: Sight) -> None:
        self.shapes, self.sight = shapes, sight
        self.lists = {key: shape for shape in reversed(shapes) for key in shape.lists}
        self.wraps = {key: shape for shape in reversed(shapes) for key in shape.wraps}
        self.forms: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}

    def walk(self, value: Any, route: Route = (), depth: int = 0) -> None:
        """Show every row of a value, and every object around rows as a page."""
        if depth > DEPTH:
            return
        if isinstance(value, list):
            for position, item in enumerate(value):
                self.walk(item, (*route, position), depth + 1)
        elif isinstance(value, dict):
            shape = self.shape_of(value)
            if shape is not None:
                self.sight.row(route, value, shape)
                return
            if len(value) > 1 or self.wraps.keys().isdisjoint(value):  # else it is the wrapping of one row
                self.sight.page(route, value)
            for key, item in value.items():
                if isinstance(item, AROUND):
                    self.below(key, item, (*route, key), depth + 1)

    def below(self, key: str, item: Any, route: Route, depth: int) -> None:
        """Show what stands under a key of a page."""
        if isinstance(item, list) and key in self.lists:
            for position, row in enumerate(item):
                self.listed(row, self.lists[key], (*route, position))
        elif isinstance(item, dict) and key in self.wraps:
            self.sight.row(route, item, self.wraps[key])
        elif key in ENVELOPES or (key.isdecimal() and isinstance(item, list)):
            self.walk(item, route, depth)

    def listed(self, row: Any, shape: Shape, route: Route) -> None:
        """Show an entry of a list, which may have an envelope of its own."""
        if not isinstance(row, dict):
            self.sight.other(route, row)
            return
        wrapped = next((key for key in shape.wraps if isinstance(row.get(key), dict)), None)
        if wrapped:
            self.sight.row((*route, wrapped), row[wrapped], shape)
        else:
            self.sight.row(route, row, shape)

    def shape_of(self, row: Row) -> Shape | None:
        """The first shape that a row has, if it has any: by its keys, or by the name of its resource."""
        form = tuple(row)
        found = self.forms.get(form)
        if found is None:
            found = self.known(row)
            if len(self.forms) < FORMS:
                self.forms[form] = found
        by_keys, named = found
        for key in named:
            name = row[key]
            for position in range(by_keys) if isinstance(name, str) else ():
                path = self.shapes[position].path
                if path is not None and path.fullmatch(name[:300]):
                    return self.shapes[position]
        return self.shapes[by_keys] if by_keys < len(self.shapes) else None

    def known(self, row: Row) -> tuple[int, tuple[str, ...]]:
        """Which shape a row has by its keys, none being the number behind the last, and which keys may name a resource."""
        there = (
            position for position, shape in enumerate(self.shapes) if any(mark <= row.keys() for mark in shape.marks)
        )
        return next(there, len(self.shapes)), tuple(key for key in RESOURCES if key in row)


class SeenError(Exception):
    """There is something: nobody has to look further."""


class Glance:
    """Looks whether there is any row, or a list for rows."""

    def __init__(self, shapes: tuple[Shape, ...]) -> None:
        self.lists = {key for shape in shapes for key in shape.lists}

    def page(self, _route: Route, page: Row) -> None:
        if any(isinstance(page.get(key), list) for key in self.lists):
            raise SeenError

    def row(self, _route: Route, _row: Row, _shape: Shape) -> None:
        raise SeenError

    def other(self, _route: Route, _value: Any) -> None:
        raise SeenError


def holds(data: Any, shapes: tuple[Shape, ...]) -> bool:
    """Whether an answer has a row of some shape, or lists such rows and has none."""
    try:
        Rows(shapes, Glance(shapes)).walk(data)
    except SeenError:
        return True
    return False
