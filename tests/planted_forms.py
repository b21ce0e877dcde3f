"""The same flaws in other forms: code around a vendor's function, images, groups, hosts, patterns. And their mended twins."""

from __future__ import annotations

from typing import Any

from planted_kit import (
    DEFAULT,
    THANKS,
    Body,
    Plant,
    also,
    analytics,
    both,
    condition,
    fields,
    fires,
    html,
    layer,
    message,
    page,
    parameter,
    reads,
    rows,
)

WRAPPED = "<script>function tell(n, d) { if (window.fbq) fbq('track', n, d); } tell('Purchase', {value: {{Value}}, order_id: {{Order}}%s});</script>"
MERGED = "<script>fbq('track', 'Purchase', Object.assign({value: {{Value}}}, {order_id: {{Order}}}%s));</script>"
IMAGE = "<script>new Image().src = 'https://www.facebook.com/tr?id=123456789012345&ev=Purchase&cd[value]=' + {{Value}}%s;</script>"
LISTENER = "<script>jQuery('#pay').on('%s', function () { snaptr('track', 'PURCHASE', {price: {{Value}}, currency: 'EUR', transaction_id: {{Order}}}); });</script>"
AMOUNT = "<script>pintrk('track', 'checkout', {value: %s, currency: 'EUR', order_id: {{Order}}});</script>"
PIXEL = "https://www.facebook.com/tr?id=123456789012345&ev=CompleteRegistration&noscript=1"
NEEDS: Body = {"consentSettings": {"consentStatus": "NEEDED", "consentType": ["ad_storage"]}}
HOST = condition("{{Page Hostname}}", "EQUALS", "www.birch.example")
ANY_BUT = {
    **condition("{{Page Path}}", "CONTAINS", "/admin"),
    "parameter": {"arg0": "{{Page Path}}", "arg1": "/admin", "negate": "true"},
}
SUBMIT = page("Send", condition("{{Click Element}}", "CSS_SELECTOR", "form button[type=submit]"), kind="CLICK")
SALE = {"advertiserId": "1234567", "groupTag": "sales0", "activityTag": "shop0", "revenue": "{{Value}}"}
X_PIXEL = "https://t.co/1/i/adsct?txn_id=o1abc&p_id=Twitter&tw_sale_amount=%s&tw_order_quantity=1"
PIN = "https://ct.pinterest.com/v3/?event=search&tid=2612345678901&noscript=1"
IMG = "<img src='%s'>"
FRAME = "<iframe src='https://12345678.fls.doubleclick.net/activityi;src=12345678;type=sales0;cat=shop0;qty=1;cost={{Value}};ord={{Order}}?'></iframe>"
PUT_TOGETHER = (
    "<script>window['fb' + 'q']('track', %s, {value: {{Value}}, currency: 'EUR', order_id: {{Order}}});</script>"
)
LOOP = "<script>var all = ['Search', %s]; for (var i = 0; i < all.length; i++) { fbq('track', all[i], {value: {{Value}}, currency: 'EUR', order_id: {{Order}}}); }</script>"
QUORA = "<script>qp('track', 'Purchase'%s);</script>"
TABOOLA = "<script>_tfa.push({notify: 'event', name: 'make_purchase', id: 1357924, revenue: {{Value}}, orderid: {{Order}}});</script>"
CRITEO = "<script>criteo_q.push({event: 'setAccount', account: 24680}, {event: 'viewHome'});</script>"
CLICKED = page("Clicked", condition("{{Click URL}}", "CONTAINS", "buy"), kind="CLICK")
SHOWN = {"name": "Shown", "type": "ELEMENT_VISIBILITY"}
BANNER = "<script async src='https://consent.cookiebot.com/uc.js' data-cbid='0a1b2c3d'></script>"
REQUEST = "<script>var r = new XMLHttpRequest(); r.open('GET', '/stock', %s); r.send();</script>"
HOPS = "function() { var who = document.querySelector('#%s'); return who ? who.value.trim() : ''; }"


def code(text: str, **values: Any) -> Plant:
    return html(text, **NEEDS, **values)


def image(url: str, trigger: str) -> Plant:
    return also(
        "tags", {"name": "Image", "type": "img", "parameter": {"url": url}, "firingTrigger": [trigger], **NEEDS}
    )


def on_pages(*filters: Body) -> Plant:
    """A lead on pages with some conditions, and what they name switched on."""
    return both(also("built_in_variables", "Page Hostname"), fires("Meta", page("Some", *filters)))  # type: ignore[arg-type]


PUSHES = "<script>jQuery('#pay').on('%s', function () { dataLayer.push({event: 'pay_now'}); });</script>"
HANDED = "<script>(function (f) { f.apply(window, ['track', '%s', {value: {{Value}}, currency: 'EUR'}, {eventID: {{Order}}}]); })(window.fbq);</script>"
AT_ONCE = DEFAULT.replace("gtag(", "(function () { dataLayer.push(arguments); })(")


def group(*triggers: str) -> Body:
    """A trigger for all of some together."""
    listed = {
        "type": "LIST",
        "key": "triggerIds",
        "list": [{"type": "TRIGGER_REFERENCE", "value": one} for one in triggers],
    }
    return {"name": "Together", "type": "TRIGGER_GROUP", "parameter": [listed]}


def table(otherwise: str) -> Plant:
    """A measurement ID by the page's path."""
    lines = [{"key": "/b2b", "value": "G-ABC1234567"}]
    body = {"input": "{{Page Path}}", "map": lines, "setDefaultValue": "true", "defaultValue": otherwise}
    return both(
        also("variables", {"name": "By path", "type": "smm", "parameter": body}),
        parameter("Look", measurementIdOverride="{{By path}}"),
    )


def pinterest(value: str) -> Plant:
    """An order by Tag Manager's own tag for Pinterest."""
    sent = {
        "tagId": "2612345678901",
        "eventName": "checkout",
        "value": value,
        "currency": "EUR",
        "order_id": "{{Order}}",
    }
    return also("tags", {"name": "Pin", "type": "pntr", "parameter": sent, "firingTrigger": ["Paid"], **NEEDS})


FORMS: dict[str, tuple[str, Plant]] = {
    "an order without its currency, by a function around the vendor's": ("purchase-without-currency", code(WRAPPED % "")),
    "an order without its currency, put together of objects": ("purchase-without-currency", code(MERGED % "")),
    "an order without its currency, by an image": ("purchase-without-currency", code(IMAGE % "")),
    "an order when a button is pressed, by code": ("code/told-on-click", code(LISTENER % "click")),
    "an amount for people to read": ("amount-not-a-number", code(AMOUNT % "Number({{Value}}).toLocaleString('de-DE')")),
    "an amount with a comma made by code": ("amount-not-a-number", code(AMOUNT % "{{Value}}.toFixed(2).replace('.', ',')")),
    "two variables in one amount": ("amount-not-a-number", parameter("Ads", conversionValue="{{Value}} {{Currency}}")),
    "a lead by an image on every page": ("conversion-on-every-page", image(PIXEL, "All Pages")),
    "a lead on every page of the site's host": ("conversion-on-every-page", on_pages(HOST)),
    "a lead on every page but some": ("conversion-on-every-page", on_pages(ANY_BUT)),
    "a lead by a click on the button of a form": (
        "conversion-on-unchecked-form",
        both(also("built_in_variables", "Click Element"), fires("Meta", SUBMIT)),  # type: ignore[arg-type]
    ),
    "an order for each click, by a pattern": ("purchase-on-click", fires("Order", message("Clicks", "^gtm\\.(click|linkClick)$", "MATCH_REGEX"))),
    "two conditions that say the same in two ways": (
        "same-event-twice",
        both(
            fires("Call", page("Opened", condition("{{Click URL}}", "ENDS_WITH", ".pdf"), kind="LINK_CLICK")),
            also("triggers", page("Loaded", condition("{{Click URL}}", "MATCH_REGEX", "\\.pdf$"), kind="LINK_CLICK")),
            also("tags", analytics("Call too", "contact", "Loaded", number="{{Click URL}}")),
        ),
    ),
    "a Floodlight sale without its order": (
        "floodlight-without-order",
        also("tags", {"name": "Sale", "type": "fls", "parameter": SALE, "firingTrigger": ["Paid"]}),
    ),
    "an ID with words in it": ("account-is-a-name", parameter("Meta", pixelId="O ID 1 do pixel")),
    "a field of a form by code": ("personal-data-to-analytics", reads("Who", "jsm", javascript=HOPS % "email")),
    "a default of low priority": (
        "consent-default-late",
        both(fires("Consent", "Initialization - All Pages"), fields("tags", "Google tag", priority={"type": "INTEGER", "value": "5"})),
    ),
    "a lead for all triggers of a page together": ("conversion-on-every-page", fires("Meta", group("All Pages", "Initialization - All Pages"))),
    "an order when a message says that somebody clicked": ("purchase-on-click", fires("Order", message("Button", "click_pay_button"))),
    "an order on a message that code pushes on a click": (
        "purchase-on-click", both(code(PUSHES % "click", trigger="All Pages"), fires("Order", message("Pushed", "pay_now"))),
    ),
    "a default that is pushed at once": ("consent-default-grants", parameter("Consent", html=AT_ONCE.replace("denied", "granted"))),
    "a regular expression with names": ("code/newer-than-compiled", code("<script>window.year = /(?<year>\\d+)/.exec('x');</script>")),
    "a placeholder where no row of a table fits": ("placeholder-id", table("G-XXXXXXXXXX")),
    "items that code takes out of all messages": ("items-left-over", both(
        also("variables", layer("Shop", "ecommerce")),
        fields("variables", "Items", type="jsm", parameter={"javascript": "function() { var e = {{Shop}}; return e && e.items; }"}),
    )),
    "a paused tag before another": ("setup-tag-paused", both(
        code("<script>window.ready = 1;</script>", name="Before", paused=True), fields("tags", "Ads", setupTag=[{"tagName": "Before"}]),
    )),
    "an order on every page, by another name that a function gets": ("conversion-on-every-page", code(HANDED % "Purchase", trigger="All Pages")),
    "an ID in small letters that is still to be filled in": ("placeholder-id", parameter("Look", measurementIdOverride="G-xxxxxxxxxx")),
    "blanks inside the braces": ("undefined-variable", parameter("Call", eventSettingsTable=rows(path="{{ Page Path }}"))),
    "an amount with a sign in Pinterest's own tag": ("amount-not-a-number", pinterest("€ {{Value}}")),
    "an order of X on every page, by an image": ("conversion-on-every-page", image(X_PIXEL % "{{Value}}", "All Pages")),
    "an image of Pinterest that says it needs no consent": ("consent-not-needed", both(html(IMG % PIN, consentSettings={"consentStatus": "NOT_NEEDED"}), code("<script>snaptr('track', 'SEARCH')</script>", name="Search"))),
    "a pixel that needs no consent where nothing asks": ("consent-not-needed", fields("tags", "Meta", consentSettings={"consentStatus": "NOT_NEEDED"})),
    "a frame of Floodlight on every page": ("conversion-on-every-page", code(FRAME, trigger="All Pages")),
    "an order or a lead on every page": ("conversion-on-every-page", code(PUT_TOGETHER % "window.paid ? 'Purchase' : 'Lead'", trigger="All Pages")),
    "an image in noscript alone": ("code/pixel-in-noscript", code(f"<noscript>{IMG % PIN}</noscript>")),
    "an order on every page, its names put together": ("conversion-on-every-page", code(PUT_TOGETHER % "'Pur' + 'chase'", trigger="All Pages")),
    "an order on every page, in a loop": ("conversion-on-every-page", code(LOOP % "'Purchase'", trigger="All Pages")),
    "an order of Quora on every page": ("conversion-on-every-page", code(QUORA % ", {value: {{Value}}}", trigger="All Pages")),
    "an order of Quora without its worth": ("purchase-worth-untold", code(QUORA % "")),
    "an order of Taboola on a click": ("purchase-on-click", both(also("triggers", CLICKED), code(TABOOLA, trigger="Clicked"))),
    "a pixel of Criteo that says it needs no consent": ("consent-not-needed", both(html(CRITEO, consentSettings={"consentStatus": "NOT_NEEDED"}), code("<script>snaptr('track', 'SEARCH')</script>", name="Search"))),
    "a lead when its success is seen and on the page of thanks": ("conversion-on-message-and-page", fires("Meta", SHOWN, page("Thank you", THANKS))),
    "a conversion ID of zeros": ("placeholder-id", parameter("Ads", conversionId="0")),
    "a consent platform with the page": ("consent-platform-late", code(BANNER, trigger="All Pages")),
    "a request that the page waits for": ("code/blocking-request", code(REQUEST % "false")),
    "a request of jQuery that the page waits for": ("code/blocking-request", code("<script>jQuery.ajax('/stock', {async: false});</script>")),
    "a template without a version": ("template-unpinned", fields("templates", "Pixel", galleryReference={"host": "github.com", "owner": "hazel", "repository": "pixel"})),
}  # fmt: skip

TWINS: dict[str, Plant] = {
    "a visit for X on every page, by an image": image(X_PIXEL % "0", "All Pages"),
    "an image beside its noscript": code(f"{IMG % PIN}<noscript>{IMG % PIN}</noscript>"),
    "a look on every page, its names put together": code(PUT_TOGETHER % "'View' + 'Content'", trigger="All Pages"),
    "a look on every page, in a loop": code(LOOP % "'ViewContent'", trigger="All Pages"),
    "an order of Quora": code(QUORA % ", {value: {{Value}}}"),
    "an order of AdRoll whose worth the page holds": code(
        "<script>adroll_conversion_value = {{Value}}; adroll.track('purchase', {order_id: '{{Order}}'});</script>"
    ),
    "a lead when its success is seen": fires("Meta", SHOWN),
    "a consent platform before all else": code(BANNER, trigger="Consent Initialization - All Pages"),
    "a request that nobody waits for": code(REQUEST % "true"),
    "a lead for a page and a message together": fires("Meta", group("All Pages", "Sent")),
    "an order on a message that code pushes when the shop answers": both(
        code(PUSHES % "order:paid", trigger="All Pages"), fires("Order", message("Pushed", "pay_now"))
    ),
    "a default that is pushed at once and denies": parameter("Consent", html=AT_ONCE),
    "a table with an ID where no row fits": table("G-DEF7654321"),
    "a look by another name that a function gets": code(HANDED % "ViewContent", trigger="All Pages"),
    "an amount in Pinterest's own tag": pinterest("{{Value}}"),
    "an order with its currency, by a function around the vendor's": code(WRAPPED % ", currency: {{Currency}}"),
    "an order with its currency, put together of objects": code(MERGED % ", {currency: 'EUR'}"),
    "an order with its currency, by an image": code(IMAGE % " + '&cd[currency]=EUR'"),
    "an order when the shop confirms it, by code": code(LISTENER % "order:paid"),
    "an amount that is a number": code(AMOUNT % "Number({{Value}})"),
    "a lead by an image on a message": image(PIXEL, "Sent"),
    "a lead on the thanks of the site's host": on_pages(HOST, condition("{{Page Path}}", "CONTAINS", "/thanks")),
    "a Floodlight sale with its order": also(
        "tags",
        {"name": "Sale", "type": "fls", "parameter": {**SALE, "orderId": "{{Order}}"}, "firingTrigger": ["Paid"]},
    ),
    "a field that says nothing of a person": reads("Topic", "jsm", javascript=HOPS % "topic"),
    "an order on a click that is another message": fires(
        "Order", message("Clicked", "^order_click_paid$", "MATCH_REGEX")
    ),
}
