"""The view of hits over the export that Analytics writes into BigQuery, there and in DuckDB: a row an event, parameters by their key."""

from __future__ import annotations

from collections.abc import Callable

from govern.counts.logs.columns import HITS
from govern.platforms.ga4.export import COLUMNS, ECOMMERCE, EVENT_IN_DOLLARS, IN_DOLLARS, PARAMETERS, UNSET

GA4_ANY = "(select coalesce(value.string_value, cast(value.int_value as string), cast(value.double_value as string), cast(value.float_value as string)) from unnest(event_params) where key = '{0}' limit 1)"


def ga4_view(table: str) -> str:
    """The view of hits over the export that Analytics itself writes into BigQuery: a row an event, parameters by their key."""
    texts = unfolded(GA4_ANY.format, "cast({0} as string)".format)
    told = {
        **texts, "at_us": "event_timestamp", "event_us": "event_timestamp",
        "value_micros": f"cast(safe_cast({texts['value']} as numeric) * 1000000 as int64)",
        "status": "cast(null as int64)", "ms": "cast(null as int64)",
        "em": "cast(null as string)", "ph": "cast(null as string)", "ip": "cast(null as string)",
    }  # fmt: skip
    return "select " + ", ".join(f"{told[name]} as {name}" for name in HITS) + f" from {table}"


PARAMS = '[{"key": "VARCHAR", "value": {' + ", ".join(f'"{name}": "VARCHAR"' for name in COLUMNS) + "}}]"


def export_rows(lines: str, field: Callable[[str], str]) -> str:
    """Rows of the export as a table of texts in DuckDB, out of `lines`: a table of JSON objects in `line`."""

    def parameter(name: str) -> str:
        """One of the parameters, whichever of its columns is filled."""
        one = f"list_filter(params, lambda one: one.key = '{name}')[1]"
        return f"coalesce({', '.join(f'({one}).value.{column}' for column in COLUMNS)})"

    told = ", ".join(f"{text} as {name}" for name, text in unfolded(parameter, field).items())
    return f"select {told} from (select line, from_json({field(PARAMETERS)}, '{PARAMS}') as params from ({lines}) where line is not null)"


def unfolded(parameter: Callable[[str], str], field: Callable[[str], str]) -> dict[str, str]:
    """What a row of the export tells, as texts in an engine's words: `parameter` is one of `event_params`, `field` a column, inside
    of a record too. What an order is worth stands in several places; in US dollars it is where there is no other."""
    orders = (f"nullif({told}, '{UNSET}')" for told in (field("ecommerce.transaction_id"), parameter("transaction_id")))
    worth = ", ".join((parameter("value"), *(field(f"ecommerce.{name}") for name in ECOMMERCE["value"])))
    dollars = ", ".join((*(field(f"ecommerce.{name}") for name in IN_DOLLARS), field(EVENT_IN_DOLLARS)))
    return {
        "account": field("stream_id"),
        "event": field("event_name"),
        "event_id": parameter("event_id"),
        "order_id": f"coalesce({', '.join(orders)})",
        "leg": "'browser'",
        "at_us": field("event_timestamp"),
        "value": f"coalesce({worth}, {dollars})",
        "currency": f"case when coalesce({worth}) is null and coalesce({dollars}) is not null then 'USD' else {parameter('currency')} end",
        "click": parameter("gclid"),
        "external_id": field("user_id"),
    }
