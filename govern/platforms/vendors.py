"""Vendors of advertising that have no folder of their own here: how their code gives them away, and what its calls tell.

A platform's folder knows what it needs, takes and answers; of these it is known what stands in a live container, so that the
rules about what is told twice, on every page, on a click or without consent hold for them as well. All of it is data, which
`signals/code/vendor_table.py` reads.

A way is a number of an argument and the keys in it (`0.properties.pixelId`).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from govern.core.record import Record
from govern.platforms.facts import Request


class VendorCall(Record):
    """One kind of call of a vendor's function, known by what its argument at the way `key` says; by any where `says` is empty.

    `account` and `name` are ways to whom it tells what, `fields` is the way to the parameters. With `each`, every argument is such a
    call, ways count from it, and an account that one names is that of the others. The first kind that fits is that of a call.
    """

    function: str
    says: tuple[str, ...] = ()
    key: str = "0"
    kind: Literal["event", "base", "support"] = "event"
    account: str = ""
    name: str = ""
    fields: str = ""
    each: bool = False


class AdVendor(Record):
    """A vendor of advertising: its `sign` in code, its calls, and what of what they tell is worth something.

    `accounts` are names that a page sets to its account, `worths` those that it sets to what an order is worth, `objects` those of
    objects whose keys are set one by one and make one event of that name. `events` are its events in the words of all platforms,
    `value` and `order` what it calls the worth and the number of an order.
    """

    key: str
    name: str
    sign: str
    source: tuple[str, str]
    checked: str
    calls: tuple[VendorCall, ...] = ()
    accounts: tuple[str, ...] = ()
    worths: tuple[str, ...] = ()
    objects: dict[str, str] = {}
    events: dict[str, str] = {}
    value: tuple[str, ...] = ("value",)
    order: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()


VENDORS = (
    AdVendor(
        key="quora",
        name="Quora",
        sign=r"a\.quora\.com/qevents|\bqp\s*\(\s*['\"](?:init|track)\b",
        calls=(
            VendorCall("qp", ("init",), kind="base", account="1"),
            VendorCall("qp", ("track",), name="1", fields="2"),
        ),
        events={
            "Purchase": "purchase",
            "Lead": "generate_lead",
            "GenerateLead": "generate_lead",
            "CompleteRegistration": "sign_up",
        },
        requests=(
            Request(
                id="quora_pixel",
                host_pattern=r"^q\.quora\.com$",
                path_pattern=r"^/_/ad/(?P<id>[0-9a-f]{8,64})/pixel$",
                encoding="query",
                params={"event_name": "tag"},
                source="https://pastebin.com/Sh1TSYxK",
                verified=False,
                source_kind="observed",
                checked="2026-12-01",
            ),
        ),
        source=(
            "https://github.com/Tiggerito/BigCommerce/blob/main/tag-rocket-quora.html",
            "https://pastebin.com/Sh1TSYxK",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="taboola",
        name="Taboola",
        sign=r"cdn\.taboola\.com|\b_tfa\b",
        calls=(VendorCall("_tfa.push", account="0.id", name="0.name", fields="0"),),
        events={
            "make_purchase": "purchase",
            "purchase": "purchase",
            "lead": "generate_lead",
            "complete_registration": "sign_up",
        },
        value=("revenue",),
        order=("orderid",),
        requests=(
            Request(
                id="taboola_image",
                host_pattern=r"^trc\.taboola\.com$",
                path_pattern=r"^/(?P<id>\d{4,12})/log/3/unip/?$",
                encoding="query",
                params={"event_name": "en", "value": "revenue", "currency": "currency", "event_id": "orderid"},
                unverified_params=("revenue", "currency", "orderid"),
                source="the image of the base code in public sites, no single address",
                verified=False,
                source_kind="observed",
                checked="2026-12-01",
            ),
        ),
        source=(
            "https://developers.taboola.com/pixel/docs/doc-javascript-setup",
            "https://developers.taboola.com/pixel/docs/the-postback-url",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="outbrain",
        name="Outbrain",
        sign=r"amplify\.outbrain\.com|\bobApi\s*\(",
        calls=(VendorCall("obApi", ("track",), name="1", fields="2"),),
        accounts=("OB_ADV_ID",),
        events={"Purchase": "purchase", "Conversion": "conversion", "Lead": "generate_lead", "Sign up": "sign_up"},
        value=("orderValue",),
        order=("orderId",),
        requests=(
            Request(
                id="outbrain_image",
                host_pattern=r"^tr\.outbrain\.com$",
                path_pattern=r"^/(unifiedPixel|pixel|obtpixel\.gif)$",
                encoding="query",
                params={
                    "pixel_id": "marketerId",
                    "event_name": "name",
                    "value": "orderValue",
                    "currency": "currency",
                    "event_id": "orderId",
                },
                source="https://www.outbrain.com/help/advertisers/server2server-integrations/",
                verified=False,
                source_kind="observed",
                checked="2026-12-01",
            ),
        ),
        source=(
            "https://opsblu.com/hi/documentation/ad-platforms/outbrain/setup-and-implementation/event-tracking",
            "https://github.com/luratic/OutbrainEnhanced/blob/master/template.tpl",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="criteo",
        name="Criteo",
        sign=r"static\.criteo\.net|dynamic\.criteo\.com|\bcriteo_q\b",
        calls=(
            VendorCall("criteo_q.push", ("setAccount",), "0.event", "support", account="0.account", each=True),
            VendorCall(
                "criteo_q.push",
                ("setSiteType", "setEmail", "setHashedEmail", "setCustomerId", "setRetailerVisitorId", "setZipcode"),
                "0.event",
                "support",
                each=True,
            ),
            VendorCall("criteo_q.push", key="0.event", name="0.event", fields="0", each=True),
        ),
        events={"trackTransaction": "purchase"},
        value=("item", "product"),
        order=("id",),
        source=(
            "https://developers.criteo.com/retailer-integration/docs/onetag-for-offsite",
            "https://docs.tealium.com/client-side-tags/criteo-onetag-tag/",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="awin",
        name="Awin",
        sign=r"www\.dwin1\.com|\bAWIN\.Tracking\b",
        objects={"AWIN.Tracking.Sale": "sale"},
        events={"sale": "purchase", "conversion": "purchase"},
        value=("amount",),
        order=("orderRef",),
        requests=(
            Request(
                id="awin_image",
                host_pattern=r"^(www\.)?awin1\.com$",
                path_pattern=r"^/sread\.(img|php|js)$",
                encoding="query",
                params={"pixel_id": "merchant", "sale_amount": "amount", "currency": "cr", "event_id": "ref"},
                source="https://help.awin.com/docs/conversion-tag",
                verified=False,
                source_kind="observed",
                checked="2026-12-01",
            ),
        ),
        source=(
            "https://help.awin.com/docs/conversion-tag",
            "https://experienceleague.adobe.com/en/docs/experience-platform/destinations/catalog/advertising/awin-conversiontag",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="adroll",
        name="AdRoll",
        sign=r"s\.adroll\.com|\badroll_adv_id\b|\badroll\.track\s*\(",
        calls=(VendorCall("adroll.track", name="0", fields="1"),),
        accounts=("adroll_adv_id",),
        worths=("adroll_conversion_value",),
        events={"purchase": "purchase"},
        value=("conversion_value",),
        order=("order_id",),
        source=(
            "https://docs.tealium.com/client-side-tags/adroll-pixel-tag/",
            "https://github.com/Tiggerito/BigCommerce/blob/main/tag-rocket-adroll.html",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="yahoo",
        name="Yahoo",
        sign=r"s\.yimg\.com/wi/ytc\.js|\bdotq\b",
        calls=(
            VendorCall(
                "dotq.push",
                account="0.properties.pixelId",
                name="0.properties.qstrings.ea",
                fields="0.properties.qstrings",
            ),
        ),
        events={"Purchase": "purchase", "Lead": "generate_lead", "SignUp": "sign_up"},
        value=("gv",),
        source=(
            "https://docs.tealium.com/client-side-tags/yahoo-dot-tag/",
            "https://pastebin.com/7930XGfu",
        ),
        checked="2026-12-01",
    ),
    AdVendor(
        key="amazon_ads",
        name="Amazon Ads",
        sign=r"c\.amazon-adsystem\.com/aat|\bamzn\s*\(\s*['\"](?:addTag|trackEvent)\b",
        calls=(
            VendorCall("amzn", ("addTag",), kind="base", account="1"),
            VendorCall("amzn", ("trackEvent",), name="1", fields="2"),
        ),
        events={
            "Purchase": "purchase",
            "Off-AmazonPurchases": "purchase",
            "Lead": "generate_lead",
            "SignUp": "sign_up",
            "Subscribe": "subscribe",
        },
        order=("clientDedupeId",),
        source=(
            "https://github.com/amzn/ads-pao-amznjs-gtm-template",
            "https://docs.tealium.com/client-side-tags/amazon-advertising-tag/",
        ),
        checked="2026-12-01",
    ),
)


WORDS = tuple(
    dict.fromkeys(
        name.partition(".")[0]
        for vendor in VENDORS
        for name in (*(call.function for call in vendor.calls), *vendor.accounts, *vendor.objects)
    )
)
"""One of these words is in every code that calls them."""


@cache
def vendors() -> dict[str, AdVendor]:
    """The vendors by key."""
    return {vendor.key: vendor for vendor in VENDORS}
