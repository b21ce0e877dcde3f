"""Links of accounts, and ad groups, which have the windows of platforms that keep none elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import findings
from live_helpers import export
from settings_company import answers

from govern.core.errors import GovernError
from govern.project.exports import read_export
from govern.rules.examples import live_example
from govern.settings import Setting, Settings

pytestmark = pytest.mark.usefixtures("day")


def read(value: Any) -> Settings:
    """The settings in JSON data."""
    (found,) = export(value, "exports/settings.json").settings
    return found


def only(value: Any) -> Setting:
    """The one setting in it."""
    (setting,) = read(value).settings
    return setting


def test_links_of_an_ads_account_have_the_other_side_and_whether_it_stands() -> None:
    """Manager, product and app from Google Ads, in either spelling; a manager's list of accounts has their currencies; partners from the Data Manager."""
    manager = {
        "resourceName": "customers/5/customerManagerLinks/77~3",
        "managerCustomer": "customers/77",
        "managerLinkId": "3",
        "status": "PENDING",
    }
    shop = {
        "resource_name": "customers/5/productLinks/9",
        "product_link_id": 9,
        "type": "MERCHANT_CENTER",
        "merchant_center": {"merchant_center_id": 123},
    }
    gone = {"resourceName": "customers/5/accountLinks/8", "accountLinkId": "8", "type": "THIRD_PARTY_APP_ANALYTICS", "status": "REVOKED",
            "thirdPartyAppAnalytics": {"appAnalyticsProviderId": "2", "appId": "a"}}  # fmt: skip
    client = {
        "resourceName": "customers/77/customerClients/5",
        "clientCustomer": "customers/5",
        "id": "5",
        "currencyCode": "EUR",
        "timeZone": "Europe/Madrid",
    }
    rows = [{"customerManagerLink": manager}, {"product_link": shop}, {"accountLink": gone}, {"customerClient": client}]
    found = read([{"results": [row]} for row in rows])
    assert found.unknown == ()
    assert [(one.kind, one.account, one.id, one.fields) for one in found.settings] == [
        ("link", "customers/5", "3", {"category": "MANAGER", "partner": "77", "status": "pending"}),
        ("link", "customers/5", "9", {"category": "MERCHANT_CENTER", "partner": "123"}),
        ("link", "customers/5", "8", {"category": "THIRD_PARTY_APP_ANALYTICS", "partner": "2", "status": "removed"}),
        ("account", "customers/5", "5", {"time_zone": "Europe/Madrid", "currency": "EUR"}),
    ]
    partner = only({"partnerLinks": [{"name": "accountTypes/GOOGLE_ADS/accounts/5/partnerLinks/1", "partnerLinkId": "1",
                    "owningAccount": {"accountType": "GOOGLE_ADS", "accountId": "5"}, "partnerAccount": {"accountId": "99"}}]})  # fmt: skip
    assert (partner.account, partner.fields) == ("customers/5", {"category": "DATA_PARTNER", "partner": "99"})


def test_ad_groups_have_the_windows_of_platforms_that_keep_none_elsewhere() -> None:
    group = {"adgroup_id": "31", "adgroup_name": "Spring", "pixel_id": "7", "click_attribution_window": "TWENTY_EIGHT_DAYS", "view_attribution_window": "OFF",
             "attribution_event_count": "UNSET", "operation_status": "DISABLE", "optimization_event": "ON_WEB_ORDER"}  # fmt: skip
    found = only({"code": 0, "data": {"list": [group]}})
    assert (found.kind, found.account) == ("ad_set", "7")
    assert found.fields == {"click": "28d", "view": "0d", "category": "ON_WEB_ORDER", "status": "paused"}
    squad = {
        "id": "c0",
        "name": "Spring",
        "pixel_id": "b2",
        "optimization_goal": "PIXEL_PURCHASE",
        "conversion_window": "SWIPE_7DAY",
        "status": "ACTIVE",
    }
    found = only({"request_status": "SUCCESS", "adsquads": [{"sub_request_status": "SUCCESS", "adsquad": squad}]})
    assert found.fields == {"click": "7d", "view": "0d", "category": "PURCHASE", "status": "active"}


def test_an_ad_group_of_another_pixel_is_of_nobody_here() -> None:
    """TikTok's ad groups have the number of a pixel, its list says which code that is."""
    pixel = {"pixel_code": "CHZL0AK0PRODUCTION01", "pixel_id": "7", "pixel_name": "Shop"}
    for number, count in (("7", 1), ("8", 0)):
        group = {
            "adgroup_id": "31",
            "adgroup_name": "Spring",
            "pixel_id": number,
            "click_attribution_window": "ONE_DAY",
        }
        live = {
            "specs": {
                "destinations": [{"name": "tiktok", "platform": "tiktok", "id": "CHZL0AK0PRODUCTION01"}],
                "attribution": {"windows": [{"destination": "tiktok", "click": "7d"}]},
            },
            "settings": [{"code": 0, "data": {"pixels": [pixel]}}, {"code": 0, "data": {"list": [group]}}],
        }
        assert len(findings(live_example(json.dumps(live)), "settings/window-differs", over="live")) == count


def test_answers_of_all_platforms_may_stand_in_one_array() -> None:
    """As `jq -s . *.json` puts them together: each is read by its own reader, and a finding says where in the array it stands."""
    given = list(answers().values())
    found = read_export(json.dumps(given).encode(), "exports/all.json").settings
    apart = [part for answer in given for part in read_export(json.dumps(answer).encode(), "exports/one.json").settings]
    assert sum(len(one.settings) for one in found) == sum(len(one.settings) for one in apart)
    assert {one.platform for one in found} == {one.platform for one in apart}
    x = next(one for part in found if part.platform == "x" for one in part.settings)
    position = x.place.route[0]
    assert isinstance(position, int)
    assert given[position]["data"][0]["id"] == x.id
    refused = {"error": {"code": 403, "message": "User lacks permission", "status": "PERMISSION_DENIED"}}
    with pytest.raises(GovernError, match=r"entry 2 of the file: .*error"):
        read_export(json.dumps([given[0], refused, given[1]]).encode(), "exports/all.json")


def test_ad_sets_with_one_window_are_one_finding_and_archived_ones_none() -> None:
    def ad_set(number: int, click: int, status: str) -> dict[str, Any]:
        spec = [{"event_type": "CLICK_THROUGH", "window_days": click}]
        return {"id": str(number), "name": f"Set {number}", "attribution_spec": spec, "effective_status": status}

    rows = [ad_set(number, 1, "ACTIVE") for number in range(5)] + [ad_set(5, 28, "ARCHIVED"), ad_set(6, 7, "PAUSED")]
    live = {
        "specs": {
            "destinations": [{"name": "meta", "platform": "meta", "id": "100000000000001"}],
            "attribution": {"windows": [{"destination": "meta", "click": "7d"}]},
        },
        "settings": [{"data": rows}],
    }
    (said,) = findings(live_example(json.dumps(live)), "settings/window-differs", over="live")
    assert said.message.endswith('has the click-through window "1d", the specs say "7d" (and in 4 more places)')


def test_a_tag_of_reddit_tells_a_pixel_of_the_account() -> None:
    for told, count in (("a2_other", 1), ("a2_hazel", 0)):
        html = f"<script>rdt('init','{told}');rdt('track','PageVisit');</script>"
        tag = {"name": "Reddit", "type": "html", "parameter": {"html": html}, "firingTrigger": ["All Pages"]}
        pixels = {
            "data": [{"id": "a2_hazel", "name": "Hazel", "business_id": "b1", "created_by": "m", "modified_by": "m"}]
        }
        live = {"containers": [{"id": "GTM-ABC1234", "tags": [tag]}], "settings": [pixels]}
        assert len(findings(live_example(json.dumps(live)), "settings/tag-of-foreign-pixel", over="live")) == count
