"""A shop with ten platforms, its thank-you page in a real browser and what its servers send, captured: nothing is wrong with
it, and each fault that is planted in it is found as what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from browser import needs_browser
from captured import entry
from for_each import for_each
from helpers import findings, project
from page_helpers import browse
from pytest_socket import socket_allow_hosts
from vendor_requests import DAY, captured_visit
from web_shop import SHOP

from govern.captures.contract import matched
from govern.captures.read import read_text
from govern.captures.signals import seen, signal_of
from govern.captures.told import hits
from govern.gtm.desired import desired
from govern.project.exports import Exports
from govern.render.messages import message_of
from govern.render.planned import code
from govern.signals.sameness import same

pytestmark = pytest.mark.usefixtures("day")

GOLDEN = Path(__file__).parent / "golden" / "captures" / "shop.har"
EXAMPLE = {
    "order_id": "A-1001",
    "value": 29.99,
    "currency": "EUR",
    "items": [{"item_id": "SKU-1", "item_name": "Tea", "price": 29.99, "quantity": 1}],
    "email": "customer@example.com",
}
SPECS = SHOP.replace("    event_id: 'order", f"    examples: [{json.dumps(EXAMPLE)}]\n    event_id: 'order", 1)
SPECS = SPECS.replace(
    "as: purchase, parameters: {value", "as: purchase, parameters: {transaction_id: order_id, items: items, value"
)
SPECS = re.sub(r"as: (Purchase|CompletePayment|PURCHASE|checkout),", r"as: \1, via: [browser, server],", SPECS)
SPECS = SPECS.replace("{use: value}", "{use: value, required: true}")
SPECS = re.sub(r"(platform: (?!ga4)\w+,)", r"\1 server: {token: t},", SPECS)
HASH = "8d9b70fd20e23919cfe664ea5e571db39d72ba1bf17bf57e909ada24be9aa3aa"
META = {
    "event_name": "Purchase", "event_time": 1795428002, "event_id": "order_A-1001", "action_source": "website",
    "event_source_url": "https://www.hazel.example/thanks", "user_data": {"em": HASH, "client_user_agent": "Mozilla/5.0"},
    "custom_data": {"value": 29.99, "currency": "EUR", "contents": [{"id": "SKU-1", "quantity": 1, "item_price": 29.99}]},
}  # fmt: skip
SERVER = entry(
    "https://graph.facebook.com/v25.0/1234567890123456/events", body={"data": [META]}, at=f"{DAY}T10:00:03.000Z"
)
"""What the shop's server tells Meta of the same order."""


@pytest.fixture
def loopback(socket_enabled: None) -> None:
    """The test's own server, and nobody else's."""
    socket_allow_hosts(["127.0.0.1"])


@pytest.mark.slow
@needs_browser
def test_a_real_browser_sends_what_is_kept_here(tmp_path: Path, loopback: None, request: pytest.FixtureRequest) -> None:
    subject = project(SPECS)
    (container, *_) = desired(subject).containers
    shown = code(message_of(subject, subject.event_by_name["purchase"]))
    text = captured_visit(browse(container, shown, tmp_path / "profile", "www.hazel.example"))
    text = json.dumps(json.loads(text), indent=1) + "\n"
    if request.config.getoption("--update-golden", default=False):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text("utf-8") == text


@cache
def kept() -> str:
    """The recording of the shop, its server's request at the end."""
    data = json.loads(GOLDEN.read_text("utf-8"))
    data["log"]["entries"].append(SERVER)
    return json.dumps(data)


Entries = list[dict[str, Any]]
Fault = Callable[[Entries], None]


def wrong(fault: Fault | None = None) -> set[str]:
    """The rules that speak about the shop with a fault."""
    data = json.loads(kept())
    if fault is not None:
        fault(data["log"]["entries"])
    live = Exports(captures=(read_text(json.dumps(data), "shop.har"),))
    found = findings(project(SPECS, live=live), over="captures")
    return {finding.rule.removeprefix("hits/") for finding in found}


def test_the_shop_is_clean() -> None:
    assert wrong() == set()
    (capture,) = (read_text(kept(), "shop.har"),)
    assert len({hit.platform for hit in capture.hits}) == 10
    assert not capture.unknown


def test_hits_are_the_signals_that_the_specs_declare() -> None:
    live = Exports(captures=(read_text(kept(), "shop.har"),))
    subject = project(SPECS, live=live)
    met = [(signal_of(hit), signal) for hit, signal in matched(subject)]
    assert {signal.platform for _, signal in met} == set(load_all())
    assert all(same(one.account.source, signal.account.source) is not False for one, signal in met)
    assert all(same(one.event_id.source, signal.event_id.source) is not False for one, signal in met)
    assert [one.when.moment for one in seen(subject)] == [hit.n for hit in hits(subject)]


def load_all() -> list[str]:
    """The platforms that the shop tells."""
    return [destination.platform for destination in project(SPECS).destinations]


def at(entries: Entries, host: str) -> dict[str, Any]:
    """The last request to a host."""
    return next(one for one in reversed(entries) if host in one["request"]["url"])


def field(host: str, name: str, value: str | None) -> Fault:
    """A field of an address becomes another, or goes."""

    def plant(entries: Entries) -> None:
        request = at(entries, host)["request"]
        address, _, fields = request["url"].partition("?")
        pairs = {**dict(parse_qsl(fields)), name: value}
        request["url"] = f"{address}?{urlencode({key: text for key, text in pairs.items() if text is not None})}"

    return plant


def inner(host: str, name: str, key: str, value: Any) -> Fault:
    """A value of JSON in a field becomes another, or goes."""

    def plant(entries: Entries) -> None:
        request = at(entries, host)["request"]
        data = json.loads(dict(parse_qsl(request["url"].partition("?")[2]))[name])
        target = data[0][1] if isinstance(data, list) else data
        target.pop(key, None)
        target.update({} if value is None else {key: value})
        field(host, name, json.dumps(data))(entries)

    return plant


def body(host: str, *way: Any, value: Any = None) -> Fault:
    """A value of a body becomes another, or goes."""

    def plant(entries: Entries) -> None:
        data = at(entries, host)["request"]["postData"]
        whole = json.loads(data["text"])
        target = whole
        for step in way[:-1]:
            target = target[step]
        target.pop(way[-1], None)
        if value is not None:
            target[way[-1]] = value
        data["text"] = json.dumps(whole)

    return plant


def again(host: str, *, after: int = 1) -> Fault:
    """A request is sent a second time, seconds later."""

    def plant(entries: Entries) -> None:
        copy = deepcopy(at(entries, host))
        second = int(copy["startedDateTime"][17:19]) + after
        copy["startedDateTime"] = f"{copy['startedDateTime'][:17]}{second:02}.500Z"
        entries.append(copy)

    return plant


def first(host: str) -> Fault:
    """A request is sent before all others."""
    return lambda entries: entries.insert(0, entries.pop(entries.index(at(entries, host))))


def other_order(entries: Entries) -> None:
    """A second order has the ID of the first."""
    again("facebook.com/tr", after=9)(entries)
    field("facebook.com/tr", "cd[value]", "12.5")(entries)
    field("facebook.com/tr", "cd[contents]", None)(entries)


def made_anew(entries: Entries) -> None:
    """The page was opened again, and the ID was made anew."""
    field("facebook.com/tr", "cd[order_id]", "A-1001")(entries)
    again("facebook.com/tr", after=20)(entries)
    field("facebook.com/tr", "eid", "order_A-1001-r")(entries)


def denied(entries: Entries) -> None:
    """Google's hits say that the visitor has denied it."""
    for one in entries:
        one["request"]["url"] = one["request"]["url"].replace("gcs=G111", "gcs=G100").replace("asc=G", "asc=D")


def answered(host: str, **response: Any) -> Fault:
    """A request was answered otherwise."""
    return lambda entries: at(entries, host)["response"].update(response)


def slowly(entries: Entries) -> None:
    """A request took long."""
    at(entries, "facebook.com/tr")["time"] = 900


def moved(host: str, before: str, after: str) -> Fault:
    """An address is another one."""

    def plant(entries: Entries) -> None:
        request = at(entries, host)["request"]
        request["url"] = request["url"].replace(before, after)

    return plant


CAPI, PIXEL, DATA = "graph.facebook.com", "facebook.com/tr", ("data", 0)
MAIL = "ana@hazel.example"
FAULTS: dict[str, tuple[Fault, set[str]]] = {
    "other id on the server": (body(CAPI, *DATA, "event_id", value="o-1"), {"event-id-differs"}),
    "other id in the browser": (field(PIXEL, "eid", "o-1"), {"event-id-differs"}),
    "no id in the browser": (field(PIXEL, "eid", None), {"event-id-missing"}),
    "no id on the server": (body(CAPI, *DATA, "event_id"), {"event-id-missing"}),
    "no id at TikTok, which the specs have": (body("tiktok", "event_id"), {"event-id-missing"}),
    "id of another order": (other_order, {"event-id-reused"}),
    "id made anew": (made_anew, {"event-id-made-anew"}),
    "double hit at Meta": (again(PIXEL), {"told-twice"}),
    "double hit at Pinterest": (again("ct.pinterest.com"), {"told-twice"}),
    "double hit at Microsoft": (again("bat.bing.com"), {"told-twice"}),
    "no currency at Meta": (field(PIXEL, "cd[currency]", None), {"parameter-missing"}),
    "no value at Meta": (field(PIXEL, "cd[value]", None), {"parameter-missing", "declared-parameter-missing"}),
    "no value at Snapchat": (field("tr.snapchat.com", "e_pr", None), {"declared-parameter-missing"}),
    "no value at Pinterest": (inner("ct.pinterest.com", "ed", "value", None), {"declared-parameter-missing"}),
    "no order at GA4": (field("google-analytics", "ep.transaction_id", None), {"parameter-missing"}),
    "value with a sign": (field(PIXEL, "cd[value]", "$29.99"), {"value-not-a-number"}),
    "value with a comma": (field("alb.reddit.com", "m.valueDecimal", "29,99"), {"value-not-a-number"}),
    "value undefined": (field("tr.snapchat.com", "e_pr", "undefined"), {"value-not-a-number"}),
    "value zero": (field(PIXEL, "cd[value]", "0"), {"purchase-worth-nothing"}),
    "value in cents": (field(PIXEL, "cd[value]", "2999"), {"value-hundredfold"}),
    "value in cents at GA4": (field("google-analytics", "epn.value", "2999"), {"value-hundredfold"}),
    "currency as a word": (field("bat.bing.com", "gc", "Euro"), {"currency-not-a-code"}),
    "currency as a sign": (inner("t.co", "events", "currency", "€"), {"currency-not-a-code"}),
    "mail in the page's address": (field(PIXEL, "dl", f"https://www.hazel.example/thanks?m={MAIL}"), {"personal-data-in-address"}),
    "mail in a path": (field("bat.bing.com", "p", f"https://www.hazel.example/{MAIL}/"), {"personal-data-in-address"}),
    "mail in a parameter": (field(PIXEL, "cd[note]", MAIL), {"personal-data-in-parameter"}),
    "mail in base64": (field("google-analytics", "ep.note", "aWQ9YW5hQGhhemVsLmV4YW1wbGU7eA=="), {"personal-data-in-parameter"}),
    "phone in a parameter": (body("tiktok", "properties", "note", value="+49 30 901820"), {"personal-data-in-parameter"}),
    "mail not hashed": (body(CAPI, *DATA, "user_data", "em", value=MAIL), {"match-key-not-hashed"}),
    "hash in capitals": (body(CAPI, *DATA, "user_data", "em", value=HASH.upper()), {"match-key-doubtful"}),
    "hash of nothing": (body(CAPI, *DATA, "user_data", "em", value="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                        {"match-key-doubtful"}),
    "time in milliseconds": (body(CAPI, *DATA, "event_time", value=1795428002000), {"wrong-time-unit"}),
    "event of last month": (body(CAPI, *DATA, "event_time", value=1792800000), {"event-too-old"}),
    "no event name": (body(CAPI, *DATA, "event_name", value=""), {"missing-field"}),
    "no user data": (body(CAPI, *DATA, "user_data"), {"missing-field"}),
    "word for a number": (body(CAPI, *DATA, "custom_data", "value", value="free"), {"malformed-field", "value-not-a-number"}),
    "id of another form": (field("tr.snapchat.com", "cdid", "A-1001"), {"event-id-not-as-declared"}),
    "test code": (body(CAPI, "test_event_code", value="TEST123"), {"test-code-sent"}),
    "version that is over": (moved(CAPI, "v25.0", "v12.0"), {"api-version-over"}),
    "token in the address": (moved(CAPI, "/events", "/events?access_token=0123456789abcdef"), {"token-in-address"}),
    "account of somebody else": (field("alb.reddit.com", "id", "a2_other99"), {"undeclared-account"}),
    "event that nobody declared": (field("bat.bing.com", "ea", "newsletter"), {"undeclared-event"}),
    "refused": (answered(PIXEL, status=400), {"refused"}),
    "blocked": (answered("ct.pinterest.com", status=0), {"not-answered"}),
    "slow": (slowly, {"slow-answer"}),
    "hit against the choice": (denied, {"consent-contradicted"}),
    "before the base code": (first("ct.pinterest.com"), {"before-base-code"}),
    "unknown request": (moved("tr.snapchat.com", "tr.snapchat.com/p?", "tr.snapchat.com/new?"), {"not-understood"}),
}  # fmt: skip


@for_each("name", FAULTS)
def test_a_planted_fault_is_found_as_what_it_is(name: str) -> None:
    fault, rules = FAULTS[name]
    assert wrong(fault) == rules


def test_an_event_without_a_name_is_called_nothing() -> None:
    data = json.loads(kept())
    body(CAPI, *DATA, "event_name", value="")(data["log"]["entries"])
    hits = read_text(json.dumps(data), "shop.har").hits
    assert [hit.event for hit in hits if hit.platform == "meta" and hit.leg == "server"] == [""]
