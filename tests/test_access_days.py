"""Days in lists of people: every order and language is read, and what could be two days is never guessed."""

from __future__ import annotations

import json
from datetime import date, timedelta

from for_each import for_each
from helpers import findings
from hypothesis import given
from hypothesis import strategies as st
from live_helpers import access

from govern.rules.examples import live_example
from govern.source.ago import ago, told_day
from govern.source.days import NEVER, TWO_DAYS, day_of, order_of


@for_each(
    ("cell", "day"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04T10:15:00Z", "2026-05-04"),
        ("2026/11/02 09:14:55", "2026-11-02"),
        ("20260504", "2026-05-04"),
        ("4 May 2026", "2026-05-04"),
        ("May 4, 2026", "2026-05-04"),
        ("Mon, 4-May-2026", "2026-05-04"),
        ("Sept 3, 2026", "2026-09-03"),
        ("04.05.2026", "2026-05-04"),
        ("4. Mai 2026", "2026-05-04"),
        ("3. März 2026", "2026-03-03"),
        ("12. Jänner 2026", "2026-01-12"),
        ("February 2026", "2026-02-28"),
        ("4 de mayo de 2026", "2026-05-04"),
        ("12 août 2026", "2026-08-12"),
        ("1 dicembre 2026", "2026-12-01"),
        ("6/13/2026, 10:15 AM", "2026-06-13"),
        ("13/06/2026", "2026-06-13"),
        ("5/5/2026", "2026-05-05"),
        ("1523477145.729", "2018-04-11"),
        ("1500331577000", "2017-07-17"),
        ("1700000000000000", "2023-11-14"),
        ("Never logged in", NEVER),
        ("Has not signed in", NEVER),
        ("05/04/2026", TWO_DAYS),
        ("04-05-2026", TWO_DAYS),
        ("31.02.2026", ""),
        ("3 days ago", ""),
        ("3 jui 2026", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_a_day_is_read_in_the_form_in_which_it_is_written(cell: str, day: str) -> None:
    assert day_of(cell) == day


def test_one_cell_shows_the_order_of_its_column() -> None:
    assert order_of(["05/04/2026", "6/13/2026"]) == "month first"
    assert order_of(["05/04/2026", "13/06/2026"]) == "day first"
    assert order_of(["05/04/2026", "04/05/2026"]) == ""
    assert day_of("05/04/2026", "month first") == "2026-05-04"
    assert day_of("05/04/2026", "day first") == "2026-04-05"


def test_a_table_of_days_that_could_be_two_is_told_once() -> None:
    rows = "".join(f"p{n}@acme.example,read,0{n}/04/2026\n" for n in range(1, 9))
    people = access(f"Email,Role,Last active\n{rows}")
    assert [odd.message for odd in people.odd] == [
        'the column "Last active" writes "01/04/2026", which could be two days, so its days were not read'
    ]
    assert [entry.last_active for entry in people.entries] == ["", "", "", "2026-04-04", "", "", "", ""]
    proven = access(f"Email,Role,Last active\n{rows}z@acme.example,read,4/30/2026\n")
    assert not proven.odd
    assert [entry.last_active for entry in proven.entries][:2] == ["2026-01-04", "2026-02-04"]


def test_words_that_are_no_day_are_told_once_with_how_many() -> None:
    people = access("Email,Role,Last active\na@acme.example,read,recently\nb@acme.example,read,some day\n")
    assert [odd.message for odd in people.odd] == [
        'the column "Last active" says "recently", which is not read as a day; others do too, 2 in all'
    ]


@given(st.text(max_size=100))
def test_any_cell_is_a_day_or_none(cell: str) -> None:
    assert day_of(cell) in ("", NEVER, TWO_DAYS) or len(day_of(cell)) == 10


@for_each(
    ("cell", "days"),
    [
        ("3 days ago", 3),
        ("3d ago", 3),
        ("over 90 days ago", 91),
        ("about a month ago", 30),
        ("2 hours ago", 0),
        ("Just now", 0),
        ("Yesterday at 10:15", 1),
        ("gestern", 1),
        ("Heute, 09:14", 0),
        ("vor 3 Tagen", 3),
        ("vor über einem Jahr", 365),
        ("hace 2 semanas", 14),
        ("hace un mes", 30),
        ("il y a 5 mois", 150),
        ("3 giorni fa", 3),
        ("há 2 anos", 730),
        ("2 weken geleden", 14),
        ("more than 90 days ago", 91),
        ("less than 6 months ago", 0),
        ("last week", 3),
        ("letzte Woche", 3),
        ("la semana pasada", 3),
        ("le mois dernier", 25),
        ("vorige maand", 25),
        ("last year", 329),
        ("l'anno scorso", 329),
        ("this month", 0),
        ("in the last 7 days", 0),
        ("last Monday", None),
        ("in 3 days", None),
        ("3 days", None),
        ("a long time ago", None),
        ("within the last 3 months, 2 days ago", None),
        ("2026-05-04", None),
        ("never", None),
    ],
)
def test_how_long_ago_a_day_was_is_read_in_words_as_the_latest_that_it_can_be(cell: str, days: int | None) -> None:
    day = told_day(ago(cell), "2026-11-25")
    assert day == ("" if days is None else str(date(2026, 11, 25) - timedelta(days)))


def test_a_day_in_words_counts_from_the_day_of_the_list() -> None:
    people = "Email,Role,Last active\nana@acme.example,publish,3 days ago\nbo@acme.example,publish,vor 5 Monaten\ncy@acme.example,edit,nie\n"
    found = access(people)
    assert found.odd == ()
    assert [entry.last_active for entry in found.entries] == ["P3D", "P150D", "never"]
    for taken, shown in (("2026-11-20", ["bo"]), ("2026-08-10", ["ana", "bo"])):
        specs = {
            "policy": {"dormant_after": "90d"},
            "lists": [{"file": "access.json", "taken": taken, "platform": "gtm"}],
        }
        live = live_example(json.dumps({"access": people, "specs": {"access": specs}}))
        said = [finding.message for finding in findings(live, "access/dormant", over="live")]
        assert [message[1:].partition("@")[0] for message in said] == shown, taken


def test_a_number_of_days_counts_where_the_heading_asks_for_one() -> None:
    counted = access("Email,Role,Days since last login\nana@acme.example,publish,210\n")
    idle = access("Email,Role,Inactive since\nana@acme.example,publish,2026-05-04\n")
    other = access("Email,Role,Last login\nana@acme.example,publish,210\n")
    assert [people.entries[0].last_active for people in (counted, idle, other)] == ["P210D", "2026-05-04", ""]
    assert [bool(people.odd) for people in (counted, idle, other)] == [False, False, True]


def test_the_number_of_a_spreadsheet_and_a_quarter_are_days_in_a_column_of_days() -> None:
    cells = (
        "45962",
        "45962.75",
        "Q1 2026",
        "2026-Q3",
        "T4/2025",
        "2. Quartal 2026",
        "1er trimestre 2026",
        "3rd quarter 2026",
    )
    found = access(
        "Email,Role,Last active\n" + "".join(f"p{at}@acme.example,read,{cell}\n" for at, cell in enumerate(cells))
    )
    assert [entry.last_active for entry in found.entries] == [
        "2025-11-01", "2025-11-01", "2026-03-31", "2026-09-30", "2025-12-31", "2026-06-30", "2026-03-31", "2026-09-30",
    ]  # fmt: skip
    assert found.odd == ()
    for cell in ("36525", "73051", "459621", "Q1", "Q5 2026", "FY26 Q1", "Q1 26"):
        (odd,) = access(f"Email,Role,Last active\na@acme.example,read,{cell}\n").odd
        assert odd.message == f'the column "Last active" says "{cell}", which is not read as a day'
    (odd,) = access("Email,Role,Days inactive\na@acme.example,read,45962\n").odd
    assert "is not read as a day" in odd.message, "nobody is away for a century: it is a number, and not of days"
