"""Live settings against specs: whose they are, what differs, how it comes into the specs and out to the platforms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import project

from govern.commands.diff import compare_exports, differences
from govern.commands.import_ import import_exports
from govern.commands.init import init
from govern.commands.render import render
from govern.core.errors import GovernError
from govern.core.report import Change
from govern.project import Project
from govern.project.exports import Exports, joined, read_export
from govern.render.targets import attribution
from govern.render.targets import settings as settings_target
from govern.settings.bound import destination_of
from govern.settings.live import settings
from govern.settings.table import rows

pytestmark = pytest.mark.usefixtures("day")

ORDER = {"resourceName": "customers/5/conversionActions/9", "id": "9", "name": "Order", "category": "PURCHASE", "status": "ENABLED",
         "countingType": "MANY_PER_CLICK", "clickThroughLookbackWindowDays": "30", "primaryForGoal": True}  # fmt: skip


def answers(**changes: Any) -> list[Any]:
    """What four platforms answer, the conversion action with some changes."""
    return [
        {"keyEvents": [{"name": "properties/7/keyEvents/1", "eventName": "purchase", "countingMethod": "ONCE_PER_EVENT"}]},
        {"properties": [{"name": "properties/7", "displayName": "Hazel", "timeZone": "Europe/Madrid", "currencyCode": "EUR"}]},
        {"results": [{"conversionAction": {**ORDER, **changes}}]},
        {"data": [{"id": "100000000000001", "name": "Hazel", "last_fired_time": "2026-11-20T10:00:00+0000",
                   "enable_automatic_matching": True, "automatic_matching_fields": ["em"]}]},
    ]  # fmt: skip


def live(*found: Any) -> Exports:
    """Answers as if each were a file."""
    exports = Exports()
    for number, answer in enumerate(found):
        exports = joined(exports, read_export(json.dumps(answer).encode(), f"exports/{number}.json"))
    return exports


SPECS = """
destinations:
  - {name: ga4, platform: ga4, id: G-HAZEL00001}
  - {name: ads, platform: google_ads, id: AW-100000001}
  - {name: meta, platform: meta, id: '100000000000001'}
attribution: {windows: [{destination: ads, click: 30d}]}
settings:
  - {destination: ga4, time_zone: Europe/Madrid, key_events: [{event: purchase, counting: every}]}
  - {destination: ads, conversions: [{name: Order, id: '9', counting: every}]}
  - {destination: meta, matching: [email]}
"""


def shop(*found: Any, specs: str = SPECS) -> Project:
    return project(specs, live=live(*found))


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    """Sign, thing, fields and meaning of each change."""
    signs = {"add": "+", "change": "~", "remove": "-", "rename": "→"}
    return [
        (
            signs[one.action],
            f"{one.kind} {one.name}",
            ", ".join(str(field.route[-1]) for field in one.fields),
            one.meaning,
        )
        for one in changes
    ]


def test_nothing_differs_where_everything_is_as_wished() -> None:
    assert told(differences(shop(*answers())).changes) == []


def test_differences_are_told_by_what_they_cost() -> None:
    found = answers(countingType="ONE_PER_CLICK", clickThroughLookbackWindowDays="90")
    found[1]["properties"][0]["timeZone"] = "Europe/London"
    found[3]["data"][0]["automatic_matching_fields"] = ["em", "ph"]
    found[0]["keyEvents"][0]["eventName"] = "whatsapp"
    assert told(differences(shop(*found)).changes) == [
        ("~", "pixel Hazel", "matching", "live: looks for more personal data"),
        ("~", "conversion Order", "click, counting", "live: longer window"),
        ("~", "property Hazel", "time_zone", "live: another time zone"),
        ("+", "key event purchase", "event, counting", ""),
        ("-", "key event whatsapp", "event, counting", ""),
    ]


def test_what_happened_between_two_answers(tmp_path: Path) -> None:
    for name, action in (("old", ORDER), ("new", {**ORDER, "name": "Orders", "clickThroughLookbackWindowDays": "90"})):
        (tmp_path / f"{name}.json").write_text(json.dumps({"results": [{"conversionAction": action}]}))
    report = compare_exports(str(tmp_path / "old.json"), (str(tmp_path / "new.json"),))
    assert told(report.changes) == [("→", "conversion Orders", "click", "longer window")]


def test_settings_are_not_compared_with_something_else(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(json.dumps(answers()[0]))
    (tmp_path / "new.json").write_text(json.dumps(answers()[3]))
    with pytest.raises(GovernError, match="key event of Google Analytics 4"):
        compare_exports(str(tmp_path / "old.json"), (str(tmp_path / "new.json"),))


TWO = """
destinations:
  - {name: spain, platform: google_ads, id: AW-100000001, settings: {customer_id: 5-5}}
  - {name: mexico, platform: google_ads, id: AW-100000002}
"""


def bound(*found: Any, specs: str) -> list[str]:
    """The destinations that live settings are found to be of."""
    subject = shop(*found, specs=specs)
    return [one.name if (one := destination_of(subject, setting)) is not None else "" for setting in settings(subject)]


def test_of_several_accounts_nobody_guesses() -> None:
    action = {"results": [{"conversionAction": ORDER}]}
    other = {"results": [{"conversionAction": {**ORDER, "resourceName": "customers/6/conversionActions/9"}}]}
    one = "destinations: [{name: ads, platform: google_ads, id: AW-100000001}]"
    assert bound(action, specs=one) == ["ads"]
    assert bound(action, other, specs=one) == ["", ""]
    assert bound(action, specs=TWO) == [""]
    named = TWO.replace("5-5", "'5'")
    assert bound(action, other, specs=named) == ["spain", ""]


def test_a_pixel_is_of_the_destination_that_has_its_number_and_of_no_other() -> None:
    pixel = answers()[3]
    stranger = {"data": [{**pixel["data"][0], "id": "900000000000009"}]}
    assert bound(pixel, specs=SPECS) == ["meta"]
    assert bound(stranger, specs=SPECS) == [""]


def test_a_label_says_whose_an_account_is() -> None:
    snippet = {"eventSnippet": "'send_to': 'AW-100000002/AbCdEfGhIj'"}
    assert bound({"results": [{"conversionAction": {**ORDER, "tagSnippets": [snippet]}}]}, specs=TWO) == ["mexico"]


EVENT = """
events: [{name: purchase, kind: conversion, description: Somebody paid.}]
mappings:
  - {event: purchase, destination: ga4, as: purchase}
  - {event: purchase, destination: ads, as: conversion, conversion_action: '9'}
  - {event: purchase, destination: meta, as: Purchase}
"""


def test_the_table_has_declared_and_live_and_why_not_to_compare() -> None:
    table = rows(shop(*answers(clickThroughLookbackWindowDays="90"), specs=SPECS + EVENT))
    ads = next(row for row in table if row.destination == "ads")
    assert ads.counted_by == "Order"
    assert (ads.cells["click"].text, ads.cells["counting"].text) == ("90d, declared 30d", "every")
    assert [row.remarks for row in table if row.destination == "meta"] == [("the windows of Meta are not known",)]
    analytics = next(row for row in table if row.destination == "ga4")
    assert analytics.remarks == ("windows belong to the property, one for acquisition and one for all others",)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A project that was begun from the answers, with these as its exports."""
    folder = tmp_path / "given"
    folder.mkdir()
    for number, answer in enumerate(answers(clickThroughLookbackWindowDays="45")):
        (folder / f"{number}.json").write_text(json.dumps(answer))
    init(str(tmp_path / "shop"), (str(folder),))
    yield tmp_path / "shop"


def changes(home: Path) -> list[tuple[str, str, str, str]]:
    from govern.commands.diff import diff

    return told(diff(str(home), today="2026-11-23").changes)


def test_a_project_begun_from_settings_has_no_difference_and_imports_the_next_ones(home: Path) -> None:
    assert changes(home) == []
    file = home / "specs" / "settings" / "google-ads.yaml"
    file.write_text(file.read_text().replace("      - {name: Order", "      # the shop's own\n      - {name: Order"))
    lead = {
        **ORDER,
        "resourceName": "customers/5/conversionActions/10",
        "id": "10",
        "name": "Enquiry",
        "category": "SUBMIT_LEAD_FORM",
    }
    both = [{"conversionAction": {**ORDER, "clickThroughLookbackWindowDays": "60"}}, {"conversionAction": lead}]
    (home / "exports" / "2.json").write_text(json.dumps({"results": both}))
    assert [change[:2] for change in changes(home)] == [("~", "conversion Order"), ("-", "conversion Enquiry")]
    import_exports(str(home), (str(home / "exports"),), today="2026-11-23")
    assert changes(home) == []
    assert "# the shop's own" in file.read_text()
    assert "{name: Enquiry, id: '10', category: SUBMIT_LEAD_FORM}" in file.read_text()


def test_what_somebody_has_moved_since_comes_into_rows_that_are_there(home: Path) -> None:
    """Counting was left out, since the account began with it; what no platform begins with, such as a category, is left out for good."""
    file = home / "specs" / "settings" / "google-ads.yaml"
    file.write_text(file.read_text().replace(", category: PURCHASE", ""))
    found = answers(clickThroughLookbackWindowDays="45", countingType="ONE_PER_CLICK")
    kept = {"name": "properties/7/dataRetentionSettings", "eventDataRetention": "FOURTEEN_MONTHS"}
    (home / "exports" / "2.json").write_text(json.dumps([found[2], kept]))
    import_exports(str(home), (str(home / "exports"),), today="2026-11-23")
    assert "{name: Order, id: '9', click: '45d', counting: once}" in file.read_text()
    assert "retention_months: 14" in (home / "specs" / "settings" / "ga4.yaml").read_text()
    assert import_exports(str(home), (str(home / "exports"),), today="2026-11-23").artifacts == ()
    assert changes(home) == []


def test_what_to_set_is_a_checklist_and_calls_without_credentials(home: Path) -> None:
    file = home / "specs" / "settings" / "google-ads.yaml"
    file.write_text(file.read_text().replace("45d", "7d"))
    render(str(home), ("settings",), today="2026-11-23")
    checklist = (home / "build" / "settings" / "checklist.md").read_text()
    assert '- [ ] Change conversion "Order"' in checklist
    assert "click-through window: 45d → 7d" in checklist
    (step,) = json.loads((home / "build" / "settings" / "calls.json").read_text())["steps"]
    assert step["call"] == {
        "method": "POST",
        "url": "https://googleads.googleapis.com/v26/customers/5/conversionActions:mutate",
        "headers": {"Authorization": "Bearer ${ACCESS_TOKEN}"},
        "body": {"operations": [{"update": {"resourceName": "customers/5/conversionActions/9", "clickThroughLookbackWindowDays": "7"},
                                 "updateMask": "clickThroughLookbackWindowDays"}]},
    }  # fmt: skip


def test_where_there_is_nothing_to_render_the_reason_and_the_way_out_are_told() -> None:
    def said(text: str) -> list[str]:
        subject = project(text)
        return [
            f"{target.__name__.rpartition('.')[2]}: {target.lacks(subject)}"
            for target in (attribution, settings_target)
        ]

    assert all('neither "attribution" nor "settings"' in line for line in said("sites: []"))
    first, second = said(SPECS)
    assert "kind: conversion" in first
    assert "put one into exports/" in second
    unmapped = SPECS + "events: [{name: purchase, kind: conversion, description: Somebody paid.}]"
    assert said(unmapped)[0] == 'attribution: no mapping sends "purchase" to a destination: map the conversions'
