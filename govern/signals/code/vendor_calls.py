"""What a call of a vendor's function says: which event, to which account, with which parameters.

One function here for each function of a vendor. Where a call names no account, the one that the page has initialised is meant
(`Ambient`). What is neither an event nor the loading of an account (`fbq('set', …)`) is `support` and tells nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govern.gtm.calls import arguments_of
from govern.signals.code.spoken import Arguments, Spoken, ambient, base, event, fixed, said
from govern.signals.code.vendor_table import by_table
from govern.signals.sameness import edge
from govern.signals.signal import Kind, Told
from govern.signals.source import NOTHING, Ambient, Made, Source, Text

Read = Callable[[Arguments], Iterator[Spoken]]


def read(call: Arguments) -> Iterator[Spoken]:
    """What one call says."""
    name = call.call.function
    if name == "dataLayer.push" and [call.call.code.written(node) for node in call.call.arguments] == ["arguments"]:
        return  # what `gtag` is made of
    yield from READERS.get(name.rpartition(".")[2] if name.startswith("ttq.") else name, by_table)(call)


def fbq(call: Arguments) -> Iterator[Spoken]:
    """Meta."""
    method = call.text(0)
    if method == "init":
        yield base(call, "meta", call.told(1), 2)
    elif method in ("track", "trackCustom", "trackSingle", "trackSingleCustom"):
        single = "Single" in method
        name = call.told(2 if single else 1)
        told = event(call, "meta", name, 3 if single else 2, account=call.told(1) if single else None)
        options, more = call.fields(4 if single else 3)
        event_id = options.get("eventID") or options.get("event_id") or call.nothing()
        yield told.replace(event_id=event_id, more=tuple(dict.fromkeys((*told.more, *more))))
    elif method == "consent":
        yield said(call, "meta", "consent", name=call.told(1))
    elif not method and len(call):
        yield said(
            call, "meta", "event", account=ambient(call, "meta"), name=call.told(1), more=("method worked out by code",)
        )
    else:
        yield said(call, "meta", "support", name=call.told(0))


def gtag(call: Arguments) -> Iterator[Spoken]:
    """Google's tags: the account's form says which product."""
    method = call.text(0)
    if method == "config":
        yield from configured(call)
    elif method == "event":
        fields, more = call.fields(2)
        sent_to = fields.pop("send_to", None)
        for account in accounts_in(sent_to):
            ambient_ = Ambient("google_ads" if call.text(1) == "conversion" else "ga4")
            told = account if account is not None else call.nothing().replace(source=ambient_)
            platform = google_product(told.source) if account is not None else ambient_.platform
            event_id = fields.get("transaction_id", call.nothing())
            yield said(call, platform, "event", account=told, name=call.told(1), parameters=fields, more=more,
                       event_id=event_id)  # fmt: skip
    elif method == "consent":
        fields, more = call.fields(2)
        yield said(call, "ga4", "consent", name=call.told(1), parameters=fields, more=more)
    elif method == "set" and call.text(1) == "user_data":
        yield said(call, "ga4", "person", person=call.fields(2)[0])
    else:
        yield said(call, "ga4", "support", name=call.told(0))


def configured(call: Arguments) -> Iterator[Spoken]:
    """A Google tag is loaded; one of Analytics sends a page view by itself unless told otherwise."""
    account, (fields, more) = call.told(1), call.fields(2)
    platform = google_product(account.source)
    yield said(call, platform, "base", account=account, parameters=fields, more=more)
    asked = fields.get("send_page_view")
    if platform == "ga4" and not more and (asked is None or asked.source != Text("false", "boolean")):
        yield said(call, platform, "event", account=account, name=fixed(call, "page_view"), parameters=fields)


def accounts_in(sent_to: Told | None) -> tuple[Told | None, ...]:
    """The accounts in `send_to`: none, one, or a list of them."""
    if sent_to is None or sent_to.source == NOTHING:
        return (None,)
    if isinstance(sent_to.source, Made) and sent_to.source.how == "list":
        return tuple(sent_to.replace(source=one) for one in sent_to.source.reads)
    return (sent_to,)


PRODUCTS = {"AW-": "google_ads", "G-": "ga4", "GT-": "ga4", "DC-": "google_ads", "UA-": "universal_analytics"}


def google_product(source: Source) -> str:
    """The product whose account this is; Analytics where nothing says so."""
    text = edge(source, 0)
    return next((product for start, product in PRODUCTS.items() if text.startswith(start)), "ga4")


def ttq_load(call: Arguments) -> Iterator[Spoken]:
    """TikTok's pixel is loaded."""
    yield base(call, "tiktok", call.told(0))


def ttq_page(call: Arguments) -> Iterator[Spoken]:
    """TikTok's page view."""
    yield said(call, "tiktok", "event", account=tiktok_account(call), name=fixed(call, "Pageview"))


def ttq_track(call: Arguments) -> Iterator[Spoken]:
    """TikTok's events; the ID stands in the third argument, or among the parameters."""
    told = event(call, "tiktok", call.told(0), 1, "event_id", tiktok_account(call))
    options, _ = call.fields(2)
    yield told.replace(event_id=options.get("event_id", told.event_id))


def tiktok_account(call: Arguments) -> Told:
    """The pixel that a call names, or those of the page."""
    node = call.call.node.child_by_field_name("function")
    inner = node.child_by_field_name("object") if node is not None else None
    if inner is not None and inner.type == "call_expression":
        named = arguments_of(inner)
        if named:
            return call.value(named[0])
    return ambient(call, "tiktok")


def ttq_identify(call: Arguments) -> Iterator[Spoken]:
    """Who the visitor is, for TikTok."""
    yield said(call, "tiktok", "person", account=ambient(call, "tiktok"), person=call.fields(0)[0])


def ttq_consent(call: Arguments) -> Iterator[Spoken]:
    """The visitor's choice, for TikTok."""
    yield said(call, "tiktok", "consent", name=fixed(call, call.call.function.removeprefix("ttq.")))


def pintrk(call: Arguments) -> Iterator[Spoken]:
    """Pinterest."""
    method = call.text(0)
    if method == "load":
        yield base(call, "pinterest", call.told(1), 2)
    elif method == "page":
        yield said(call, "pinterest", "event", account=ambient(call, "pinterest"), name=fixed(call, "page"))
    elif method == "track":
        yield event(call, "pinterest", call.told(1), 2, "event_id")
    else:
        kind: Kind = "consent" if method == "setconsent" else "support"
        yield said(call, "pinterest", kind, name=call.told(1))


def lintrk(call: Arguments) -> Iterator[Spoken]:
    """LinkedIn: a conversion goes by its number."""
    if call.text(0) == "track":
        told = event(call, "linkedin", call.nothing(), 1, "event_id")
        yield told.replace(name=told.parameters.get("conversion_id", call.nothing()))
    else:
        yield said(call, "linkedin", "person" if call.text(0) == "setUserData" else "support", person=call.fields(1)[0])


def linkedin_partner(call: Arguments) -> Iterator[Spoken]:
    """LinkedIn's account."""
    yield base(call, "linkedin", call.told(0))


def linkedin_partners(call: Arguments) -> Iterator[Spoken]:
    """LinkedIn's account, put straight into the list of them; the usual code puts the name there that it set before."""
    if call.call.arguments and not call.call.code.written(call.call.arguments[0]).endswith("_linkedin_partner_id"):
        yield base(call, "linkedin", call.told(0))


def snaptr(call: Arguments) -> Iterator[Spoken]:
    """Snapchat; with the pixel's ID before the event's name, or without."""
    method = call.text(0)
    if method == "init":
        yield base(call, "snapchat", call.told(1), 2)
    elif method == "track" and len(call) > 2 and isinstance(call.told(2).source, Text):
        yield event(call, "snapchat", call.told(2), 3, "client_dedup_id", call.told(1))
    elif method == "track":
        yield event(call, "snapchat", call.told(1), 2, "client_dedup_id")
    else:
        yield said(call, "snapchat", "support", name=call.told(0))


def rdt(call: Arguments) -> Iterator[Spoken]:
    """Reddit."""
    method = call.text(0)
    if method == "init":
        yield base(call, "reddit", call.told(1), 2)
    elif method == "track":
        yield event(call, "reddit", call.told(1), 2, "conversionId")
    else:
        yield said(call, "reddit", "support", name=call.told(0))


def twq(call: Arguments) -> Iterator[Spoken]:
    """X."""
    method = call.text(0)
    if method in ("config", "init"):
        yield base(call, "x", call.told(1))
        if method == "config":
            yield said(call, "x", "event", account=call.told(1), name=fixed(call, "PageView"))
    elif method in ("event", "track"):
        yield event(call, "x", call.told(1), 2, "conversion_id")
    else:
        yield said(call, "x", "support", name=call.told(0))


def uetq_push(call: Arguments) -> Iterator[Spoken]:
    """Microsoft Advertising."""
    method = call.text(0)
    if method == "event":
        yield event(call, "microsoft_ads", call.told(1), 2, "event_id")
    elif method == "consent":
        yield said(call, "microsoft_ads", "consent", name=call.told(1), parameters=call.fields(2)[0])
    elif method == "pageLoad":
        yield said(call, "microsoft_ads", "event", account=ambient(call, "microsoft_ads"), name=fixed(call, "pageLoad"))
    elif not method and len(call) == 1:
        fields, more = call.fields(0)
        name = fields.pop("ea", call.nothing())
        yield said(call, "microsoft_ads", "event", account=ambient(call, "microsoft_ads"), name=name, parameters=fields,
                   more=more)  # fmt: skip
    else:
        yield said(call, "microsoft_ads", "support", name=call.told(0))


def uet(call: Arguments) -> Iterator[Spoken]:
    """Microsoft's account."""
    fields, _ = call.fields(0)
    if "ti" in fields:
        yield base(call, "microsoft_ads", fields["ti"])


def push(call: Arguments) -> Iterator[Spoken]:
    """The data layer: a message with the name of an event, or a state without."""
    fields, more = call.fields(0)
    name = fields.pop("event", None)
    kind: Kind = "state" if name is None else "message"
    yield said(call, "", kind, name=name or call.nothing(), parameters=fields, more=more)


def ga(call: Arguments) -> Iterator[Spoken]:
    """Universal Analytics, which processes nothing any more."""
    method = call.text(0).rpartition(".")[2]
    if method == "create":
        yield base(call, "universal_analytics", call.told(1))
    elif method == "send":
        yield said(
            call, "universal_analytics", "event", account=ambient(call, "universal_analytics"), name=call.told(1)
        )
    else:
        yield said(call, "universal_analytics", "support", name=call.told(0))


def paq(call: Arguments) -> Iterator[Spoken]:
    """Matomo."""
    given = call.told(0).source
    words = given.reads if isinstance(given, Made) and given.how == "list" else ()
    method = words[0].value if words and isinstance(words[0], Text) else ""
    if method == "setSiteId" and len(words) > 1:
        yield base(call, "matomo", call.told(0).replace(source=words[1]))
    elif method.startswith("track"):
        yield said(call, "matomo", "event", account=ambient(call, "matomo"), name=fixed(call, method))
    else:
        yield said(call, "matomo", "support", name=fixed(call, method))


READERS: dict[str, Read] = {
    "fbq": fbq,
    "gtag": gtag,
    "pintrk": pintrk,
    "lintrk": lintrk,
    "snaptr": snaptr,
    "rdt": rdt,
    "twq": twq,
    "ga": ga,
    "load": ttq_load,
    "page": ttq_page,
    "track": ttq_track,
    "identify": ttq_identify,
    "grantConsent": ttq_consent,
    "revokeConsent": ttq_consent,
    "holdConsent": ttq_consent,
    "uetq.push": uetq_push,
    "UET": uet,
    "dataLayer.push": push,
    "_paq.push": paq,
    "_linkedin_partner_id": linkedin_partner,
    "_linkedin_data_partner_ids.push": linkedin_partners,
}
"""By the function that is called; TikTok's by what is called of it. All others stand in a table."""
