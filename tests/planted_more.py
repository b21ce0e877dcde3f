"""Flaws of web containers that keep Tag Manager from importing them, tags from telling anybody, and code from being safe."""

from __future__ import annotations

from planted_kit import (
    DEFAULT,
    NEEDED,
    PIXEL,
    THANKS,
    Plant,
    also,
    both,
    condition,
    fields,
    fires,
    gone,
    html,
    layer,
    message,
    page,
    parameter,
    reads,
    rows,
)

MAIL = also("variables", layer("Mail", "user.email"))
GALLERY = {"host": "github.com", "owner": "hazel", "repository": "pixel", "version": "a1"}
PERMISSION = (
    '\n___WEB_PERMISSIONS___\n\n[{"instance": {"key": {"publicId": "inject_script", "versionId": "1"}, "param": []}}]\n'
)
ASKED = {**message("Paid with thanks", "order_paid"), "filter": [THANKS, THANKS]}
SCRIPT = "var s=document.createElement('script');s.src='https://www.googletagmanager.com/gtm.js?id=GTM-OTHER12'"
UA = {
    "name": "UA",
    "type": "ua",
    "parameter": {"trackingId": "UA-1-1", "trackType": "TRACK_PAGEVIEW"},
    "firingTrigger": ["All Pages"],
}
OPTIMIZE = {"name": "Opt", "type": "opt", "parameter": {"optimizeContainerId": "OPT-1"}, "firingTrigger": ["All Pages"]}
OLD_CONFIG = {
    "name": "Conf",
    "type": "gaawc",
    "parameter": {"measurementId": "G-OTHER12345"},
    "firingTrigger": ["Initialization - All Pages"],
}
TABLE = {
    "name": "Label",
    "type": "smm",
    "parameter": {"input": "{{Shop}}", "setDefaultValue": "false", "map": [{"key": "de", "value": "AbCd"}]},
}
HTTP = "<script src='http://www.googletagmanager.com/x.js'></script>"
SECRET = "EAA" + "B0c9D8e7F6g5H4i3J2k1" * 3

BROKEN: dict[str, tuple[str, Plant]] = {
    "a folder that is not there": ("unknown-reference", fields("tags", "Ads", folder="#77")),
    "a setup tag that is not there": ("broken-export", fields("tags", "Ads", setupTag=[{"tagName": "Gone"}])),
    "a cleanup tag that is not there": ("broken-export", fields("tags", "Ads", teardownTag=[{"tagName": "Gone"}])),
    "a template that is not there": ("unknown-reference", fields("tags", "Meta", type="cvt_2_77")),
    "a trigger that is not there": ("unknown-reference", fires("Ads", "#77")),
    "a reserved id of nothing": ("unknown-reference", fires("Ads", "#2147479550")),
    "a blocking trigger that is not there": ("unknown-reference", fields("tags", "Ads", blockingTrigger=["#77"])),
    "a variable that is not there": ("undefined-variable", parameter("Ads", orderId="{{Gone}}")),
    "a built-in variable that is off": ("undefined-variable", parameter("Ads", orderId="{{Error Message}}")),
    "variables in a circle": ("broken-export", both(reads("A", "c", value="{{B}}"), reads("B", "c", value="{{A}}"))),
    "tags in a circle": (
        "broken-export",
        both(fields("tags", "Ads", setupTag=[{"tagName": "Meta"}]), fields("tags", "Meta", setupTag=[{"tagName": "Ads"}])),
    ),
    "a server's tag": ("broken-export", also("tags", {"name": "Srv", "type": "sgtmgaaw", "firingTrigger": ["Paid"]})),
    "a conversion without its ID": ("account-missing", parameter("Ads", conversionId="")),
    "a pixel without its ID": ("account-missing", parameter("Meta", pixelId="")),
    "a conversion without its label": ("conversion-label-missing", parameter("Ads", conversionLabel="")),
    "an event tag without an event": ("event-name-missing", parameter("Look", eventName="")),
    "a pattern with a bracket too many": ("broken-pattern", fires("Look", message("Looked", "(view", "MATCH_REGEX"))),
    "a schedule the wrong way round": (
        "schedule-backwards",
        fields("tags", "Look", scheduleStartMs="4102444800000", scheduleEndMs="1577836800000"),
    ),
    "Universal Analytics": ("universal-analytics", also("tags", UA)),
    "Optimize": ("sunset-optimize", also("tags", OPTIMIZE)),
    "a path with a host": ("never-fires", fires("Ads", page("Whole", condition("{{Page Path}}", "EQUALS", "https://a.example/b")))),
    "a path with a query": ("never-fires", fires("Ads", page("Query", condition("{{Page Path}}", "CONTAINS", "?order=")))),
    "a consent type that nobody grants": (
        "unknown-consent-type",
        fields("tags", "Meta", consentSettings={"consentStatus": "NEEDED", "consentType": ["ad_storge"]}),
    ),
}  # fmt: skip

TIDY: dict[str, tuple[str, Plant]] = {
    "names that differ by a capital": ("names-alike", reads("order", "c", value="x")),
    "names that differ by a blank": ("names-alike", reads("Order ", "c", value="x")),
    "equal triggers": ("copied-trigger", fires("Look", "Viewed", message("Viewed too", "product_viewed"))),
    "equal variables": ("copied-variable", both(also("variables", layer("Order 2", "order_id")), parameter("Ads", orderId="{{Order 2}}"))),
    "equal code": ("copied-code", both(html("<script>console.log({{Order}})</script>", "C1"), html("<script>console.log({{Order}})</script>", "C2", "Viewed"))),
    "a variable for nobody": ("unused-variable", also("variables", layer("Nobody", "x"))),
    "a trigger for nobody": ("unused-trigger", also("triggers", message("Nobody", "x_y"))),
    "a template for nobody": ("unused-template", also("templates", {"name": "Other", "templateData": PIXEL + " "})),
    "a built-in variable for nobody": ("unused-built-in", lambda c: c["built_in_variables"].append("Referrer")),
    "an empty folder": ("unused-folder", lambda c: c.setdefault("folders", []).append({"name": "Empty"})),
    "a name of Tag Manager": ("default-name", fields("tags", "Look", name="Copy of Look")),
    "a variable that copies a built-in": ("copied-built-in", reads("My path", "u", component="PATH")),
    "a condition twice": ("repeated-condition", fires("Ads", ASKED)),
    "a paused tag": ("paused-tag", fields("tags", "Look", paused=True)),
    "a schedule that is over": ("schedule-over", fields("tags", "Look", scheduleEndMs="1577836800000")),
    "settings of Universal Analytics": ("universal-analytics-settings", reads("GAS", "gas", trackingId="UA-1-1")),
    "a configuration tag of before": ("old-configuration-tag", also("tags", OLD_CONFIG)),
    "an ID in many tags": (
        "literal-id",
        both(*(parameter(tag, measurementIdOverride="G-ABC1234567") for tag in ("Look", "List", "Call"))),
    ),
    "pixels by code of one's own": (
        "code/template-instead",
        html("<script>ttq.load('C1');ttq.page()</script>", consentSettings=NEEDED),
    ),
}  # fmt: skip

MEASURING: dict[str, tuple[str, Plant]] = {
    "an event on every message": ("pattern-for-everything", fires("Look", message("Any", ".*", "MATCH_REGEX"))),
    "a conversion without a limit": ("conversion-without-limit", fields("tags", "Ads", tagFiringOption="UNLIMITED")),
    "a lead on any click": ("conversion-on-any-click", fires("Meta", page("Any click", kind="CLICK"))),
    "a conversion when all has loaded": ("conversion-on-window-loaded", fires("Ads", page("Thanks", THANKS, kind="WINDOW_LOADED"))),
    "a table without default": ("table-without-default", both(also("variables", TABLE, layer("Shop", "shop")), parameter("Ads", conversionLabel="{{Label}}"))),
    "a dotted path in version 1": (
        "data-layer-version-one",
        lambda c: c["variables"][2].update(parameter={"name": "order.value", "dataLayerVersion": "1"}),
    ),
    "a name of a built-in variable": ("named-as-built-in", reads("Container ID", "c", value="x")),
    "debug mode": ("debug-mode", parameter("Google tag", configSettingsTable=rows(debug_mode="true"))),
    "a test code": ("test-event-code", parameter("Meta", testEventCode="TEST12345")),
    "a constant as the value": ("constant-value", parameter("Ads", conversionValue="10")),
    "a currency that is no code": ("currency-not-a-code", parameter("Ads", currencyCode="euro")),
    "the order in place of its value": ("value-and-order-swapped", parameter("Ads", conversionValue="{{Order}}")),
    "one number for all orders": ("order-id-of-no-order", parameter("Ads", orderId="order")),
    "a shopping event without items": ("items-missing", parameter("Look", eventSettingsTable=rows(list="a"))),
    "an event name with a hyphen": ("analytics-event-name", parameter("Look", eventName="look-at")),
    "an event name of Analytics itself": ("analytics-event-name", parameter("Look", eventName="session_start")),
    "an event name of one's own for a recommended one": ("recommended-event-name", parameter("Look", eventName="viewItem")),
    "a parameter name of Analytics itself": ("analytics-parameter-name", parameter("Look", eventSettingsTable=rows(items="{{Items}}", google_x="{{Value}}"))),
    "a parameter name that is too long": ("analytics-parameter-name", parameter("Look", eventSettingsTable=rows(items="{{Items}}", **{"p" * 41: "{{Value}}"}))),
    "more parameters than are kept": (
        "too-many-parameters",
        parameter("Look", eventSettingsTable=rows(items="{{Items}}", **{f"p{at}": "{{Value}}" for at in range(25)})),
    ),
    "a Google tag that waits twice": ("double-consent", fields("tags", "Google tag", consentSettings=NEEDED)),
    "no conversion linker": ("conversion-linker-missing", both(gone("tags", "Linker"), fields("tags", "Google tag", type="img"))),
}  # fmt: skip

PRIVACY: dict[str, tuple[str, Plant]] = {
    "a pixel that asks nobody": ("consent-not-set", fields("tags", "Meta", consentSettings={"consentStatus": "NOT_SET"})),
    "a pixel that says it needs no consent": (
        "consent-not-needed",
        both(
            fields("tags", "Meta", consentSettings={"consentStatus": "NOT_NEEDED"}),
            also("tags", {"name": "Pin", "type": "pntr", "parameter": {"tagId": "26", "eventName": "signup"}, "firingTrigger": ["Sent"], "consentSettings": NEEDED}),
        ),
    ),
    "consent of no type": ("consent-types-missing", fields("tags", "Meta", consentSettings={"consentStatus": "NEEDED"})),
    "a default that leaves types out": (
        "consent-default-incomplete",
        parameter("Consent", html=DEFAULT.replace(", ad_user_data: 'denied'", "")),
    ),
    "no consent anywhere": (
        "no-consent",
        both(gone("tags", "Consent"), fields("tags", "Meta", consentSettings={"consentStatus": "NOT_SET"})),
    ),
    "an address of mail in an address of the web": (
        "code/personal-data-in-address",
        both(MAIL, html("<img src='https://www.facebook.com/p?u={{Mail}}'>", consentSettings=NEEDED)),
    ),
    "an e-mail address in a cookie": (
        "code/personal-data-in-storage",
        both(MAIL, html("<script>document.cookie='m='+{{Mail}}+';Secure'</script>")),
    ),
    "an e-mail address in the storage": (
        "code/personal-data-in-storage",
        both(MAIL, html("<script>localStorage.setItem('m', {{Mail}})</script>")),
    ),
    "form fields that are read": ("code/form-fields-read", html("<script>var m=document.querySelector('#email').value;dataLayer.push({m:m})</script>")),
    "a credential": ("secret-in-container", reads("Token", "c", value=SECRET)),
}  # fmt: skip

CODE: dict[str, tuple[str, Plant]] = {
    "code that no browser reads": ("code/not-parsable", html("<script>var a = ;</script>")),
    "code that is too new": ("code/newer-than-compiled", html("<script>const a=1;console.log(a)</script>")),
    "a variable that is no function": ("code/no-function", reads("JS", "jsm", javascript="1+1")),
    "a variable that returns nothing": ("code/no-return", reads("JS", "jsm", javascript="function(){var a=1}")),
    "a script without encryption": ("code/plain-http", html(HTTP)),
    "document.write": ("code/document-write", html("<script>document.write('<b>')</script>")),
    "eval": ("code/evaluated-text", html("<script>eval({{Order}})</script>")),
    "a timer that never ends": ("code/endless-timer", html("<script>setInterval(function(){console.log(1)},100)</script>")),
    "messages of any window": (
        "code/message-of-any-origin",
        html("<script>window.addEventListener('message',function(e){dataLayer.push(e.data)})</script>"),
    ),
    "a cookie for anybody": ("code/cookie-without-secure", html("<script>document.cookie='a=1'</script>")),
    "the data layer anew": ("code/data-layer-overwritten", html("<script>dataLayer = []</script>")),
    "a host that nobody knows": ("code/unknown-host", html("<script>fetch('https://collect.stranger.example/c')</script>")),
    "a second container": ("code/second-container", html(f"<script>{SCRIPT}</script>")),
    "an alert": ("code/debug-left", html("<script>alert(1)</script>")),
    "a template that was changed": ("template-changed", fields("templates", "Pixel", galleryReference={**GALLERY, "isModified": True})),
    "a template that may more than it does": ("permission-unused", fields("templates", "Pixel", templateData=PIXEL + PERMISSION)),
    "a pixel of two leads in one": (
        "code/told-twice-in-one-tag",
        html("<script>gtag('event','sign_up');gtag('event','sign_up');</script>", consentSettings=NEEDED),
    ),
}  # fmt: skip
