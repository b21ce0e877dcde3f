"""Calls that change settings, for the platforms whose interface has one: method, address, body, and credentials by name."""

from __future__ import annotations

from typing import Any

import pytest

from govern.core.report import Place
from govern.settings import Setting
from govern.settings.calls import Call, call_of


def conversion(platform: str, **fields: Any) -> Setting:
    return Setting(platform, "conversion", "Order", Place("x"), "", "5", fields)


@pytest.mark.parametrize(
    ("platform", "fields", "wish", "method", "ending", "body"),
    [
        ("x", {}, {"click": "30d", "view": "1d"}, "PUT", "/web_event_tags/5", {"click_window": 30, "view_through_window": 1}),
        (
            "microsoft_ads",
            {"method": "Event"},
            {"click": "30d", "counting": "once", "primary": False},
            "PUT",
            "/ConversionGoals",
            {"ConversionGoals": [{"Type": "Event", "Id": "5", "ConversionWindowInMinutes": 43200, "CountType": "Unique",
                                  "ExcludeFromBidding": True}]},
        ),
    ],
)  # fmt: skip
def test_a_change_of_a_conversion(
    platform: str, fields: dict[str, Any], wish: dict[str, Any], method: str, ending: str, body: Any
) -> None:
    call = call_of("change", conversion(platform, **fields), wish)
    assert isinstance(call, Call)
    assert (call.method, call.body) == (method, body)
    assert call.url.endswith(ending)
    assert all("${" in value for name, value in call.headers.items() if name != "Content-Type")


def test_what_is_not_known_has_no_call() -> None:
    assert call_of("change", conversion("microsoft_ads"), {"click": "30d"}) is None, "the kind of the goal is not known"
    assert call_of("change", conversion("x"), {"counting": "once"}) is None, "X has no counting"
    assert call_of("add", conversion("x"), {"click": "30d"}) is None
    removed = call_of("remove", conversion("x"), {})
    assert removed is not None
    assert removed.method == "DELETE"


def test_a_pixel_of_tiktok_is_named_by_its_number_and_what_is_not_wished_is_switched_off() -> None:
    pixel = Setting("tiktok", "pixel", "Shop", Place("x"), "CABC", "CABC", {}, {"pixel_id": "77"})
    call = call_of("change", pixel, {"matching": ("email", "first_name", "last_name"), "first_party_cookies": False})
    assert call is not None
    assert call.url.endswith("/pixel/update/") and call.headers == {"Access-Token": "${ACCESS_TOKEN}"}
    assert call.body == {
        "advertiser_id": "${ADVERTISER_ID}", "pixel_id": "77", "pixel_name": "Shop", "enable_first_party_cookies": False,
        "automatic_advanced_matching_fields": {"email": True, "phone_number": False, "name": True, "address": False, "external_id": False},
    }  # fmt: skip
    assert call_of("change", pixel.replace(rest={}), {"first_party_cookies": True}) is None
