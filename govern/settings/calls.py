"""The calls of platforms' interfaces that change settings. They are written down and never made; credentials are references.

Source: the methods of the discovery document of the Admin API, v1alpha, revision 20261102; `conversionActions:mutate` of the Google
Ads API (fields as in v21 and v23); `#update` of AdsPixel in facebook/facebook-business-sdk-codegen; LinkedIn's conversions with PARTIAL_UPDATE as public
clients make them; `PUT web_event_tags/:web_event_tag_id` of X' own collection of requests, fields as its answers have them;
`UpdateConversionGoals` of the Campaign Management service of Microsoft Advertising, v13, whose REST form puts to the collection;
`pixel/update` of TikTok's Business API v1.3, in its own SDK and three public clients (checked 2026-11-30). Pinterest's interface makes tags and
changes none, Snapchat's changes a pixel's name alone: there the menus are all there is.
"""

from __future__ import annotations

from typing import Any, Literal

from govern.core.record import Record
from govern.settings import Setting
from govern.settings.matching import CLASSES

Action = Literal["add", "change", "remove"]
MICROSOFT = "https://campaign.api.bingads.microsoft.com/CampaignManagement/v13"
ADMIN = "https://analyticsadmin.googleapis.com/v1alpha"
MONTHS = {
    2: "TWO_MONTHS",
    14: "FOURTEEN_MONTHS",
    26: "TWENTY_SIX_MONTHS",
    38: "THIRTY_EIGHT_MONTHS",
    50: "FIFTY_MONTHS",
}
TOKEN = "Bearer ${ACCESS_TOKEN}"  # noqa: S105


class Call(Record):
    """One request. `headers` name where a credential comes from, never the credential."""

    method: str
    url: str
    body: Any = None
    headers: dict[str, str] = {}


def call_of(action: Action, setting: Setting, fields: dict[str, Any]) -> Call | None:
    """The call that does something to a setting; nothing where the interface has none, or where its number is not known."""
    match setting.platform:
        case "ga4":
            return analytics(action, setting, fields)
        case "google_ads" if setting.kind == "conversion":
            return google_ads(action, setting, fields)
        case "meta" if setting.kind == "pixel" and action == "change":
            return meta(setting, fields)
        case "tiktok" if setting.kind == "pixel" and action == "change":
            return tiktok(setting, fields)
        case "linkedin" if setting.kind == "conversion" and action == "change":
            return linkedin(setting, fields)
        case "x" if setting.kind == "conversion" and action != "add":
            return x(action, setting, fields)
        case "microsoft_ads" if setting.kind == "conversion" and action == "change":
            return microsoft(setting, fields)
    return None


def analytics(action: Action, setting: Setting, fields: dict[str, Any]) -> Call | None:
    """The Admin API: rows of lists are made, patched and deleted, everything else is patched."""
    resources = {"key_event": "keyEvents", "dimension": "customDimensions", "metric": "customMetrics"}
    if not setting.account:
        return None
    body = {
        key: value for name, value in fields.items() for key, value in in_analytics(setting.kind, name, value).items()
    }
    headers = {"Authorization": TOKEN}
    if setting.kind in resources:
        url = f"{ADMIN}/{setting.account}/{resources[setting.kind]}"
        if action == "add":
            more = {} if setting.kind == "key_event" else {"displayName": setting.name}
            return Call("POST", url, {**more, **body}, headers)
        if not setting.id:
            return None
        if action == "remove":
            return (
                Call("DELETE", f"{url}/{setting.id}", None, headers)
                if setting.kind == "key_event"
                else Call("POST", f"{url}/{setting.id}:archive", {}, headers)
            )
        return Call("PATCH", f"{url}/{setting.id}?updateMask={mask(body)}", body, headers)
    paths = {
        "retention": "/dataRetentionSettings",
        "google_signals": "/googleSignalsSettings",
        "attribution": "/attributionSettings",
        "property": "",
    }
    if setting.kind in paths and body:
        return Call("PATCH", f"{ADMIN}/{setting.account}{paths[setting.kind]}?updateMask={mask(body)}", body, headers)
    return None


def mask(body: dict[str, Any]) -> str:
    """The fields that a patch is about."""
    return ",".join(body)


PLAIN = {"event": "eventName", "parameter": "parameterName", "time_zone": "timeZone"}
UPPER = {"scope": "scope", "unit": "measurementUnit"}
WINDOWS = {
    "acquisition": ("acquisitionConversionEventLookbackWindow", "ACQUISITION_CONVERSION_EVENT_LOOKBACK_WINDOW"),
    "other": ("otherConversionEventLookbackWindow", "OTHER_CONVERSION_EVENT_LOOKBACK_WINDOW"),
}


def in_analytics(kind: str, field: str, value: Any) -> dict[str, Any]:
    """A field as the Admin API has it; nothing where it has no such field."""
    if field in PLAIN:
        return {PLAIN[field]: value}
    if field in UPPER:
        return {UPPER[field]: str(value).upper()}
    if field in WINDOWS:
        name, words = WINDOWS[field]
        return {name: f"{words}_{days(value)}_DAYS"}
    if field == "counting":
        return {"countingMethod": "ONCE_PER_EVENT" if value == "every" else "ONCE_PER_SESSION"}
    if field == "retention_months" and value in MONTHS:
        return {"eventDataRetention": MONTHS[value]}
    if field == "on" and kind == "google_signals":
        return {"state": "GOOGLE_SIGNALS_ENABLED" if value else "GOOGLE_SIGNALS_DISABLED"}
    return {"currencyCode": value} if field == "currency" and kind == "property" else {}


def days(value: Any) -> int:
    """A window in whole days."""
    from govern.spec.base import seconds

    return int(seconds(str(value)) // 86400)


def google_ads(action: Action, setting: Setting, fields: dict[str, Any]) -> Call | None:
    """One operation on a conversion action."""
    if not setting.account.startswith("customers/"):
        return None
    name = f"{setting.account}/conversionActions/{setting.id}"
    body = {key: value for field, wish in fields.items() for key, value in in_ads(field, wish).items()}
    operation: dict[str, Any]
    if action == "add":
        operation = {"create": {"name": setting.name, **body}}
    elif not setting.id:
        return None
    elif action == "remove":
        operation = {"remove": name}
    else:
        operation = {"update": {"resourceName": name, **body}, "updateMask": mask(body)}
    headers = {"Authorization": TOKEN}
    return Call(
        "POST",
        f"https://googleads.googleapis.com/v26/{setting.account}/conversionActions:mutate",
        {"operations": [operation]},
        headers,
    )


def in_ads(field: str, value: Any) -> dict[str, Any]:
    """A field as the Google Ads API has it; windows are numbers in text."""
    match field:
        case "click":
            return {"clickThroughLookbackWindowDays": str(days(value))}
        case "view":
            return {"viewThroughLookbackWindowDays": str(days(value))}
        case "counting":
            return {"countingType": "MANY_PER_CLICK" if value == "every" else "ONE_PER_CLICK"}
        case "primary":
            return {"primaryForGoal": value}
        case "category":
            return {"category": value}
        case "method":
            return {"type": value}
        case "value":
            return {"valueSettings": {"defaultValue": value}}
        case "status":
            return {"status": "ENABLED" if value == "active" else "HIDDEN"}
    return {}


def meta(setting: Setting, fields: dict[str, Any]) -> Call | None:
    """An update of a pixel."""
    body: dict[str, Any] = {}
    if "matching" in fields:
        short = {classes[0]: name for name, classes in CLASSES.items() if len(classes) == 1 and len(name) <= 2}
        names = [short.get(word, word) for word in fields["matching"]]
        body = {"enable_automatic_matching": bool(names), "automatic_matching_fields": names}
    if "first_party_cookies" in fields:
        body["first_party_cookie_status"] = (
            f"FIRST_PARTY_COOKIE_{'ENABLED' if fields['first_party_cookies'] else 'DISABLED'}"
        )
    if not body or not setting.id:
        return None
    return Call("POST", f"https://graph.facebook.com/{setting.id}", body, {"Authorization": TOKEN})


MATCHED_BY_TIKTOK = ("email", "phone_number", "name", "address", "external_id")


def tiktok(setting: Setting, fields: dict[str, Any]) -> Call | None:
    """An update of a pixel, which is named by its number; its name has to be said with it."""
    body: dict[str, Any] = {}
    if "matching" in fields:
        wished = set(fields["matching"])
        body["automatic_advanced_matching_fields"] = {
            name: wished.issuperset(CLASSES[name]) for name in MATCHED_BY_TIKTOK
        }
    if "first_party_cookies" in fields:
        body["enable_first_party_cookies"] = fields["first_party_cookies"]
    number = setting.rest.get("pixel_id")
    if not body or not number:
        return None
    whole = {"advertiser_id": "${ADVERTISER_ID}", "pixel_id": str(number), "pixel_name": setting.name, **body}
    url = "https://business-api.tiktok.com/open_api/v1.3/pixel/update/"
    return Call("POST", url, whole, {"Access-Token": "${ACCESS_TOKEN}"})


def linkedin(setting: Setting, fields: dict[str, Any]) -> Call | None:
    """A partial update of a conversion rule."""
    names = {"click": "postClickAttributionWindowSize", "view": "viewThroughAttributionWindowSize"}
    body = {names[field]: days(value) for field, value in fields.items() if field in names}
    if "status" in fields:
        body["enabled"] = fields["status"] == "active"
    if not body or not setting.id:
        return None
    headers = {"Authorization": TOKEN, "X-RestLi-Method": "PARTIAL_UPDATE", "X-Restli-Protocol-Version": "2.0.0"}
    url = f"https://api.linkedin.com/rest/conversions/{setting.id.rpartition(':')[2]}"
    return Call(
        "POST", f"{url}?account={setting.account}" if setting.account else url, {"patch": {"$set": body}}, headers
    )


def x(action: Action, setting: Setting, fields: dict[str, Any]) -> Call | None:
    """A change of a web event tag, which X takes as a form, or its deletion. Requests are signed with four credentials (OAuth 1.0a)."""
    names = {"click": "click_window", "view": "view_through_window"}
    body: dict[str, Any] = {names[field]: days(value) for field, value in fields.items() if field in names}
    if "category" in fields:
        body["type"] = fields["category"]
    if not setting.id or (action == "change" and not body):
        return None
    url = f"https://ads-api.x.com/12/accounts/${{ACCOUNT_ID}}/web_event_tags/{setting.id}"
    headers = {"Authorization": "OAuth ${OAUTH_SIGNATURE}"}
    return Call("DELETE", url, None, headers) if action == "remove" else Call("PUT", url, body, headers)


def microsoft(setting: Setting, fields: dict[str, Any]) -> Call | None:
    """A change of a goal; the kind of the goal has to be said with it, and windows are minutes."""
    from govern.spec.base import seconds

    names = {"click": "ConversionWindowInMinutes", "view": "ViewThroughConversionWindowInMinutes"}
    body: dict[str, Any] = {
        names[field]: int(seconds(value) // 60) for field, value in fields.items() if field in names
    }
    if "counting" in fields:
        body["CountType"] = "All" if fields["counting"] == "every" else "Unique"
    if "status" in fields:
        body["Status"] = "Active" if fields["status"] == "active" else "Paused"
    if "primary" in fields:
        body["ExcludeFromBidding"] = not fields["primary"]
    method = setting.says("method")
    if not body or not setting.id or not method:
        return None
    goal = {"Type": method, "Id": setting.id, **body}
    headers = {"Authorization": TOKEN, "DeveloperToken": "${DEVELOPER_TOKEN}", "CustomerId": "${CUSTOMER_ID}",
               "CustomerAccountId": "${CUSTOMER_ACCOUNT_ID}"}  # fmt: skip
    return Call("PUT", f"{MICROSOFT}/ConversionGoals", {"ConversionGoals": [goal]}, headers)
