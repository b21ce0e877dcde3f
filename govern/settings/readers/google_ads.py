"""Settings of a Google Ads account, from the Google Ads API.

The queries `SELECT conversion_action.id, conversion_action.name, conversion_action.status, conversion_action.type,
conversion_action.category, conversion_action.primary_for_goal, conversion_action.counting_type,
conversion_action.click_through_lookback_window_days, conversion_action.view_through_lookback_window_days,
conversion_action.value_settings.default_value, conversion_action.attribution_model_settings.attribution_model,
conversion_action.tag_snippets, conversion_action.google_analytics_4_settings.event_name,
metrics.conversion_last_conversion_date FROM conversion_action` and `SELECT customer.id, customer.time_zone,
customer.currency_code, customer.auto_tagging_enabled,
customer.conversion_tracking_setting.accepted_customer_data_terms FROM customer`, and for who changed what in the last 30 days
`... FROM change_event`. What the account is linked with: `SELECT product_link.type, product_link.product_link_id,
product_link.merchant_center.merchant_center_id, product_link.data_partner.data_partner_id, product_link.google_ads.customer,
product_link.advertising_partner.customer FROM product_link`, `... FROM account_link` (analytics of apps), `... FROM customer_manager_link` (who
manages it), and of a manager `... FROM customer_client_link` and `... FROM customer_client` (its accounts with currency and time zone). Links with
Analytics stand on the side of Analytics only.

All are sent with `search` or `searchStream`, in the spelling of the REST interface or of the Python library. The interface has no field for
the engaged-view window.

Source: rows of a diagnostic report of an account, rows of public programs' tests, and the resources in the discovery document
searchads360.v23, revision 20260820, which has those of Google Ads. Of links no answer of an account was seen.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.settings import Settings
from govern.settings.described import camel
from govern.settings.shapes import Shape, owner_in
from govern.settings.shapes import read as read_shapes
from govern.settings.values import Row, day, days, inside, known, number, text_of, truth
from govern.settings.walking import holds

PRECEDENCE = 62
READS = "json"
HOLDS = "settings"

COUNTING = {"ONE_PER_CLICK": "once", "MANY_PER_CLICK": "every"}
STATUS = {"ENABLED": "active", "HIDDEN": "hidden", "REMOVED": "removed"}
CLIENT_STATUS = {"ENABLED": "active", "SUSPENDED": "paused", "CANCELED": "removed", "CLOSED": "removed"}
LINKED = {"ENABLED": "active", "ACTIVE": "active", "REQUESTED": "pending", "PENDING": "pending", "PENDING_APPROVAL": "pending",
          "REMOVED": "removed", "INACTIVE": "removed", "CANCELED": "removed", "REFUSED": "removed", "REJECTED": "removed",
          "REVOKED": "removed"}  # fmt: skip
PARTNERS = (("merchantCenter", "merchantCenterId"), ("dataPartner", "dataPartnerId"), ("googleAds", "customer"), ("advertisingPartner", "customer"),
            ("thirdPartyAppAnalytics", "appAnalyticsProviderId"))  # fmt: skip
"""Below which keys a link has the other side's number."""
SEND_TO = regex(r"AW-[0-9]{6,12}/[A-Za-z0-9_-]{8,30}")
SNIPPET = 4000
"""How much of a snippet is looked at for its label."""


def rest(row: Row) -> Row:
    """A row as REST writes it, whichever client printed it."""
    if "_" not in "".join(row):
        return row
    return {camel(key): rest(value) if isinstance(value, dict) else value for key, value in row.items()}


def conversion(given: Row) -> dict[str, Any]:
    """A conversion action."""
    row = rest(given)
    primary = row.get("primaryForGoal", row.get("includeInConversionsMetric"))
    return known(
        click=days(row.get("clickThroughLookbackWindowDays")),
        view=days(row.get("viewThroughLookbackWindowDays")),
        counting=COUNTING.get(text_of(row.get("countingType"))),
        model=inside(row, "attributionModelSettings", "attributionModel"),
        primary=truth(primary),
        status=STATUS.get(text_of(row.get("status"))),
        category=row.get("category"),
        method=row.get("type"),
        value=number(inside(row, "valueSettings", "defaultValue")),
        currency=inside(row, "valueSettings", "defaultCurrencyCode"),
        always_default=truth(inside(row, "valueSettings", "alwaysUseDefaultValue")),
        event=inside(row, "googleAnalytics4Settings", "eventName"),
        property=text_of(inside(row, "googleAnalytics4Settings", "propertyId")),
        label=label(row.get("tagSnippets")),
        fired=day(inside(given, "metrics", "conversionLastConversionDate")),
    )


def label(snippets: Any) -> str | None:
    """What the tag sends to, in the snippet that the account shows."""
    for snippet in snippets if isinstance(snippets, list) else ():
        for text in snippet.values() if isinstance(snippet, dict) else ():
            if isinstance(text, str) and (found := SEND_TO.search(text[:SNIPPET])):
                return found[0]
    return None


def customer(given: Row) -> dict[str, Any]:
    """An account, and how its conversions are tracked."""
    row = rest(given)
    tracking = row.get("conversionTrackingSetting")
    return known(
        time_zone=row.get("timeZone"),
        currency=row.get("currencyCode"),
        auto_tagging=truth(row.get("autoTaggingEnabled")),
        manager=truth(row.get("manager")),
        status=CLIENT_STATUS.get(text_of(row.get("status"))),
        customer_data_terms=truth(inside(row, "conversionTrackingSetting", "acceptedCustomerDataTerms")),
        enhanced_for_leads=truth(inside(row, "conversionTrackingSetting", "enhancedConversionsForLeadsEnabled"))
        if isinstance(tracking, dict)
        else None,
    )


def link(given: Row) -> dict[str, Any]:
    """What an account is linked with. A product link has no status: it stands."""
    row = rest(given)
    other = next((text for keys in PARTNERS if (text := text_of(inside(row, *keys)))), "")
    other = text_of(row.get("managerCustomer")) or text_of(row.get("clientCustomer")) or other
    return known(
        category=text_of(row.get("type")) or kind_of(row),
        partner=other.rpartition("/")[2],
        status=LINKED.get(text_of(row.get("status"))),
    )


def kind_of(row: Row) -> str:
    """What the other side of a link between accounts is to this one."""
    return "MANAGER" if "managerCustomer" in row else "CLIENT" if "clientCustomer" in row else ""


def client_of(row: Row) -> str:
    """The account of which a manager tells."""
    return text_of(row.get("clientCustomer") or row.get("client_customer")) or f"customers/{text_of(row.get('id'))}"


def changed(given: Row) -> dict[str, Any]:
    """Who changed what on which day."""
    row = rest(given)
    words = (text_of(row.get(key)) for key in ("changeResourceType", "resourceChangeOperation"))
    return known(
        day=day(row.get("changeDateTime")),
        actor=row.get("userEmail"),
        what=" ".join(filter(None, words)).lower().replace("_", " "),
        method=row.get("clientType"),
    )


def account_of(row: Row) -> str:
    """Whose the action is."""
    return owner_in(row) or text_of(row.get("ownerCustomer") or row.get("owner_customer"))


def customer_of(row: Row) -> str:
    """The account itself."""
    return owner_in(row) or f"customers/{text_of(row.get('id'))}"


USED = ("clickThroughLookbackWindowDays", "viewThroughLookbackWindowDays", "countingType", "attributionModelSettings",
        "primaryForGoal", "status", "category", "type", "valueSettings", "googleAnalytics4Settings", "tagSnippets", "id",
        "resourceName", "metrics")  # fmt: skip

SHAPES = (
    Shape("conversion", conversion, USED, wraps=("conversionAction", "conversion_action"), schema="ConversionAction",
          path=regex("customers/[^/]+/conversionActions/[^/]+"), account=account_of,
          marks=(frozenset({"countingType", "category"}), frozenset({"clickThroughLookbackWindowDays", "category"}),
                 frozenset({"counting_type", "category"}))),
    Shape("account", customer, ("timeZone", "currencyCode", "autoTaggingEnabled", "conversionTrackingSetting", "manager", "id",
          "status", "resourceName", "descriptiveName"), wraps=("customer",), schema="Customer", account=customer_of,
          path=regex("customers/[0-9-]+"), marks=(frozenset({"currencyCode", "timeZone", "autoTaggingEnabled"}),)),
    Shape("account", customer, ("timeZone", "currencyCode", "manager", "id", "status", "clientCustomer", "resourceName", "descriptiveName", "level"),
          wraps=("customerClient", "customer_client"), schema="CustomerClient", account=client_of,
          path=regex("customers/[^/]+/customerClients/[^/]+"), marks=(frozenset({"clientCustomer", "currencyCode"}),)),
    *(Shape("link", link, ("type", "status", "managerCustomer", "clientCustomer", *(key for key, _ in PARTNERS)), schema=schema, account=owner_in,
            wraps=wraps, names=("managerCustomer", "manager_customer", "clientCustomer", "client_customer", id),
            ids=(id, "manager_link_id", "product_link_id", "account_link_id"),
            path=regex(rf"customers/[^/]+/{wraps[0]}s/[^/]+"))
      for schema, id, wraps in (
          ("ProductLink", "productLinkId", ("productLink", "product_link")),
          ("AccountLink", "accountLinkId", ("accountLink", "account_link")),
          ("CustomerManagerLink", "managerLinkId", ("customerManagerLink", "customer_manager_link")),
          ("CustomerClientLink", "managerLinkId", ("customerClientLink", "customer_client_link")))),
    Shape("changed", changed, ("changeDateTime", "changeResourceType", "resourceChangeOperation", "userEmail", "clientType"),
          wraps=("changeEvent", "change_event"), account=owner_in, names=("resourceName", "resource_name"),
          marks=(frozenset({"changeDateTime", "userEmail"}), frozenset({"change_date_time", "user_email"}))),
)  # fmt: skip


def matches(data: Any) -> bool:
    """Whether this is an answer about conversion actions, customers, links or changes."""
    return holds(data, SHAPES)


def read(given: Given) -> tuple[Settings, ...]:
    """What an account has set."""
    is_without = bool(given.raw) and b"metrics" not in given.raw
    data = given.data if is_without else with_metrics(given.data)
    return read_shapes(Given(given.file, data, given.raw), "google_ads", SHAPES)


def with_metrics(data: Any) -> Any:
    """An answer in which each action has the metrics that its row has beside it."""
    if isinstance(data, list):
        return [with_metrics(item) for item in data]
    if not isinstance(data, dict):
        return data
    key = next((key for key in ("conversionAction", "conversion_action") if isinstance(data.get(key), dict)), "")
    if key and isinstance(data.get("metrics"), dict):
        return {**data, key: {**data[key], "metrics": rest(data["metrics"])}}
    return {name: with_metrics(item) if isinstance(item, list) else item for name, item in data.items()}
