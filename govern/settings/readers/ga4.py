"""Settings of Google Analytics, from the Admin API (v1alpha or v1beta).

`GET https://analyticsadmin.googleapis.com/v1alpha/properties/PROPERTY/...` with

- `keyEvents`, `customDimensions`, `customMetrics`, `audiences`, `channelGroups`, `reportingDataAnnotations`,
- `dataStreams`, and below a stream `enhancedMeasurementSettings`, `eventCreateRules`, `eventEditRules` and
  `measurementProtocolSecrets` (their values are never kept),
- `attributionSettings`, `dataRetentionSettings`, `googleSignalsSettings`, `userProvidedDataSettings`,
  `reportingIdentitySettings`, `googleAdsLinks`, `bigQueryLinks`;
- `GET .../v1beta/properties?filter=parent:accounts/ACCOUNT` for time zones and currencies,
  `GET .../accounts/ACCOUNT/dataSharingSettings`, and `POST .../accounts/ACCOUNT:searchChangeHistoryEvents`.

One answer a file, or several in one: `jq -s . *.json > all.json`.

Source: the discovery document analyticsadmin.v1alpha, revision 20261102, and answers as tests of public clients have them.
"""

from __future__ import annotations

import re
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.settings import Settings
from govern.settings.ga4_events import EVENTS
from govern.settings.shapes import Shape, owner_in
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, days, inside, known, text_of, texts, truth
from govern.settings.walking import holds

PRECEDENCE = 61
READS = "json"
HOLDS = "settings"

MONTHS = {"TWO": 2, "FOURTEEN": 14, "TWENTY_SIX": 26, "THIRTY_EIGHT": 38, "FIFTY": 50}
ENHANCED = {
    "scrollsEnabled": "scrolls",
    "outboundClicksEnabled": "outbound_clicks",
    "siteSearchEnabled": "site_search",
    "videoEngagementEnabled": "video_engagement",
    "fileDownloadsEnabled": "file_downloads",
    "pageChangesEnabled": "page_changes",
    "formInteractionsEnabled": "form_interactions",
}
SHARING = {
    "sharingWithGoogleSupportEnabled": "support",
    "sharingWithGoogleAssignedSalesEnabled": "assigned sales",
    "sharingWithGoogleProductsEnabled": "products",
    "sharingWithOthersEnabled": "others",
}


def property_(row: Row) -> dict[str, Any]:
    """Time zone and currency."""
    level = text_of(row.get("serviceLevel"))
    return known(
        time_zone=row.get("timeZone"),
        currency=row.get("currencyCode"),
        premium=level == "GOOGLE_ANALYTICS_360" if level else None,
        deleted=True if row.get("deleteTime") else None,
    )


def stream(row: Row) -> dict[str, Any]:
    """A web stream's measurement ID and address, or an app."""
    web = row.get("webStreamData")
    app = row.get("androidAppStreamData") or row.get("iosAppStreamData")
    return known(
        measurement_id=inside(row, "webStreamData", "measurementId"),
        uri=inside(row, "webStreamData", "defaultUri"),
        category="web" if web is not None else "app" if app is not None else None,
    )


def attribution(row: Row) -> dict[str, Any]:
    """The windows of the property, the model of its reports, and what Google Ads is given."""
    return known(
        acquisition=days(row.get("acquisitionConversionEventLookbackWindow")),
        other=days(row.get("otherConversionEventLookbackWindow")),
        model=row.get("reportingAttributionModel"),
        export_scope=row.get("adsWebConversionDataExportScope"),
    )


def retention(row: Row) -> dict[str, Any]:
    """How many months events and users are kept."""
    return known(
        retention_months=months(row.get("eventDataRetention")),
        user_retention_months=months(row.get("userDataRetention")),
        reset_on_activity=row.get("resetUserDataOnNewActivity") is True,
    )


def months(value: Any) -> int | None:
    """`FOURTEEN_MONTHS` in figures."""
    return MONTHS.get(text_of(value).removesuffix("_MONTHS"))


def signals(row: Row) -> dict[str, Any]:
    """Whether Google signals are on."""
    state = text_of(row.get("state"))
    return known(on=state == "GOOGLE_SIGNALS_ENABLED" if state.startswith("GOOGLE_SIGNALS_") else None)


def user_data(row: Row) -> dict[str, Any]:
    """Whether the property collects what users have typed."""
    return known(
        on=row.get("userProvidedDataCollectionEnabled") is True,
        automatic=row.get("automaticallyDetectedDataCollectionEnabled") is True,
    )


def enhanced(row: Row) -> dict[str, Any]:
    """What a stream measures by itself: an absent truth is false, as the interface leaves these out."""
    is_on = row.get("streamEnabled") is True
    return known(on=is_on, events=tuple(word for key, word in ENHANCED.items() if is_on and row.get(key) is True))


def ads_link(row: Row) -> dict[str, Any]:
    """Which Google Ads account is linked."""
    return known(
        customer=text_of(row.get("customerId")).replace("-", ""),
        personalization=truth(row.get("adsPersonalizationEnabled")),
        manager=truth(row.get("canManageClients")),
    )


def bigquery_link(row: Row) -> dict[str, Any]:
    """What is exported to BigQuery."""
    return known(
        project=row.get("project"),
        daily=row.get("dailyExportEnabled") is True or row.get("freshDailyExportEnabled") is True,
        streaming=row.get("streamingExportEnabled") is True,
        excluded=texts(row.get("excludedEvents")),
        advertising_id=row.get("includeAdvertisingId") is True,
    )


def identity(row: Row) -> dict[str, Any]:
    """How reports tell who is who."""
    return known(model=row.get("reportingIdentity"))


def sharing(row: Row) -> dict[str, Any]:
    """With whom an account's data is shared."""
    return {"with_google": tuple(word for key, word in SHARING.items() if row.get(key) is True)}


def of_property(end: str) -> re.Pattern[str]:
    """The resource name of something at a property."""
    return regex(rf"properties/[^/]+/{end}")


def keys(*names: str) -> frozenset[str]:
    """Keys that stand together."""
    return frozenset(names)


SHAPES = (
    Shape("attribution", attribution, ("acquisitionConversionEventLookbackWindow", "otherConversionEventLookbackWindow",
          "reportingAttributionModel", "adsWebConversionDataExportScope"), account=owner_in, schema="AttributionSettings",
          path=of_property("attributionSettings"), marks=(keys("acquisitionConversionEventLookbackWindow"),)),
    Shape("retention", retention, ("eventDataRetention", "userDataRetention", "resetUserDataOnNewActivity"), account=owner_in,
          schema="DataRetentionSettings", path=of_property("dataRetentionSettings"), marks=(keys("eventDataRetention"),)),
    Shape("google_signals", signals, ("state", "consent"), account=owner_in, schema="GoogleSignalsSettings",
          path=of_property("googleSignalsSettings")),
    Shape("user_data", user_data, ("userProvidedDataCollectionEnabled", "automaticallyDetectedDataCollectionEnabled"),
          account=owner_in, schema="UserProvidedDataSettings", path=of_property("userProvidedDataSettings"),
          marks=(keys("userProvidedDataCollectionEnabled"),)),
    Shape("enhanced_measurement", enhanced, ("streamEnabled", *ENHANCED), account=owner_in,
          path=of_property("dataStreams/[^/]+/enhancedMeasurementSettings"), schema="EnhancedMeasurementSettings",
          marks=(keys("streamEnabled", "outboundClicksEnabled"),)),
    Shape("identity", identity, ("reportingIdentity",), account=owner_in, schema="ReportingIdentitySettings",
          path=of_property("reportingIdentitySettings"), marks=(keys("reportingIdentity"),)),
    Shape("sharing", sharing, tuple(SHARING), account=owner_in, schema="DataSharingSettings",
          path=regex("accounts/[^/]+/dataSharingSettings"), marks=(keys("sharingWithGoogleSupportEnabled"),)),
    *EVENTS,
    Shape("stream", stream, ("webStreamData", "androidAppStreamData", "iosAppStreamData", "type"), lists=("dataStreams",),
          account=owner_in, path=of_property("dataStreams/[^/]+"), schema="DataStream", names=("displayName",)),
    Shape("link", ads_link, ("customerId", "adsPersonalizationEnabled", "canManageClients"), lists=("googleAdsLinks",),
          account=owner_in, path=of_property("googleAdsLinks/[^/]+"), schema="GoogleAdsLink", names=("customerId",)),
    Shape("link", bigquery_link, ("project", "dailyExportEnabled", "streamingExportEnabled", "freshDailyExportEnabled",
          "excludedEvents", "includeAdvertisingId"), lists=("bigqueryLinks", "bigQueryLinks"), account=owner_in,
          path=of_property("bigQueryLinks/[^/]+"), schema="BigQueryLink", names=("project",)),
    Shape("property", property_, ("timeZone", "currencyCode", "serviceLevel", "displayName", "deleteTime"), lists=("properties",),
          account=owner_in, path=regex("properties/[^/]+"), schema="Property", names=("displayName",)),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer of the Admin API about something other than people."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What a property has set."""
    return read_shapes(given, "ga4", SHAPES)
