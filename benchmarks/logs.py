"""A log of hits and the orders beside it, as Parquet: made by the engine itself from a running number, so that rows are the same each time."""

from __future__ import annotations

import os

START = 1_790_000_000_000_000
"""The first hit, in microseconds since 1970; the rest follow over fourteen days."""

SPAN = 14 * 86_400_000_000

HITS = """
select 'meta' as account, case when n % 10 = 0 then 'lead' else 'purchase' end as event,
  case when n % 37 = 0 then '' else 'e' || (n // 2)::varchar end as event_id, 'o' || (n // 2)::varchar as order_id,
  case when n % 2 = 0 then 'browser' else 'server' end as leg, {start} + n * ({span} // {count}) as at_us,
  ((n // 2) * 7919 % 30000) / 100 as value, case when n % 11 = 0 then 'GBP' else 'EUR' end as currency
from range({count}) as numbers(n)
"""
ORDERS = """
select 'o' || n::varchar as order_id, {start} + 2 * n * ({span} // {count}) as processed_at,
  (n * 7919 % 30000) / 100 as total, case when n % 11 = 0 then 'GBP' else 'EUR' end as currency
from range({count} // 2) as numbers(n) where n % 50 <> 0
"""


def write_logs(folder: str, count: int) -> None:
    """Write `hits.parquet` and `orders.parquet`."""
    import duckdb

    os.makedirs(folder, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("set memory_limit = '600MB'")
    connection.execute("set preserve_insertion_order = false")
    for name, text in (("hits", HITS), ("orders", ORDERS)):
        path = os.path.join(folder, f"{name}.parquet").replace("'", "''")
        connection.execute(f"copy ({text.format(start=START, span=SPAN, count=count)}) to '{path}' (format parquet)")
    connection.close()
