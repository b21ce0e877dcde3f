"""Captures: what was sent is decoded by the platforms' facts, whatever recorded it, and nothing personal stays in it."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from captured import capture, entry, hit, recording
from for_each import for_each
from live_helpers import corpus

from govern.captures.coverage import Counted
from govern.captures.har import Damaged, entries, part
from govern.captures.hit import Capture
from govern.captures.mask import personal, shown
from govern.captures.read import in_portions, read_text
from govern.core.errors import GovernError

PIXEL = "1234567890123456"
PAGE = quote("https://www.hazel.example/thanks", safe="")

HITS = [
    (f"https://www.facebook.com/tr/?id={PIXEL}&ev=Purchase&eid=o-1&cd[value]=29.99&cd[currency]=EUR&dl={PAGE}",
     ("meta", "browser", PIXEL, "Purchase", "o-1", "29.99", "EUR")),
    ("https://region1.google-analytics.com/g/collect?v=2&tid=G-HAZEL00001&en=purchase&cu=EUR&epn.value=29.99&ep.transaction_id=A-1",
     ("ga4", "browser", "G-HAZEL00001", "purchase", None, "29.99", "EUR")),
    ("https://www.googleadservices.com/pagead/conversion/123456789/?label=AbC-D_efG&value=29.99&currency_code=EUR&oid=A-1",
     ("google_ads", "browser", "AW-123456789/AbC-D_efG", "conversion", None, "29.99", "EUR")),
    ("https://px.ads.linkedin.com/collect/?pid=123456&conversionId=987654&eventId=o-1&fmt=gif",
     ("linkedin", "browser", "123456", "987654", "o-1", None, None)),
    ("https://ct.pinterest.com/v3/?tid=2612345678901&event=checkout&ed=" + quote('{"value":29.99,"currency":"EUR","event_id":"o-1"}'),
     ("pinterest", "browser", "2612345678901", "checkout", "o-1", "29.99", "EUR")),
    ("https://bat.bing.com/action/0?ti=17000001&evt=custom&ea=purchase&gv=29.99&gc=EUR&eventid=o-1",
     ("microsoft_ads", "browser", "17000001", "purchase", "o-1", "29.99", "EUR")),
    ("https://alb.reddit.com/rp.gif?id=a2_abc123z&event=Purchase&m.valueDecimal=29.99&m.currency=EUR&m.conversionId=o-1",
     ("reddit", "browser", "a2_abc123z", "Purchase", "o-1", "29.99", "EUR")),
    ("https://tr.snapchat.com/p?pid=b2ade379-a55e-4ca7-893b-b9fac04c843f&ev=PURCHASE&e_pr=29.99&e_cur=EUR&cdid=o-1",
     ("snapchat", "browser", "b2ade379-a55e-4ca7-893b-b9fac04c843f", "PURCHASE", "o-1", "29.99", "EUR")),
    ("https://t.co/i/adsct?txn_id=o8z6j&events=" + quote('[["tw-o8z6j-o87ne",{"value":29.99,"currency":"EUR","conversion_id":"o-1"}]]'),
     ("x", "browser", "o8z6j", "tw-o8z6j-o87ne", "o-1", "29.99", None)),
    ({"method": "POST", "url": "https://analytics.tiktok.com/api/v2/pixel/track",
      "body": {"event": "CompletePayment", "event_id": "o-1", "context": {"pixel": {"code": "C4BCDEFGHIJKLMNOPQRS"}},
               "properties": {"value": 29.99, "currency": "EUR"}}},
     ("tiktok", "browser", "C4BCDEFGHIJKLMNOPQRS", "CompletePayment", "o-1", "29.99", "EUR")),
    ({"method": "POST", "url": f"https://graph.facebook.com/v25.0/{PIXEL}/events",
      "body": {"data": [{"event_name": "Purchase", "event_time": 1796032800, "event_id": "o-1", "action_source": "website",
                         "custom_data": {"value": 29.99, "currency": "EUR"}}]}},
     ("meta", "server", PIXEL, "Purchase", "o-1", "29.99", "EUR")),
    ({"elements": [{"conversion": "urn:lla:llaPartnerConversion:987654", "conversionHappenedAt": 1796032800000, "eventId": "o-1",
                    "user": {"userIds": []}}]},
     ("linkedin", "server", "", "urn:lla:llaPartnerConversion:987654", "o-1", None, None)),
    ({"method": "POST", "url": "https://www.google-analytics.com/mp/collect?measurement_id=G-HAZEL00001&api_secret=x",
      "body": {"client_id": "1.1", "events": [{"name": "purchase", "params": {"value": 29.99, "currency": "EUR"}}]}},
     ("ga4", "server", "G-HAZEL00001", "purchase", None, "29.99", "EUR")),
]  # fmt: skip


@for_each(("request_", "told"), HITS, ids=[f"{told[0]}-{told[1]}" for _, told in HITS])
def test_each_platform_s_request_is_decoded(request_: Any, told: tuple[Any, ...]) -> None:
    found = hit(request_)
    value, currency = (found.parameters.get(name) for name in ("value", "currency"))
    event_id = found.event_id.text if found.event_id else None
    assert (
        found.platform,
        found.leg,
        found.account,
        found.event,
        event_id,
        value and value.text,
        currency and currency.text,
    ) == told


def test_one_request_may_tell_several_events() -> None:
    lines = {"method": "POST", "url": "https://www.google-analytics.com/g/collect?v=2&tid=G-HAZEL00001",
             "body": "en=scroll&epn.percent=90\r\nen=purchase&epn.value=5"}  # fmt: skip
    assert [(one.account, one.event) for one in capture(lines).hits] == [
        ("G-HAZEL00001", "scroll"),
        ("G-HAZEL00001", "purchase"),
    ]
    snap = {"method": "POST", "url": "https://tr6.snapchat.com/p",
            "body": {"req": [{"t": {"pid": "p", "ev": "PAGE_VIEW"}}, {"t": {"pid": "p", "ev": "PURCHASE"}}, {"log": {}}]}}  # fmt: skip
    assert [one.event for one in capture(snap).hits] == ["PAGE_VIEW", "PURCHASE"]


@pytest.mark.parametrize(("source", "platform"), [("website", "meta"), ("WEB", "snapchat"), ("web", "pinterest")])
def test_bodies_that_look_alike_are_told_apart_by_where_it_happened(source: str, platform: str) -> None:
    assert hit({"data": [{"event_name": "x", "action_source": source, "user_data": {}}]}).platform == platform


def test_a_body_is_found_inside_what_a_log_wraps_around_it() -> None:
    body = {"data": [{"event_name": "Lead", "action_source": "website", "user_data": {}}]}
    for wrapped in ({"ts": "2026-11-30T10:00:00Z", "payload": json.dumps(body), "status": 400}, {"message": body}):
        assert hit(wrapped).event == "Lead"
    assert hit({"ts": "2026-11-30T10:00:00Z", "payload": json.dumps(body), "status": 400}).status == 400
    log = {"httpRequest": {"requestUrl": HITS[0][0], "status": 204, "latency": "0.7s"}}
    assert (hit(log).event, hit(log).status, hit(log).ms) == ("Purchase", 204, 700)


API = f"https://graph.facebook.com/v25.0/{PIXEL}/events"
LEAD = {"data": [{"event_name": "Lead", "action_source": "website", "user_data": {}}]}
TEXT, NOW = json.dumps(LEAD), "2026-11-30T10:00:00Z"
PACKED = base64.b64encode(TEXT.encode()).decode()
SAME: dict[str, Any] = {
    "a server container's log": {"jsonPayload": {"Type": "Request", "RequestUrl": API, "RequestMethod": "POST", "RequestBody": LEAD}},
    "the same as text": {"textPayload": json.dumps({"RequestUrl": API, "RequestBody": TEXT}), "timestamp": NOW},
    "Charles": {"method": "POST", "scheme": "https", "host": "graph.facebook.com", "path": f"/v25.0/{PIXEL}/events", "query": None,
                "times": {"start": NOW}, "request": {"body": {"encoded": PACKED}}, "response": {"status": 400}},
    "pino": {"time": 1796032800000, "req": {"method": "POST", "url": API, "body": LEAD}, "res": {"statusCode": 400}, "responseTime": 12},
    "axios": {"config": {"method": "post", "url": API, "data": TEXT}, "status": 400},
    "Elastic": {"@timestamp": NOW, "url": {"full": API}, "http": {"request": {"body": {"content": TEXT}}, "response": {"status_code": 400}}},
    "developer tools": {"params": {"request": {"url": API, "method": "POST", "postData": TEXT}}},
    "a line in a field": {"@timestamp": NOW, "message": f"POST {API} {TEXT}"},
    "a line": f"{NOW} INFO POST {API} {TEXT} -> 400 in 12ms",
    "a line in quotes": f'ts={NOW} url="{API}" body={json.dumps(TEXT)}',
    "fetch": f'fetch("{API}", {{"headers": {{}}, "body": {json.dumps(TEXT)}, "method": "POST"}});',
    "curl": f"curl '{API}' --data-raw '{TEXT}'",
}  # fmt: skip


@for_each("writer", SAME)
def test_a_request_is_the_same_whoever_wrote_it_down(writer: str) -> None:
    (found,) = read_text(SAME[writer] if isinstance(SAME[writer], str) else json.dumps([SAME[writer]]), "log").hits
    assert (found.platform, found.account, found.event, found.version) == ("meta", PIXEL, "Lead", "v25.0")
    assert found.status == (400 if "400" in str(SAME[writer]) else None)
    if writer in ("pino", "a line"):
        assert (found.at_us, found.ms) == (1_796_032_800_000_000, 12)


ADS = "https://www.facebook.com/tr/?id=1234567890123456&ev=Lead"
OWN = "/g/collect?v=2&tid=G-HAZEL00001&en=generate_lead"
ROW = "event_name,event_timestamp,event_params.value,event_params.page_location\npurchase,1796032800000000,$5,https://www.hazel.example/\n"
ORDER = {"event": "purchase", "ecommerce": {"value": "29,99"}}
FOUND = [
    (f'203.0.113.5 - - [30/Nov/2026:10:00:00 +0000] "GET {OWN} HTTP/1.1" 200 43 "https://www.hazel.example/" "x"\n', {"ga4 generate_lead"}),
    (f"{ADS}&amp;cd[value]=5\n".replace("&ev", "&amp;ev"), {"meta Lead"}),
    (f"Nr;Request URL\n1;{ADS}\n", {"meta Lead"}),
    (json.dumps([ADS]), {"meta Lead"}),
    (ROW, {"ga4 purchase"}),
    (json.dumps({"data": {"containers": [{"messages": [{"title": "purchase", "message": ORDER}]}]}}), {"purchase"}),
]  # fmt: skip


@for_each(("text", "told"), FOUND)
def test_events_are_found_in_tables_logs_and_dumps(text: str, told: set[str]) -> None:
    found = read_text(text, "log")
    assert {f"{hit.platform} {hit.event}" for hit in found.hits} | {one.event for one in found.messages} == told
    if text == ROW:
        assert found.hits[0].parameters["value"].text == "$5" and found.hits[0].page == "https://www.hazel.example/"


def test_an_address_that_a_browser_sent_escaped_is_told_as_it_was_sent() -> None:
    """In a list of addresses `&amp;` comes from the source of a page; in a recording the platform got it, and knows no `amp;ev`."""
    url = "https://www.facebook.com/tr/?id=1234567890123456&amp;ev=Lead"
    recorded = {"log": {"version": "1.2", "entries": [{"request": {"method": "GET", "url": url}, "response": {}}]}}
    assert [hit.event for hit in capture(recorded).hits] == [""]
    assert [hit.event for hit in read_text(f"{url}\n", "urls.txt").hits] == ["Lead"]


def test_an_answer_that_a_server_container_logs_apart_belongs_to_its_request() -> None:
    def logged(name: str, **more: Any) -> dict[str, Any]:
        return {"jsonPayload": {"Name": name, "TraceId": "7f3a", **more}, "timestamp": NOW}

    asked = {"Type": "Request", "RequestMethod": "POST", "RequestUrl": API, "RequestBody": LEAD}
    refused = {"Type": "Response", "ResponseStatusCode": 400, "ResponseBody": '{"error": {"code": 100}}'}
    other = {"Type": "Response", "ResponseStatusCode": 200, "ResponseBody": "{}"}
    found = read_text(json.dumps([logged("Meta", **asked), logged("Other", **other), logged("Meta", **refused)]), "log")
    assert [(hit.status, hit.error) for hit in found.hits] == [(400, "100")]
    assert (found.answers, found.unknown) == (2, ())


def test_requests_in_one_document_are_told_apart() -> None:
    log = {"events": [{"timestamp": NOW, "message": json.dumps({"url": API, "body": LEAD})} for _ in range(2)]}
    hits = capture(log).hits
    assert [hit.place.entity for hit in hits] == ["line 1, part 1", "line 1, part 2"]
    assert {hit.at_us for hit in hits} == {1_796_032_800_000_000}, "the time may stand around the message"


def test_a_row_of_the_export_has_its_parameters_by_key() -> None:
    params = [{"key": "value", "value": {"string_value": None, "int_value": "12", "double_value": None}}]
    row = {"event_name": "purchase", "event_timestamp": "1675704514198480", "event_params": params, "stream_id": "000"}
    found = hit(row)
    assert (found.event, found.form, found.parameters["value"].text) == ("purchase", "export row", "12")


def test_what_is_not_understood_is_counted_and_never_dropped() -> None:
    found = capture(
        "https://analytics.tiktok.com/new/way",
        "https://shop.example/a.js",
        "https://connect.facebook.net/en_US/fbevents.js",
    )
    assert (found.requests, len(found.unknown), found.foreign, found.others) == (3, 1, 1, (("meta", "load", 1),))
    damaged = capture({"data": []}, '{"cut": ', '{"a": "\x85"}')
    assert [part.n for part in damaged.damaged] == [2], "a line ends at a line feed and nowhere else"
    assert damaged.requests == 2


def test_a_recording_that_was_cut_gives_every_entry_before_the_cut() -> None:
    text = recording(*(entry(f"https://a.example/{n}", body={"n": "x" * n}) for n in range(12)))
    whole = list(entries(io.StringIO(text)))
    assert len(whole) == 12 and not any(isinstance(one, Damaged) for one in whole)
    for cut in range(100, len(text) - 3, 97):
        *before, last = entries(io.StringIO(text[:cut]))
        assert isinstance(last, Damaged) and last.n == len(before) + 1
        assert before == whole[: len(before)]


def test_a_recording_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    text = recording(*(entry(f"https://a.example/{n}") for n in range(50)))
    monkeypatch.setattr("govern.captures.har.PIECE", 61)
    assert [part(one, "request")["url"] for one in entries(io.StringIO(text))] == [
        f"https://a.example/{n}" for n in range(50)
    ]


SECRETS = {
    "e-mail": "mia.korhonen@hazel.example",
    "phone number": "+358 40 1234567",
    "card number": "4111 1111 1111 1111",
}
WRAPPERS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "percent": lambda text: quote(text, safe=""),
    "twice": lambda text: quote(quote(text, safe=""), safe=""),
    "json": lambda text: json.dumps({"a": [text]}),
    "base64": lambda text: base64.b64encode(f"id={text};x".encode()).decode(),
    "base64 in an address": lambda text: (
        f"https://www.hazel.example/?q={base64.b64encode(f'id={text}; a visitor'.encode()).decode()}"
    ),
    "json in base64": lambda text: base64.b64encode(json.dumps({"mail": text}).encode()).decode(),
}


@pytest.mark.parametrize("what", SECRETS)
def test_what_is_personal_is_found_in_any_wrapping_and_never_shown(what: str) -> None:
    for wrap in WRAPPERS.values():
        text = wrap(SECRETS[what])
        found = personal(text)
        assert found is not None and found.what == what, text
        assert shown(text) == f"<{what}, {len(text)} characters>"


@for_each(
    "text",
    [
        "react@18.2.0",
        "A-1001",
        "4006381333931",
        "mailto:shop@hazel.example",
        "order_4711",
        "1616318632825_357",
        "https://shop.example/a?b=1",
        "29.99",
        "f" * 64,
    ],
)
def test_what_only_looks_personal_is_none(text: str) -> None:
    assert personal(text) is None


def test_no_row_holds_what_was_planted() -> None:
    mail, page = SECRETS["e-mail"], quote(f"https://www.hazel.example/{SECRETS['e-mail']}/x?m={SECRETS['e-mail']}")
    found = capture(
        f"https://www.facebook.com/tr/?id={PIXEL}&ev={quote(mail)}&eid={quote(mail)}&cd[note]={quote(mail)}&dl={page}&ud[em]={quote(mail)}",
        {"data": [{"event_name": mail, "event_id": mail, "action_source": "website", "event_source_url": f"https://a.example/?x={mail}",
                   "user_data": {"em": mail}, "custom_data": {mail: mail, "contents": [{"id": mail}]}}]},
    )  # fmt: skip
    assert len(found.hits) == 2
    kept = [
        (one.event, one.event_id, one.page, one.parameters, one.keys, one.leaked, one.complaints) for one in found.hits
    ]
    assert "mia.korhonen" not in repr(kept)
    assert {leak.where for leak in found.hits[0].leaked} >= {"its page address", 'parameter "cd[note]"'}


def test_a_list_of_addresses_may_name_methods_and_have_comments() -> None:
    found = read_text(
        "# saved by hand\nhttps://ct.pinterest.com/v3/?tid=1&event=init\nPOST https://bat.bing.com/action/0?ti=1&evt=custom&ea=x\nnothing\n",
        "x",
    )
    assert [(one.kind, one.event) for one in found.hits] == [("base", "init"), ("event", "x")]
    assert [part.n for part in found.damaged] == [4]


def test_a_file_that_is_no_capture_is_refused() -> None:
    for text in ("", "hello\nworld\n", "<html></html>"):
        with pytest.raises(GovernError):
            read_text(text, "x")


CORPUS = {"pixel-hits": (33, 17, 1), "har": (49, 21, 0), "payloads": (49, 0, 1), "ga4-events": (42, 0, 4)}
"""Of each folder of real captures: events, other hits, requests that nobody understands."""


@pytest.mark.slow
@pytest.mark.parametrize("folder", CORPUS)
def test_every_hit_of_the_real_captures_is_decoded_or_named(folder: str) -> None:
    found = next(in_portions([str(corpus(folder)[0].parent)]))
    kinds = [one.kind for capture in found for one in capture.hits]
    unknown = sum(len(capture.unknown) for capture in found)
    assert (kinds.count("event"), len(kinds) - kinds.count("event"), unknown) == CORPUS[folder]


def line(found: Capture) -> str:
    """What is said of a capture."""
    counted = Counted(found.kind)
    counted.add(found)
    return counted.line(found.file)


def test_what_holds_the_first_hits_alone_counts_the_rest_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govern.captures.read.MOST", 3)
    found = capture(*(f"https://ct.pinterest.com/v3/?tid=1&event=lead&n={n}" for n in range(8)))
    assert (found.requests, len(found.hits), found.beyond) == (8, 3, 5)
    assert "5 beyond the first 3 hits, which were not judged" in line(found)


def test_what_is_not_understood_is_named_for_a_while_and_counted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govern.captures.read.NAMED", 2)
    found = capture(*('{"nothing": "of ours"}' for _ in range(5)))
    assert (len(found.unknown), found.more_unknown) == (2, 3)
    assert "5 not understood" in line(found)


def test_consent_platforms_are_named() -> None:
    found = capture(
        "https://consent.cookiebot.com/uc.js", "https://cdn.cookielaw.org/x.js", "https://shop.example/a.js"
    )
    assert (found.banners, found.foreign) == ((("Cookiebot", 1), ("OneTrust", 1)), 1)


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        (
            {"url": "https://consent.cookiebot.com/logconsent.ashx?action=accept&clp=true&cls=true&clm=false&cbid=1"},
            ("denied", "granted"),
        ),
        ({"url": "https://consent.cookiebot.com/logconsent.ashx?action=decline&cbid=1"}, ("denied", "denied")),
        ({"url": "https://consent.cookiebot.com/1/cc.js"}, None),
        (
            {
                "url": "https://acme.my.onetrust.com/request/v1/consentreceipts",
                "method": "POST",
                "body": {
                    "purposes": [
                        {"Id": "1", "TransactionType": "CONFIRMED"},
                        {"Id": "2", "TransactionType": "WITHDRAWN"},
                    ]
                },
            },
            None,
        ),
        (
            {
                "url": "https://privacyportal.onetrust.com/request/v1/consentreceipts",
                "method": "POST",
                "body": {"purposes": [{"Id": "1", "TransactionType": "NO_CHOICE"}]},
            },
            ("denied", "denied"),
        ),
        (
            {
                "url": "https://app.cookieyes.com/api/v1/log",
                "method": "POST",
                "form": {"log": '[{"name": "Analytics", "status": "yes"}, {"name": "Advertisement", "status": "no"}]'},
            },
            ("denied", "granted"),
        ),
        (
            {
                "url": "https://consent-api.service.consent.usercentrics.eu/consent/ua/3",
                "method": "POST",
                "body": {"action": "onAcceptAllServices"},
            },
            ("granted", "granted"),
        ),
    ],
)
def test_what_a_visitor_chose_is_read_where_it_is_told(sent: dict[str, object], chosen: tuple[str, str] | None) -> None:
    found = [(one.consent["ad_storage"], one.consent["analytics_storage"]) for one in capture(json.dumps(sent)).choices]
    assert found == ([chosen] if chosen is not None else [])
