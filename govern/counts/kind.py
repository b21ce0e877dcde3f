"""Kinds of tables of counts, each known by its columns: one file a kind in `kinds/`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Literal

from govern.core.record import Record
from govern.core.registry import says
from govern.counts.table import Table

Holds = Literal["counts", "orders", "refunds", "hits", "spend", "scores", "rates"]


class Kind(Record):
    """What the columns of a kind are called, as `plain` leaves headings; of several the first that is there.

    A table is of the kind if each of `needs` is there: a name, or one of several. `forms` are those of `Table.form`;
    `remarked` wants comments above the table. `windows` is how columns of attribution windows are told from others:
    what they contain. `order` and `hit` lead from a field of the section `counts` to names. Of orders with a status, those that are
    `unpaid` are none, or all but those that are `booked`; those that are `undone` left the books again.
    """

    title: str
    holds: Holds
    needs: tuple[str | tuple[str, ...], ...]
    layer: str = ""
    platform: str = ""
    forms: tuple[str, ...] = ("csv", "rows")
    remarked: bool = False
    day: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    span: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    order: dict[str, tuple[str, ...]] = {}
    hit: dict[str, tuple[str, ...]] = {}
    asks: tuple[str, ...] = ()
    unpaid: tuple[str, ...] = ()
    booked: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()

    def matches(self, table: Table) -> bool:
        """Whether a table is of this kind."""
        if table.form not in self.forms or (self.remarked and not table.remarks):
            return False
        names = set(table.names)
        return all(need in names if isinstance(need, str) else not names.isdisjoint(need) for need in self.needs)


@cache
def kinds() -> tuple[str, ...]:
    """The kinds there are, the most specific first."""
    told = {name: said["PRECEDENCE"] for name, said in says("counts/kinds").items()}
    return tuple(sorted(told, key=lambda name: told[name]))


def kind(name: str) -> Kind:
    """The kind whose file in `kinds/` has this name."""
    found: Kind = import_module(f"govern.counts.kinds.{name}").KIND
    return found


def kind_of(table: Table) -> str:
    """The kind that a table is of; empty if nobody knows it."""
    return next((name for name in kinds() if kind(name).matches(table)), "")
