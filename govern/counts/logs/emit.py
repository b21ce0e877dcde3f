"""The queries as text for an engine elsewhere: the view over its table, then the query in its dialect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govern.core.errors import GovernError
from govern.counts.logs.columns import HITS, Columns
from govern.counts.logs.export import ga4_view
from govern.counts.logs.queries import Query, translated, written
from govern.counts.logs.views import ADAPTERS, Adapter, hits_view, orders_view
from govern.counts.zones import Zone

GA4 = "ga4"
"""The shape of the export that Analytics writes into BigQuery."""

BOOKED = {"order_id": "order_id", "at_us": "at", "value_micros": "value", "currency": "currency"}
"""The columns of a table of orders there."""


def emitted(
    queries: tuple[Query, ...], dialect: str, table: str, zone: Zone, shape: str = "",
    columns: Mapping[str, str] | None = None, orders: str = "",
) -> Iterator[str]:  # fmt: skip
    """Each query as a text that stands alone. `table` is named as the engine takes it."""
    if shape == GA4 and dialect != "bigquery":
        raise GovernError("the shape ga4 is that of BigQuery's export, so it takes --emit-sql bigquery")
    adapter = ADAPTERS[dialect]
    named = path(adapter, table)
    known = Columns(dict(columns) if columns else {name: name for name in HITS})
    hits = ga4_view(named) if shape == GA4 else hits_view(adapter, known.hits, named)
    for found in queries:
        parts = [f"hits as (\n  {hits}\n)"]
        if found.needs_orders:
            parts.append(f"orders as (\n  {orders_view(adapter, BOOKED, path(adapter, orders))}\n)")
        text = translated(written(found, zone), dialect) if dialect != "duckdb" else written(found, zone)
        head, _, rest = text.partition("\n") if text[:4].lower() == "with" else ("", "", text)
        inner = f"{head[4:].strip()}\n{rest}".strip() if head else ""
        body = f"with {', '.join(parts)},\n{inner}" if head else f"with {', '.join(parts)}\n{text}"
        yield f"-- {found.title}\n{body};\n"


def path(adapter: Adapter, table: str) -> str:
    """The name of a table with what it lies in, as `shop.public.hits`: BigQuery takes one pair of quotes, others one for each part."""
    parts = [table] if adapter.name == "bigquery" else table.split(".")
    return ".".join(map(adapter.quoted, parts))
