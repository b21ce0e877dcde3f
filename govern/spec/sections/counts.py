"""Counts: files in which somebody counted events or orders, and what no file says of itself."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Name
from govern.spec.section import Names, Section

Layer = Literal["intent", "browser", "server", "crm", "platform", "analytics", "backend"]
Means = Literal["received", "counted", "attributed", "orders", "sessions", "score"]


class EventColumn(Record):
    """The column that names the event. `names` leads from what stands there to an event of the specs; of others none is counted."""

    column: str
    names: dict[str, str] = {}


class WindowColumn(Record):
    """The column of the one attribution window that counts, and the window where the column does not say it."""

    column: str
    click: Duration | None = None
    view: Duration | None = None


class OrderColumns(Record):
    """The columns of a table with an order a row."""

    id: str | None = None
    at: str | None = None
    value: str | None = None
    tax: str | None = None
    shipping: str | None = None
    currency: str | None = None
    test: str | None = None
    cancelled: str | None = None
    consent: str | None = None
    page: str | None = None
    click: str | None = None


class HitColumns(Record):
    """The columns of a log with a hit a row: what was sent, by whom, and what was answered."""

    at: str | None = None
    event: str | None = None
    event_time: str | None = None
    event_id: str | None = None
    order: str | None = None
    leg: str | None = None
    destination: str | None = None
    value: str | None = None
    currency: str | None = None
    status: str | None = None
    test: str | None = None
    consent: str | None = None
    ms: str | None = None


class Refunds(Record):
    """The table of refunds: which order, when, and how much where it is not all."""

    files: str
    order: str = "order_id"
    at: str = "processed_at"
    amount: str | None = None


class Counts(Entity):
    """Files of one layer, in one meaning. `missing_days: zero` says that a day without a row had none."""

    name: Name
    files: str
    layer: Layer
    means: Means
    destination: str | None = None
    event: EventColumn | str | None = None
    zone: str | None = None
    day: str | None = None
    count: str | None = None
    value: str | None = None
    currency: str | None = None
    decimal: Literal[".", ","] | None = None
    window: WindowColumn | None = None
    books: Literal["gross", "net"] | None = None
    missing_days: Literal["zero", "unknown"] = "unknown"
    order: OrderColumns | None = None
    hit: HitColumns | None = None
    refunds: Refunds | None = None
    reason: str | None = None


SECTION = Section(Counts, 95, "counts", names=Names(), references={"destination": "destinations"})
