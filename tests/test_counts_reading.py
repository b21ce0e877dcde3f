"""Tables of counts as files have them: which kind, which days, what is left out, and what is asked."""

from __future__ import annotations

import gzip
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from for_each import for_each
from live_helpers import corpus

from govern.core.errors import GovernError
from govern.counts.kind import kind, kinds
from govern.counts.reading import Reading, days_in_words, mark_for, read_counts
from govern.counts.records import orders as read
from govern.counts.sources import Source
from govern.counts.zones import EARLIEST, LATEST, zone
from govern.source.cells import day_text, mark_among, mark_of, micros, moment
from govern.spec.sections.counts import Counts


def one(text: str) -> Reading:
    """The one table in a text."""
    (found,) = read_counts(text.encode(), "counts.csv")
    return found


@for_each(
    ("cell", "means"),
    [
        ("20260826", "2026-08-26T00:00"), ("2026-08-26", "2026-08-26T00:00"), ("2026082613", "2026-08-26T13:00"),
        ("2021-09-15 5:00:00", "2021-09-15T05:00"), ("2021-09-15T05:00:00Z", "2021-09-15T05:00"),
        ("2021-09-15T05:00:00+02:00", "2021-09-15T03:00"), ("August 1, 2026", "2026-08-01T00:00"),
        ("1774746000", "2026-03-29T01:00"), ("1774746000000", "2026-03-29T01:00"), ("1774746000.5", "2026-03-29T01:00"),
        ("0023", ""), ("2026-13-01", ""), ("08/31/2026", ""), ("", ""), ("1" * 70, ""),
    ],
)  # fmt: skip
def test_a_cell_is_a_time_or_none(cell: str, means: str) -> None:
    found = moment(cell)
    hour = "" if found is None else f"{found.us // 3_600_000_000 % 24:02}:00"
    assert (f"{day_text(found.us // 86_400_000_000)}T{hour}" if found else "") == means


@for_each(
    ("cells", "mark", "first"),
    [
        (["1,250.50", "12,000"], ".", 1_250_500_000), (["12,000"], "?", None), (["1.234", "12,55"], ",", 1_234_000_000),
        (["12,55"], ",", 12_550_000), (["$800.00"], ".", 800_000_000), (["1 234,5 €"], ",", 1_234_500_000),
        (["(3.50)"], ".", -3_500_000), (["1.234.567"], ",", 1_234_567_000_000), (["0.123"], ".", 123_000),
        (["7"], "", 7_000_000), (["1,5", "1.5"], "!", None), (["12'000.50"], ".", 12_000_500_000),
    ],
)  # fmt: skip
def test_the_mark_of_a_column_is_what_its_sure_cells_say(cells: list[str], mark: str, first: int | None) -> None:
    assert mark_among(cells) == mark
    if mark not in ("?", "!"):
        assert micros(cells[0], mark or ".") == first


def test_a_number_that_may_be_a_thousand_is_decided_by_the_rest_of_the_table() -> None:
    assert mark_of("12,000") == "?"
    table = 'date,conversions,value\n2026-11-01,"12,000","1,250.50"\n2026-11-02,"13,000",99.00\n'
    assert mark_for(one(table), "conversions") == "."
    assert mark_for(one('date,conversions\n2026-11-01,"12,000"\n'), "conversions") == "?"


def test_comments_titles_and_totals_are_not_rows() -> None:
    text = (
        "# Shop\n# 20261101-20261102\n\nDate,Event name,Event count\n,,300,Grand total\n20261102,purchase,200\n"
        "20261101,#ERROR!,100\n"
    )
    found = one(text)
    assert (found.kind, len(found.table.rows), len(found.table.totals)) == ("ga4_download", 2, 1)
    assert days_in_words(found.days) == days_in_words(found.span) == "2026-11-01 to 2026-11-02"


def test_two_tables_in_a_file_and_a_week_that_is_no_date() -> None:
    text = "# Start date: 20260101\n# End date: 20260923\n\nNth week,New users\n0023,10\n\nDate,Sessions\n20260105,7\n"
    weeks, days = read_counts(text.encode(), "ga4.csv")
    assert weeks.days is None
    assert "is not a date" in weeks.undated
    assert days_in_words(weeks.span) == "2026-01-01 to 2026-09-23"
    assert days_in_words(days.days) == "2026-01-05"


def test_the_hour_that_all_days_have_is_the_midnight_of_the_account() -> None:
    rows = "".join(f"{day} 07:00:00,ALL,1\n" for day in ("2026-11-01", "2026-11-02"))
    found = one(f"date,placement,billed_charge_local_micro\n{rows}")
    assert (found.shift // 3_600_000_000, days_in_words(found.days)) == (7, "2026-11-01 to 2026-11-02")


@for_each(
    ("text", "days"),
    [
        ("Date,Orders\n11/01/2026,5\n11/15/2026,6\n", ("2026-11-01", "2026-11-15")),
        ("date;orders\n01.11.2026;5\n02.11.2026;6\n", ("2026-11-01", "2026-11-02")),
        ("date,orders\n15/11/2026 10:00,5\n01/11/2026 11:00,6\n", ("2026-11-01", "2026-11-15")),
        ("date,orders\n01/11/2026,5\n02/11/2026,6\n", None),
        ("date,orders\n13/11/2026,5\n11/13/2026,6\n", None),
        ("# Start date: Monday November 2026\n# End date: 1er août 2026\ndate,count\n2026-11-01,5\n", ("2026-11-01", "2026-11-01")),
        ("event_date,event_name,event_count\n20261101,purchase,5\n", ("2026-11-01", "2026-11-01")),
        ('{"data": [{"date_start": "2026-11-01", "date_stop": "2026-11-01", "actions": [{"action_type": "purchase", "value": "5"}]}]}',
         ("2026-11-01", "2026-11-01")),
        ('{"data": [{"date_start": "2026-11-01", "date_stop": "2026-11-07", "actions": [{"action_type": "purchase", "value": "5"}]}]}',
         None),
        ('[{"results": [{"segments": {"date": "2026-11-01"}, "metrics": {"conversions": 5}}]}]', ("2026-11-01", "2026-11-01")),
        (('{"elements": [{"dateRange": {"start": {"year": 2026, "month": 11, "day": 1}, "end": {"year": 2026, "month": 11, "day": 1}},'
         ' "externalWebsiteConversions": 5}]}'), ("2026-11-01", "2026-11-01")),
    ],
)  # fmt: skip
def test_days_of_several_countries_and_interfaces(text: str, days: tuple[str, str] | None) -> None:
    """Which number is the month is never guessed, and a range of days is not a day."""
    for raw in (text.encode(), gzip.compress(text.encode())):
        try:
            (found,) = read_counts(raw, "counts")
        except GovernError:
            assert days is None
            continue
        assert (found.days and tuple(map(day_text, found.days))) == days


@for_each(
    ("text", "kind", "days", "columns"),
    [
        ("Berichtsstart;Berichtsende;Tag;Kampagnenname;Ergebnisse;Ausgegebener Betrag (EUR)\n2026-11-01;2026-11-01;2026-11-01;W;1.012;123,40\n",
         "meta_ads_manager", "2026-11-01", "Tag, Ergebnisse, EUR"),
        ("Début des rapports,Fin des rapports,Résultats,Indicateur de résultats,Montant dépensé (EUR)\n2026-11-01,2026-11-07,82,purchase,\"823,40\"\n",
         "meta_ads_manager", "", "Résultats, EUR, Indicateur de résultats"),
        (("Kampagnenbericht\n1. November 2026 – 7. November 2026\nKampagne;Tag;Währungscode;Klicks;Kosten;Conversions;Conv.-Wert\nM;02.11.2026;EUR;200;40,00;14,00;1.300,00\n"
         "Gesamt: Kampagnen;;EUR;390;78,00;27,50;2.500,00\n"), "google_ads_report", "2026-11-02", "Tag, Conversions, Conv.-Wert, EUR"),
        ("# Startdatum: 20261101\n# Enddatum: 20261107\nEreignisname,Ereignisanzahl,Gesamtumsatz\npurchase,140,\"6.912,50\"\n",
         "ga4_download", "", "Ereignisanzahl, Gesamtumsatz, Ereignisname"),
        ("# Rapport\nDate,Nom de l\u2019événement,Nombre d\u2019événements\n20261101,purchase,70\n", "ga4_download", "2026-11-01", "Date, Nombre d\u2019événements, Nom de l\u2019événement"),
        ("Datum;Bestellungen;Umsatz\n13.11.2026;101;4.999,90\n", "daily", "2026-11-13", "Datum, Bestellungen, Umsatz"),
    ],
)  # fmt: skip
def test_headings_in_german_and_french(text: str, kind: str, days: str, columns: str) -> None:
    found = one(text)
    named = (found.day, found.count, found.value, found.currency, found.event)
    assert (found.kind, days_in_words(found.days), ", ".join(filter(None, named))) == (kind, days, columns)
    assert len(found.table.rows) == 1, "totals are not rows"
    assert days or days_in_words(found.span) == "2026-11-01 to 2026-11-07"


@for_each(
    ("text", "kind", "orders"),
    [
        (("Name,Financial Status,Created at,Total,Currency,Lineitem name\n#1,paid,2026-11-01 10:00:00 +0100,54.90,EUR,Lamp\n#1,,2026-11-01 10:00:00 +0100,,,Bulb\n"
         "#2,voided,2026-11-01 11:00:00 +0100,20.00,EUR,Lamp\n"), "shopify_admin", ["#1 at 9: 54.9 EUR", "#2 gone"]),
        ("Date,Order #,Status,N. Revenue\n2026-11-01 10:00:00,7,processing,50\n2026-11-01 10:00:00,8,failed,20\n", "woocommerce_report", ["7 at 9: 50.0 "]),
        ('[{"id": 9, "number": "7", "status": "completed", "date_created": "2026-11-01T10:00:00", "date_created_gmt": "2026-11-01T09:00:00", "total": "50", "total_tax": "8"}]',
         "woocommerce_orders", ["7 at 9: 50.0 "]),
        (("id,Created date (UTC),Amount,Amount Refunded,Currency,Status,order_id (metadata)\nch_1,2026-11-01 10:00:00,50.00,0,eur,Paid,7\nch_2,2026-11-01 10:00:00,5.00,0,eur,Failed,8\n"
         "ch_3,2026-11-01 10:00:00,5.00,5.00,eur,Refunded,9\n"), "stripe_payments", ["7 at 10: 50.0 EUR", "9 gone"]),
        ("Psp Reference,Merchant Reference,Booking Date,Record Type,Payment Currency,Authorised (PC)\n88,7,2026-11-01 10:00:00,Received,EUR,\n88,7,2026-11-01 10:00:01,Authorised,EUR,50.00\n",
         "adyen_payments", ["7 at 9: 50.0 EUR"]),
        ("Bestellnummer;Bestelldatum;Status;Gesamtbetrag\n7;01.11.2026 10:00;bezahlt;54,90\n8;13.11.2026 10:00;storniert;1.054,90\n", "orders", ["7 at 9: 54.9 ", "8 gone"]),
    ],
)  # fmt: skip
def test_orders_of_shops_and_payments(text: str, kind: str, orders: list[str]) -> None:
    """A payment that failed is not an order; what was cancelled left the books; a heading may say the zone, else the entry does."""
    source = Source(
        Counts(name="shop", files="x", layer="backend", means="orders", event="purchase", zone="Europe/Berlin"),
        (one(text),),
    )
    assert source.readings[0].kind == kind
    first = {order.id: order for order in reversed(read(source))}
    assert (
        sorted(
            f"{order.id} gone"
            if order.is_undone
            else f"{order.id} at {order.at // 3_600_000_000 % 24}: {(order.value or 0) / 1e6} {order.currency}"
            for order in first.values()
        )
        == orders
    )


def test_a_line_may_end_as_on_an_old_machine() -> None:
    assert len(one("date,count\r2026-11-01,5\r2026-11-02,6\r").table.rows) == 2
    assert one("date,count\n2026-11-01\r,5\n2026-11-02,6\n").kind == "daily"


@pytest.mark.parametrize("text", ["", "hello", "a,b\n1,2\n", '{"a": 1}', "[1, 2]", "\0\0"])
def test_what_counts_nothing_is_refused(text: str) -> None:
    with pytest.raises(GovernError):
        read_counts(text.encode(), "x.csv")


def test_a_damaged_line_of_json_is_told_with_its_number() -> None:
    with pytest.raises(GovernError, match="line 2 is not a JSON object"):
        read_counts(b'{"date": "2026-11-01", "count": 1}\n{"date": \n{"date": "2026-11-03", "count": 1}\n', "x.json")


def test_every_kind_says_which_file_it_is_of() -> None:
    for name in kinds():
        found = kind(name)
        assert found.title
        assert found.needs or found.forms != ("csv", "rows")


SHAPES = {
    "0001": ("ga4_report 2024-01-01 to 2024-01-02",),
    "0004": ("google_ads_stats 2021-07-10 to 2021-09-04",),
    "0005": ("google_ads_stats 2021-01-05 to 2021-02-26",),
    "0007": ("meta_ad 2020-12-02 to 2020-12-14",),
    "0008": ("meta_actions 2024-09-29 to 2024-10-02",),
    "0009": ("meta_actions 2022-11-19 to 2022-12-28",),
    "0013": ("reddit_conversions 2022-10-09 to 2022-10-16",),
    "0014": ("reddit_report 2022-10-09 to 2022-12-20",),
    "0015": ("reddit_conversions 2022-10-09 to 2022-10-16",),
    "0016": ("shopify_orders_graphql 2025-07-18",),
    "0017": ("shopify_orders 2020-09-09 to 2025-05-05",),
    "0018": ("shopify_refunds 2021-04-17",),
    "0019": ("shopify_transactions 2020-01-12 to 2020-03-18",),
    "0021": ("tiktok_ads 2021-09-15",),
    "0022": ("x_ads 2021-08-25 to 2022-05-20",),
    "0023": ("ga4_download 2026-08-26",),
    "0024": ("ga4_download 2026-08-25 to 2026-08-26, 1 total",),
    "0025": ("ga4_download (2026-01-01 to 2026-09-23)", "ga4_download (2026-01-01 to 2026-09-23)"),
    "0026": ("ga4_download (2026-01-01 to 2026-09-23)",),
    "0027": ("google_ads_report (2026-08-01 to 2026-08-31), 1 total",),
    "0028": ("meta_ads_manager (2026-08-01 to 2026-08-31), AUD",),
    "0030": ("meta_ads_manager (2026-10-01 to 2026-10-07), PEN",),
    "0032": ("tiktok_report 2026-09-01",),
}
"""What the real files are: kind, days of the rows or, where there are none, of the file; totals; currency in the header."""


def shape(found: Reading) -> str:
    days = days_in_words(found.days) or f"({days_in_words(found.span)})"
    totals = f", {len(found.table.totals)} total" if found.table.totals else ""
    return f"{found.kind} {days}{totals}" + (f", {found.table.currency}" if found.table.currency else "")


def test_every_real_file_is_known_by_its_content() -> None:
    read = {path.name[:4]: read_counts(path.read_bytes(), path.name) for path in corpus("counts")}
    assert {name: tuple(map(shape, found)) for name, found in read.items()} == SHAPES


def test_a_day_of_a_zone_follows_its_clocks() -> None:
    """On 25 October 2026 Madrid has 25 hours, on 29 March 23."""
    madrid = zone("Europe/Madrid")
    hours = [hour for hour in range(497_900, 498_200) if day_text(madrid.day(hour * 3_600_000_000)) == "2026-10-25"]
    assert len(hours) == 25
    spring = [hour for hour in range(492_900, 493_100) if day_text(madrid.day(hour * 3_600_000_000)) == "2026-03-29"]
    assert len(spring) == 23
    assert all(madrid.instant(us + madrid.offset(us)) == us for us in (hour * 3_600_000_000 for hour in spring))


@pytest.mark.parametrize(
    "name", ["Europe/Madrid", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"]
)
def test_steps_of_a_zone_say_what_its_clocks_say(name: str) -> None:
    steps, clock, chance = zone(name), ZoneInfo(name), Random(7)
    for _ in range(300):
        at = chance.randrange(EARLIEST, LATEST)
        shown = datetime.fromtimestamp(at // 1_000_000, clock)
        assert day_text(steps.day(at)) == shown.date().isoformat()
