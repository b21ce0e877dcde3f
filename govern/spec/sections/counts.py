"""Counts: files in which somebody counted events or orders, and what no file says of itself."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Duration, Entity, Name
from govern.spec.section import Names, Section

Layer = Literal["intent", "browser", "server", "crm", "platform", "analytics", "backend"]
Means = Literal["received", "counted", "attributed", "orders", "sessions", "score"]


class EventColumn(Record):
    """The column that names the event."""

    column: str
    """The heading of the column."""
    names: dict[str, str] = {}
    """From what stands there to an event of the specs; others are not counted."""


class WindowColumn(Record):
    """The column of the one attribution window that counts."""

    column: str
    """The heading of the column, such as _7_d_click."""
    click: Duration | None = None
    """The click-through window, where the heading does not say it."""
    view: Duration | None = None
    """The view-through window, where the heading does not say it."""


class OrderColumns(Record):
    """The columns of a table with an order a row."""

    id: str | None = None
    """The order's number."""
    at: str | None = None
    """When it was paid."""
    value: str | None = None
    """Its amount."""
    tax: str | None = None
    """The tax in it."""
    shipping: str | None = None
    """The shipping in it."""
    currency: str | None = None
    """The currency of the amount."""
    test: str | None = None
    """Whether it is a test."""
    cancelled: str | None = None
    """Whether or when it was cancelled."""
    status: str | None = None
    """Its state: a payment that failed is not an order, one that was cancelled or paid back left the books again."""
    consent: str | None = None
    """Whether the customer consented to advertising."""
    page: str | None = None
    """Whether our own log has the page that sends."""
    click: str | None = None
    """When the advertisement was clicked."""


class HitColumns(Record):
    """The columns of a log with a hit a row."""

    at: str | None = None
    """When the hit was sent or received."""
    event: str | None = None
    """The event's name."""
    event_time: str | None = None
    """When the event happened, as the hit says it."""
    event_id: str | None = None
    """The event ID."""
    order: str | None = None
    """The order's number."""
    leg: str | None = None
    """Who sent it: browser or server."""
    destination: str | None = None
    """The destination it went to."""
    value: str | None = None
    """The amount."""
    currency: str | None = None
    """The currency of the amount."""
    status: str | None = None
    """The status of the answer, such as 200."""
    test: str | None = None
    """Whether it is a test."""
    consent: str | None = None
    """What it says of consent."""
    ms: str | None = None
    """How many milliseconds the answer took."""


class Refunds(Record):
    """The table of refunds."""

    files: str
    """The files, from the project's folder; * stands inside one folder."""
    order: str = "order_id"
    """The column with the order's number."""
    at: str = "processed_at"
    """The column that says when."""
    amount: str | None = None
    """The column that says how much, where it is not all."""


class Rates(Record):
    """The table of exchange rates."""

    files: str
    """The files, from the project's folder; * stands inside one folder."""
    base: str
    """The currency of which the table says what one unit buys, such as EUR in those of the European Central Bank."""


class Counts(Entity):
    """Files of one layer, in one meaning."""

    name: Name
    """How the source is called."""
    files: str
    """The files, from the project's folder; * stands inside one folder."""
    layer: Layer
    """Who counted."""
    means: Means
    """What was counted: hits received, events counted after de-duplication, conversions attributed, orders, sessions, or a score."""
    destination: str | None = None
    """The destination that counted."""
    event: EventColumn | str | None = None
    """The event of the specs that every row counts, or the column that names it."""
    zone: str | None = None
    """The time zone in which days begin and times are written, such as Europe/Madrid."""
    day: str | None = None
    """The column with the day, where it is not found by its name."""
    count: str | None = None
    """The column with the number, where it is not found by its name."""
    value: str | None = None
    """The column with the value, where it is not found by its name."""
    currency: str | None = None
    """The currency, where the file names none."""
    decimal: Literal[".", ","] | None = None
    """The decimal mark, where 1.234 may be both."""
    window: WindowColumn | None = None
    """The column of the one attribution window that counts."""
    books: Literal["gross", "net"] | None = None
    """Whether orders that were cancelled or paid back count."""
    missing_days: Literal["zero", "unknown"] = "unknown"
    """Whether a day without a row had none."""
    order: OrderColumns | None = None
    """The columns of a table of orders that are not found by their names."""
    hit: HitColumns | None = None
    """The columns of a log of hits that are not found by their names."""
    query: str | None = None
    """A file with one SELECT over the files, as the table log, whose answer is what is counted; for logs that are too large to be read whole."""
    refunds: Refunds | None = None
    """The table of refunds."""
    rates: Rates | None = None
    """The table of exchange rates by which hits in another currency are held against orders."""
    reason: str | None = None
    """Why something unusual is meant, such as another window."""


SECTION = Section(Counts, 95, "counts", names=Names(), references={"destination": "destinations"})
