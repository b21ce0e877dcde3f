"""What a difference means: the expensive changes first and marked, equal ones summed, defaults and orders no change."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from govern.commands.diff import compare_exports
from govern.core.report import Change, Report
from govern.output import write

pytestmark = pytest.mark.usefixtures("day")


def text(key: str, value: str | int) -> dict[str, Any]:
    """A parameter that is a text."""
    return {"type": "TEMPLATE", "key": key, "value": value}


def consent(*types: str, status: str = "NEEDED") -> dict[str, Any]:
    """Additional consent settings."""
    listed = [{"type": "TEMPLATE", "value": type} for type in types]
    return {"consentStatus": status, **({"consentType": {"type": "LIST", "list": listed}} if listed else {})}


def tag(name: str = "Lead", **more: Any) -> dict[str, Any]:
    """A GA4 event tag."""
    event = {"type": "gaawe", "parameter": [text("eventName", "generate_lead")], "firingTriggerId": ["2147479553"]}
    return {"tagId": str(sum(map(ord, name))), "name": name, **event, **more}


def group(*triggers: str) -> dict[str, Any]:
    """A trigger group."""
    members = [{"type": "TRIGGER_REFERENCE", "value": id} for id in triggers]
    parameter = [{"type": "LIST", "key": "triggerIds", "list": members}]
    return {"triggerId": "9", "name": "Both", "type": "TRIGGER_GROUP", "parameter": parameter}


PAGES = [{"triggerId": id, "name": f"Page {id}", "type": "PAGEVIEW"} for id in ("1", "2")]


def compared(tmp_path: Path, old: list[Any], new: list[Any], **lists: tuple[list[Any], list[Any]]) -> Report:
    """What `diff --from` says of two containers."""
    files = []
    for at, tags in enumerate((old, new)):
        container = {"publicId": "GTM-ABC1234", "usageContext": ["WEB"], "name": "shop"}
        more = {kind: sides[at] for kind, sides in lists.items()}
        files.append(tmp_path / f"{at}.json")
        version = {"container": container, "tag": tags, **more}
        files[-1].write_text(json.dumps({"exportFormatVersion": 2, "containerVersion": version}))
    return compare_exports(str(files[0]), (str(files[1]),))


def meanings(changes: tuple[Change, ...]) -> list[str]:
    """What the changes mean, in their order."""
    return [change.meaning for change in changes]


@pytest.mark.parametrize(
    ("old", "new", "means"),
    [
        ({"consentSettings": consent("ad_storage")}, {"consentSettings": consent(status="NOT_NEEDED")}, "consent loosened"),
        ({"consentSettings": consent("ad_storage")}, {}, "consent loosened"),
        ({"consentSettings": consent("ad_storage", "ad_user_data")}, {"consentSettings": consent("ad_storage")},
         "consent loosened"),
        ({}, {"consentSettings": consent("ad_storage")}, ""),
        ({}, {"parameter": [text("eventName", "purchase")]}, "counted as a purchase before or from now on"),
        ({"parameter": [text("measurementIdOverride", "G-ABCDE12345")]},
         {"parameter": [text("measurementIdOverride", "G-ABCDE54321")]}, "another account"),
        ({"paused": True}, {}, "guard gone"),
        ({"tagFiringOption": "ONCE_PER_LOAD"}, {"tagFiringOption": "UNLIMITED"}, "guard gone"),
        ({"blockingTriggerId": ["2147479573"]}, {}, "guard gone"),
        ({}, {"blockingTriggerId": ["2147479573"]}, ""),
        ({"notes": "a"}, {"notes": "b"}, ""),
    ],
)  # fmt: skip
def test_a_change_says_what_it_means(old: dict[str, Any], new: dict[str, Any], means: str, tmp_path: Path) -> None:
    report = compared(tmp_path, [tag(**old)], [tag(**new)])
    assert meanings(report.changes) == [means]


def test_a_condition_that_is_gone_is_a_guard_that_is_gone(tmp_path: Path) -> None:
    asks = {"type": "CONTAINS", "parameter": [text("arg0", "{{Page URL}}"), text("arg1", "/thanks")]}
    sides = [{**PAGES[0], "filter": [asks]}], [PAGES[0]]
    report = compared(tmp_path, [tag()], [tag()], trigger=sides)
    assert meanings(report.changes) == ["guard gone"]


def test_what_costs_most_comes_first(tmp_path: Path) -> None:
    old = [tag("A", notes="x"), tag("B"), tag("Z", consentSettings=consent("ad_storage"))]
    code = {"type": "html", "parameter": [text("html", "<script>1</script>")]}
    report = compared(tmp_path, old, [tag("A", notes="y"), tag("B", **code), tag("Z")])
    assert [change.name for change in report.changes] == ["Z", "B", "A"]


def test_defaults_and_the_order_of_sets_are_no_change(tmp_path: Path) -> None:
    old = [tag(consentSettings={"consentStatus": "NOT_SET"}), tag("B", consentSettings=consent("a", "b"))]
    unsaid: dict[str, Any] = {
        "paused": False,
        "notes": "",
        "monitoringMetadata": {"type": "MAP"},
        "setupTag": [],
        "blockingTriggerId": [],
        "parameter": [text("eventName", "generate_lead"), {"type": "TEMPLATE", "key": "userDataVariable"}],
    }
    new = [tag(**unsaid), tag("B", consentSettings=consent("b", "a"))]
    groups = [*PAGES, group("1", "2")], [*PAGES, {**group("2", "1"), "uniqueTriggerId": text("x", "305")}]
    assert not compared(tmp_path, old, new, trigger=groups).changes
    assert not compared(tmp_path, new, old, trigger=groups).changes


def test_a_flag_that_is_false_says_what_is_said_without_it(tmp_path: Path) -> None:
    asks = {"type": "CONTAINS", "parameter": [text("arg0", "{{Page URL}}"), text("arg1", "/thanks")]}
    flags = [{"type": "BOOLEAN", "key": key, "value": "false"} for key in ("negate", "ignore_case")]
    said = {**asks, "parameter": [*asks["parameter"], *flags]}
    turned = {**asks, "parameter": [*asks["parameter"], {**flags[0], "value": "true"}]}
    plain = {**PAGES[0], "filter": [asks]}
    assert not compared(tmp_path, [tag()], [tag()], trigger=([plain], [{**plain, "filter": [said]}])).changes
    assert compared(tmp_path, [tag()], [tag()], trigger=([plain], [{**plain, "filter": [turned]}])).changes


def flag(key: str, value: Any) -> dict[str, Any]:
    """A parameter that is a flag."""
    return {"type": "BOOLEAN", "key": key, "value": value}


def table(*names: str) -> dict[str, Any]:
    """The parameters of an event."""
    rows = [{"type": "MAP", "map": [text("parameter", name), text("parameterValue", "{{x}}")]} for name in names]
    return {"type": "LIST", "key": "eventSettingsTable", "list": rows}


EVENT = text("eventName", "generate_lead")


@pytest.mark.parametrize(
    ("said", "otherwise", "changed"),
    [
        ({"tagFiringOption": "ONCE_PER_EVENT"}, {}, {"tagFiringOption": "UNLIMITED"}),
        ({"tagFiringOption": "oncePerEvent"}, {"tagFiringOption": "ONCE_PER_EVENT"}, {"tagFiringOption": "oncePerLoad"}),
        ({"paused": False, "liveOnly": False}, {"notes": "", "setupTag": []}, {"liveOnly": True}),
        ({"scheduleStartMs": "1700000000000"}, {"scheduleStartMs": 1700000000000}, {"scheduleStartMs": 1700000000001}),
        ({"priority": {"type": "INTEGER", "value": "0"}}, {"priority": {"type": "INTEGER", "value": 0}},
         {"priority": {"type": "INTEGER", "value": 10}}),
        ({"setupTag": [{"tagName": "B"}]}, {"setupTag": [{"tagName": "B", "stopOnSetupFailure": False}]},
         {"setupTag": [{"tagName": "B", "stopOnSetupFailure": True}]}),
        ({"parameter": [EVENT, flag("sendEcommerceData", "false")]}, {"parameter": [EVENT]},
         {"parameter": [EVENT, flag("sendEcommerceData", "true")]}),
        ({"parameter": [EVENT, flag("sendEcommerceData", True)]}, {"parameter": [EVENT, flag("sendEcommerceData", "true")]},
         {"parameter": [EVENT]}),
        ({"parameter": [EVENT, flag("sendPageView", "true")]}, {"parameter": [EVENT, flag("sendPageView", True)]},
         {"parameter": [EVENT, flag("sendPageView", "false")]}),
        ({"parameter": [EVENT, text("value", 5)]}, {"parameter": [EVENT, text("value", "5")]},
         {"parameter": [EVENT, text("value", "6")]}),
        ({"parameter": [EVENT, table()]}, {"parameter": [EVENT, {"type": "LIST", "key": "eventSettingsTable"}]},
         {"parameter": [EVENT, table("a")]}),
        ({"parameter": [EVENT, table("a", "b")]}, {"parameter": [table("b", "a"), EVENT]},
         {"parameter": [EVENT, table("a", "c")]}),
        ({"parameter": []}, {}, {"parameter": [EVENT]}),
    ],
)  # fmt: skip
def test_the_same_in_another_form_is_no_change_and_a_real_change_is(
    said: dict[str, Any], otherwise: dict[str, Any], changed: dict[str, Any], tmp_path: Path
) -> None:
    one, same, other = ([tag("B"), {**tag(), **body}] for body in (said, otherwise, changed))
    if said.get("parameter") == []:
        one[1]["parameter"], same[1] = [], {key: item for key, item in same[1].items() if key != "parameter"}
    for before, after in ((one, same), (same, one)):
        assert not compared(tmp_path, before, after).changes
    for before in (one, same):
        assert [change.name for change in compared(tmp_path, before, other).changes] == ["Lead"]


def test_a_flag_that_may_be_on_where_it_is_left_out_is_told(tmp_path: Path) -> None:
    off = tag(parameter=[EVENT, flag("sendPageView", "false")])
    assert compared(tmp_path, [tag()], [off]).changes


def test_a_table_that_gives_a_name_twice_has_an_order(tmp_path: Path) -> None:
    twice = table("a", "a")
    twice["list"][0]["map"][1]["value"] = "{{y}}"
    turned = {**twice, "list": twice["list"][::-1]}
    assert compared(tmp_path, [tag(parameter=[EVENT, twice])], [tag(parameter=[EVENT, turned])]).changes


def test_a_flag_or_a_limit_of_a_trigger_that_is_left_empty_is_no_change(tmp_path: Path) -> None:
    said = {
        **PAGES[0],
        "waitForTags": {"type": "BOOLEAN", "value": "false"},
        "interval": {"type": "TEMPLATE"},
        "filter": [],
    }
    waits = {**PAGES[0], "waitForTags": {"type": "BOOLEAN", "value": True}}
    assert not compared(tmp_path, [tag()], [tag()], trigger=([said], [PAGES[0]])).changes
    assert compared(tmp_path, [tag()], [tag()], trigger=([said], [waits])).changes


def test_a_built_in_variable_is_known_by_its_type(tmp_path: Path) -> None:
    named, bare = {"type": "PAGE_URL", "name": "Page URL"}, {"type": "pageUrl"}
    assert not compared(tmp_path, [tag()], [tag()], builtInVariable=([named], [bare])).changes
    assert compared(tmp_path, [tag()], [tag()], builtInVariable=([named], [{"type": "PAGE_PATH"}])).changes


def test_equal_changes_are_told_once(tmp_path: Path) -> None:
    names = ["A", "B", "C", "D"]
    old = [tag(name, consentSettings=consent("ad_storage")) for name in names]
    new = [tag(name, consentSettings=consent("ad_storage"), liveOnly=True) for name in names]
    report = compared(tmp_path, old, [*new[:3], {**new[3], "notes": "own"}])
    stream = StringIO()
    write(report, "text", stream, color=False, width=100)
    shown = stream.getvalue()
    assert shown.count("liveOnly") == 1
    assert '4 tags: "A", "B", "C", "D"' in shown
    assert shown.count('tag "D"') == 1
    assert '"own"' in shown
    assert 'tag "A"' not in shown


def test_what_a_sum_means_is_what_its_field_means(tmp_path: Path) -> None:
    names = ["A", "B", "C"]
    code = [{"type": "html", "parameter": [text("html", f"<p>{name}</p>")]} for name in names]
    old = [tag(name, consentSettings=consent("ad_storage")) for name in names]
    new = [tag(name, consentSettings=consent("ad_storage", "b"), **own) for name, own in zip(names, code, strict=True)]
    stream = StringIO()
    write(compared(tmp_path, old, new), "text", stream, color=False, width=100)
    summed = [line for line in stream.getvalue().split("\n") if "3 tags" in line]
    assert summed == ['  ~ 3 tags: "A", "B", "C"'] * len(summed)
    assert 'tag "A"  ! code added or changed' in stream.getvalue()


def sale(**more: Any) -> dict[str, Any]:
    """A tag that tells of sales."""
    return tag("Purchase", parameter=[text("eventName", "purchase")], **more)


@pytest.mark.parametrize(
    ("old", "new", "means"),
    [
        ([sale(), tag()], [tag()], "a conversion is told no more"),
        ([sale()], [sale(paused=True)], "a conversion is told no more"),
        ([tag()], [tag(paused=True)], "paused"),
        ([tag()], [tag(parameter=[text("eventName", "lead")])], "an event under another name"),
        ([tag()], [tag(firingTriggerId=["2147479573"])], "fires on other occasions"),
    ],
)
def test_what_stops_or_moves_a_tag_is_marked(tmp_path: Path, old: list[Any], new: list[Any], means: str) -> None:
    assert meanings(compared(tmp_path, old, new).changes) == [means]


def test_the_versions_of_a_container_are_told_step_by_step(tmp_path: Path) -> None:
    files = []
    for at, tags in enumerate(([sale(), tag()], [sale(), tag()], [tag()], [tag("Call")])):
        container = {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]}
        files.append(str(tmp_path / f"v{at + 1}.json"))
        version = {"exportFormatVersion": 2, "containerVersion": {"container": container, "tag": tags}}
        Path(files[-1]).write_text(json.dumps(version), encoding="utf-8")
    report = compare_exports(files[0], tuple(files[1:]))
    assert [(change.owner, change.action, change.name) for change in report.changes] == [
        ("GTM-ABC1234, v2.json to v3.json", "remove", "Purchase"),
        ("GTM-ABC1234, v3.json to v4.json", "rename", "Call"),
    ]
    assert report.notes == (
        'what costs most of 3 steps is in v2.json to v3.json: tag "Purchase" (a conversion is told no more)',
        "v1.json to v2.json: no difference",
    )


@pytest.mark.parametrize("strange", [[], {}, [["TEMPLATE"]], None, 5])
def test_what_is_not_a_type_or_a_key_is_compared_all_the_same(strange: Any, tmp_path: Path) -> None:
    asks = {"type": strange, "parameter": [text("arg0", "{{Page URL}}"), {**text("arg1", ""), "key": strange}]}
    page = {**PAGES[0], "filter": [asks], "parameter": [text("a", ""), {**flag("b", "false"), "key": strange}]}
    report = compared(tmp_path, [tag()], [tag()], trigger=([page], [{**page, "notes": "new"}]))
    assert [change.name for change in report.changes] == ["Page 1"]
