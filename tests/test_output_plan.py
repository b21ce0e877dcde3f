"""Changes as people see them: the plan by owner, and what differs in a field."""

from __future__ import annotations

import json
from difflib import unified_diff
from typing import Any

import pytest
from reports import PLAN, page, shown

from govern.core.report import Change, FieldChange, Report


def field(before: object, after: object, **look: Any) -> list[str]:
    """The lines of a plan that are about one field."""
    change = Change("change", "tag", "T", "GTM-ABC1234", (FieldChange(("html",), before, after),))
    return shown(Report(changes=(change,)), **look).splitlines()[2:-2]


def test_text_shows_changes_as_a_plan_by_owner() -> None:
    assert shown(Report(changes=PLAN)) == page("""
        GTM-ABC1234
          ~ tag "Meta - Purchase"
              ~ parameter.eventName: "Buy" → "Purchase"
              + consentSettings.type: "needed"
              - paused: true
              ~ parameter.html: 11 lines → 11 lines
                | @@ -7,5 +7,5 @@
                |     step(5);
                |     step(6);
                |     step(7);
                | -   buy();
                | +   purchase();
                |   </p>
          + trigger "Confirmation page"
              + type: "customEvent"
          → tag "GA4 purchase" → "GA4 - Purchase"

        GTM-SRV1234
          - variable "DLV - old"

        1 to add, 1 to change, 1 to remove, 1 to rename
        """)


def test_long_values_are_cut_where_they_differ() -> None:
    code = "a=1;" * 3000
    assert field(f"{code}buy(){code}", f"{code}purchase(){code}") == [
        "      ~ html: 24,007 → 24,012 characters",
        "        - …1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;buy()a=1;a=1;a=1;a=1;a=1;a=1;a…",
        "        + …1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;a=1;purchase()a=1;a=1;a=1;a=1;a=1;…",
    ]


def test_values_that_do_not_fit_side_by_side_stand_below_each_other() -> None:
    url = "https://shop.example/thank-you?currency=EUR"
    assert field(f"{url}&v=1", f"{url}&v=2") == [
        "      ~ html:",
        f'        - "{url}&v=1"',
        f'        + "{url}&v=2"',
    ]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("3", 3, '~ html: "3" → 3'),
        (False, 0, "~ html: false → 0"),
        ([1, {"a": None}], [1, {"a": "é"}], '~ html: [1, {"a": null}] → [1, {"a": "é"}]'),
        ("a b", "a\u00a0b", '~ html: "a b" → "a\\xa0b"'),
        ("a\n", "a", '~ html: "a\\n" → "a"'),
        (None, float("inf"), '+ html: "inf"'),
    ],
)
def test_a_field_shows_what_differs(before: object, after: object, line: str) -> None:
    assert field(before, after) == [f"      {line}"]


class Unknown:
    """A value that a platform does not tell."""

    secret = "hunter2"


def test_a_value_that_is_not_plain_shows_as_its_name() -> None:
    report = Report(changes=(Change("change", "token", "T", "meta", (FieldChange(("value",), Unknown(), "x"),)),))
    assert '~ value: (unknown) → "x"' in shown(report)
    assert json.loads(shown(report, "json"))["changes"][0]["fields"][0]["before"] == "(unknown)"


def test_text_differences_show_blanks_that_differ() -> None:
    assert field("if\n\ta()\nend", "if\n    a() \nend")[2:5] == [
        "        |   if",
        "        | - \\ta()",
        "        | +     a()\\x20",
    ]


def test_text_differences_of_lines_that_repeat() -> None:
    assert field("a\n" * 10, "a\n" * 11)[1:] == [f"        | {row}" for row in ["@@ -8,3 +8,4 @@", *["  a"] * 3, "+ a"]]


def test_text_differences_show_line_ends_only_where_they_differ() -> None:
    assert not any("\\r" in line for line in field("a\r\nb\r\nc", "a\r\nB\r\nc"))
    assert "        | - a\\r" in field("a\r\nb\r\n", "a\nb\n")


def test_text_of_one_side_is_shown_by_its_beginning() -> None:
    lines = field(None, "".join(f"line {number}\n" for number in range(20)))
    assert lines[0] == "      + html: 20 lines"
    assert lines[1::8] == ["        | + line 0", "        |   … 12 more lines"]


def test_a_rewritten_text_is_shown_up_to_a_limit() -> None:
    lines = field("\n".join(f"a{number}" for number in range(9000)), "\n".join(f"b{number}" for number in range(9000)))
    assert lines[1] == "        | @@ -1,9000 +1,9000 @@"
    assert lines[-1] == "        |   … 17,601 more lines of difference; the JSON format has both texts"


def test_differences_agree_with_patch() -> None:
    """Our hunks are those of `difflib.unified_diff`, which looks at the whole text."""
    before = [f"line {number % 7} {number // 3}" for number in range(200)]
    for edit in ([], [0], [199], [100], [3, 5], [0, 1, 60, 64, 199], list(range(90, 120))):
        after = [f"{line}!" if at in edit else line for at, line in enumerate(before)]
        after[50:50] = ["new"] if 100 in edit else []
        wanted = [
            row[0] + row[1:] if row[0] == "@" else f"{row[0]} {row[1:]}"
            for row in unified_diff(before, after, lineterm="", n=3)
        ][2:]
        assert [line[10:] for line in field("\n".join(before), "\n".join(after))[1:]] == wanted


def test_a_plan_that_fills_more_than_a_screen_is_told_in_short() -> None:
    fields = (
        FieldChange(("type",), None, "gaawe"),
        FieldChange(("parameter", "eventName"), None, "sign_up"),
        FieldChange(("firingTrigger",), None, ["Sent"]),
        *(FieldChange(("parameter", f"setting {number}"), None, "x") for number in range(50)),
    )
    changes = [
        Change("add", "tag", "Sign-up", "GTM-ABC1234", fields),
        *(Change("remove", "variable", f"V{number}", "GTM-ABC1234") for number in range(12)),
        Change(
            "change", "tag", "Lead", "GTM-ABC1234", (FieldChange(("parameter", "a"), "b", "c"),), meaning="guard gone"
        ),
    ]
    told = page("""
        GTM-ABC1234
          + tag "Sign-up" (gaawe, "sign_up", on "Sent")
          - 12 variables: "V0", "V1", "V2", "V3", "V4", "V5", "V6", "V7" and 4 more
          ~ tag "Lead"  ! guard gone
              ~ parameter.a: "b" → "c"

        told in short, since it fills more than a screen: -v shows every field

        1 to add, 1 to change, 12 to remove
        """)
    assert shown(Report(changes=tuple(changes)), width=100) == told
    assert "setting 49" in shown(Report(changes=tuple(changes)), details=True)
