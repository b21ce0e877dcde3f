"""Where the keys and values of a YAML text stand: spans by route, looked up only when somebody asks for one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.report import Route, Span

if TYPE_CHECKING:
    from govern.source.document import Document
    from govern.source.yaml import Tree


class Positions:
    """The spans of one text that was read."""

    def __init__(self, text: Tree | Document) -> None:
        self.data = text.data
        self.spans = array("I")
        self.spans.frombytes(text.spans)
        self.counted: dict[int, dict[Any, int]] = {}

    def place(self, route: Route) -> tuple[Route, Span]:
        """The nearest existing node on the way along `route`, and where to point for it.

        A text or number is pointed at itself; what is empty or spans lines is pointed at its key, or at its first line.
        """
        data, index, key_index, walked = self.nearest(route)
        span = self.span(index)
        if key_index is not None and (span.line != span.end_line or data is None or isinstance(data, dict | list)):
            span = self.span(key_index)
        elif span.line != span.end_line:
            span = span.replace(end_line=span.line, end_column=span.column + 1)
        return walked, span

    def key(self, route: Route) -> Span:
        """The span of the last key of `route` itself, for findings about a key rather than its value."""
        _, index, key_index, _ = self.nearest(route)
        return self.span(index if key_index is None else key_index)

    def nearest(self, route: Route) -> tuple[Any, int, int | None, Route]:
        """The nearest existing node along `route`: its data, its number, that of its key, and the way to it."""
        data, index, key_index = self.data, 0, None
        for at, step in enumerate(route):
            found = self.child(data, index, step)
            if found is None:
                return data, index, key_index, route[:at]
            data, index, key_index = found
        return data, index, key_index, route

    def index(self, route: Route) -> int:
        """The number of the node at `route`, in document order; a key's is one less than its value's. Raises `KeyError`
        where the route leads nowhere."""
        _, index, _, walked = self.nearest(route)
        if len(walked) < len(route):
            raise KeyError(route)
        return index

    def value(self, route: Route) -> Any:
        """The data at `route`. Raises `KeyError` where the route leads nowhere."""
        data, _, _, walked = self.nearest(route)
        if len(walked) < len(route):
            raise KeyError(route)
        return data

    def exists(self, route: Route) -> bool:
        """Whether `route` leads somewhere."""
        return len(self.nearest(route)[3]) == len(route)

    def span(self, index: int) -> Span:
        """The span of the node of a number."""
        line, column, end_line, end_column = self.spans[4 * index : 4 * index + 4]
        return Span(line + 1, column + 1, end_line + 1, end_column + 1)

    def child(self, data: Any, index: int, step: str | int) -> tuple[Any, int, int | None] | None:
        """The child's data, its node index and, in a mapping, its key's node index."""
        if isinstance(data, dict) and isinstance(step, str) and step in data:
            value_index = self.children(data, index)[step]
            return data[step], value_index, value_index - 1
        if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            return data[step], self.children(data, index)[step], None
        return None

    def children(self, data: dict[str, Any] | list[Any], index: int) -> dict[Any, int]:
        """The node index of every child, counted once: many findings ask about the same long lists."""
        known = self.counted.get(index)
        if known is None:
            known, following = {}, index + 1
            keyed = isinstance(data, dict)
            for step, value in data.items() if isinstance(data, dict) else enumerate(data):
                following += keyed
                known[step] = following
                following += size(value)
            self.counted[index] = known
        return known


def size(data: Any) -> int:
    """How many nodes a value has, keys included."""
    if isinstance(data, dict):
        return 1 + len(data) + sum(map(size, data.values()))
    if isinstance(data, list):
        return 1 + sum(map(size, data))
    return 1


def nodes(value: Any, index: int) -> Iterator[tuple[int, Any]]:
    """Every node of a value with its number, keys included; `index` is the value's own."""
    yield index, value
    index += 1
    if isinstance(value, dict):
        for key, item in value.items():
            yield index, key
            yield from nodes(item, index + 1)
            index += 1 + size(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item, index)
            index += size(item)
