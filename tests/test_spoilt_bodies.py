"""Bodies of which one field is spoilt: whatever the imitation of a platform refuses or drops, the check says something about."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from for_each import for_each
from sender_helpers import IMITATIONS

from govern.captures.bodies.check import check
from govern.payloads.example import AT
from govern.payloads.layout import layouts
from govern.platforms import load

GOLDEN = Path(__file__).parent / "golden" / "payloads"
NOW = AT + 60_000


def golden(platform: str) -> Any:
    """What the shop's back end sends of its first order."""
    return json.loads((GOLDEN / f"{platform}.production.json").read_text("utf-8"))[0]


def put(body: Any, way: tuple[Any, ...], value: Any) -> Any:
    """The body with another value at the end of a way; without it where the value is `...`."""
    made = deepcopy(body)
    inside = made
    for step in way[:-1]:
        inside = inside[step]
    if value is ...:
        del inside[way[-1]]
    else:
        inside[way[-1]] = value
    return made


def said(platform: str, body: Any) -> set[str]:
    """What is wrong in a body."""
    return {f"{one.level}: {one.message}" for one in check(load(platform), body, now=NOW, environment="production")}


META, PINS, ITEM = ("data", 0), ("data", 0, "user_data"), ("events", 0, "params", "items", 0)
PEOPLE = ("events", 0, "userData", "userIdentifiers")
EMPTY_OR_MISTYPED = [
    ("ga4", (*ITEM, "price"), "399.9", 'warning: price is "399.9", expected a number without quotes'),
    ("ga4", (*ITEM, "quantity"), "", 'warning: quantity is "", expected a number'),
    ("meta", (*META, "event_id"), 1001, "warning: event_id is 1001, expected a text"),
    ("meta", (*META, "custom_data", "content_ids"), "CHAIR-7", 'warning: content_ids is "CHAIR-7", expected a list'),
    ("meta", (*META, "user_data", "em"), [""], 'warning: em holds "", expected no empty entry'),
    ("pinterest", (*PINS, "em"), "0" * 64, "error: em is one value, expected a list"),
    ("pinterest", PINS, {}, 'error: "user_data" is missing, Pinterest Ads requires it'),
    ("reddit", ("data", "events", 0, "user"), {}, 'warning: "user" is missing, Reddit Ads requires it'),
    ("reddit", ("data", "events", 0, "metadata", "value"), "20", 'warning: value is "20", expected a number without quotes'),
    ("tiktok", (*META, "event_id"), None, "error: event_id is nothing, expected a text"),
    ("google_ads", (*PEOPLE, 0, "emailAddress"), "", "error: emailAddress, phoneNumber or address is missing, Google Ads requires one of them"),
    ("google_ads", (*PEOPLE, 0), {"address": {"postalCode": "10115"}}, 'error: "familyName", "givenName", "regionCode" are missing, Google Ads requires them'),
]  # fmt: skip


@for_each(("platform", "way", "value", "expected"), EMPTY_OR_MISTYPED)
def test_a_value_that_is_empty_or_of_another_type_is_said(
    platform: str, way: tuple[Any, ...], value: Any, expected: str
) -> None:
    assert said(platform, put(golden(platform), way, value)) == {expected}


def test_sizes_of_a_screen_are_an_object_of_whole_numbers() -> None:
    way = ("data", "events", 0, "user", "screen_dimensions")
    assert said("reddit", put(golden("reddit"), way, {"width": 1920, "height": 1080})) == set()
    wrong = {"error: screen_dimensions has nothing as height, expected a whole number"}
    assert said("reddit", put(golden("reddit"), way, {"width": 1920})) == wrong


@pytest.fixture(scope="module")
def imitation() -> Iterator[ModuleType]:
    """The program that judges requests as the platforms document it, which is not part of this repository; and its examples."""
    if not IMITATIONS.is_file():
        pytest.skip("the imitations of the platforms are not here")
    sys.path.insert(0, str(IMITATIONS.parent))
    spec = importlib.util.spec_from_file_location("imitations_of_platforms", IMITATIONS.with_name("check.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(IMITATIONS.parent))


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The ways to all values of a body, whole objects and lists among them, with the values."""
    if way:
        yield way, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from ways(one, (*way, key))


def others(value: Any) -> Iterator[Any]:
    """What may stand where a value belongs, by mistake."""
    always: tuple[Any, ...] = (..., None, "", " ", "free", 7, -3, True, [], {})
    yield from (other for other in always if other != value)
    if isinstance(value, list):
        yield from (value[0] if value else "x", json.dumps(value))
    elif isinstance(value, str):
        yield [value]
    elif not isinstance(value, dict):
        yield str(value)


UNSAID = {
    "device-only": "whether address and browser alone say who somebody is, no page of the Data Manager API tells",
    "value-negative": "no page of Meta's says that a value is not negative",
    "type": "of the number of products at Reddit: a null is read as nothing by what else is known of its interface",
}
"""What the imitation refuses and the check says nothing of, by the imitation's rule, and why."""


@pytest.mark.slow
@pytest.mark.parametrize("key", ["data_manager", *layouts()])
def test_what_a_platform_would_refuse_is_said(key: str, imitation: ModuleType) -> None:
    address, query, headers, example = imitation.GOOD[key]
    platform = "google_ads" if key == "data_manager" else key

    def refused(body: Any, now: int) -> set[str]:
        request = imitation.judges.Request("POST", address, query, headers, json.dumps(body).encode())
        found = imitation.judges.judge(key, request, imitation.judges.Settings(now_ms=now)).findings
        return {one["rule"] for one in found if one["effect"] in ("refused", "event", "dropped", "useless")}

    missed: dict[str, set[str]] = {}
    bodies = [(example, imitation.NOW), *([(golden(platform), NOW)] if key != "google_ads" else [])]
    for body, now in bodies:
        assert (refused(body, now), check(load(platform), body, now=now)) == (set(), ())
        for way, other in ((way, other) for way, value in ways(body) for other in others(value)):
            spoilt = put(body, way, other)
            if (rules := refused(spoilt, now)) and not check(load(platform), spoilt, now=now):
                missed[f"{way} = {other}"] = rules
    assert {way: rules for way, rules in missed.items() if not rules <= UNSAID.keys()} == {}
