"""A web container and the server that it sends to, read together; and saved pages beside the container that they load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from live_helpers import example

from govern.commands.audit import audit
from govern.core.errors import GovernError
from govern.rules.run import run

pytestmark = pytest.mark.usefixtures("day")

HOME = [{"parameter": "server_container_url", "parameterValue": "https://sgtm.birch.example"}]
SENT = [{"parameter": "mail_hash", "parameterValue": "{{H}}"}]
COOKIE = "<script>document.cookie = 'shop_visit=1; secure';</script>"


def tag(name: str, type: str, trigger: str, **parameter: Any) -> dict[str, Any]:
    return {"name": name, "type": type, "parameter": parameter, "firingTrigger": [trigger]}


WEB = {
    "id": "GTM-ABC1234",
    "tags": [
        tag("G", "googtag", "All Pages", tagId="G-ABC1234567", configSettingsTable=HOME),
        tag("E", "gaawe", "Paid", eventName="purchase", measurementIdOverride="G-ABC1234567", sendEcommerceData="true", eventSettingsTable=SENT),
        tag("C", "html", "All Pages", html=COOKIE),
    ],
}  # fmt: skip


def said(rule: str, *variables: dict[str, Any], trigger: dict[str, Any] | None = None) -> list[str]:
    """The entities that a rule names where the web container sends to a server with some variables, or a trigger."""
    server = {
        "id": "GTM-SRV1234",
        "context": "server",
        "variables": list(variables),
        "triggers": [{"name": "T", "type": "ALWAYS"} if trigger is None else {"name": "T", **trigger}],
        "tags": [tag("S", "sgtmgaaw", "T")],
    }
    project = example(json.dumps({"containers": [WEB, server]}))
    return [one.place.entity for one in run(project, "live") if one.rule == f"containers/{rule}"]


def reads(key: str, type: str = "ed") -> dict[str, Any]:
    return {"name": key, "type": type, "parameter": {"keyPath" if type == "ed" else "cookieName": key}}


@pytest.mark.parametrize("key", ["mailHash", "Mail_Hash", "transactionId", "coupon_"])
def test_a_field_that_is_read_under_another_spelling_than_it_is_sent(key: str) -> None:
    assert said("server-reads-another-name", reads(key)) == [f'variable "{key}"']


@pytest.mark.parametrize(
    "key", ["mail_hash", "transaction_id", "user_data.email", "x-ga-js_client_id", "loyalty_level"]
)
def test_what_is_sent_so_and_what_may_come_from_elsewhere_is_read(key: str) -> None:
    assert said("server-reads-another-name", reads(key)) == []


def test_a_cookie_is_read_under_the_name_that_the_web_container_sets() -> None:
    found = said(
        "server-reads-another-name", reads("shopVisit", "sgtmk"), reads("shop_visit", "sgtmk"), reads("_fbp", "sgtmk")
    )
    assert found == ['variable "shopVisit"']


def custom(value: str, kind: str = "EQUALS") -> dict[str, Any]:
    condition = {"type": kind, "parameter": {"arg0": "{{_event}}", "arg1": value}}
    return {"type": "CUSTOM_EVENT", "customEventFilter": [condition]}


def test_an_event_that_no_tag_of_the_server_takes() -> None:
    assert said("hit-taken-by-nobody", trigger=custom("^(page_view|sign_up)$", "MATCH_REGEX")) == ['tag "E"']
    assert said("hit-taken-by-nobody", trigger=custom("purchase|page_view", "MATCH_REGEX")) == []
    client = {"type": "EQUALS", "parameter": {"arg0": "{{Client Name}}", "arg1": "GA4"}}
    assert said("hit-taken-by-nobody", trigger={"type": "ALWAYS", "filter": [client]}) == []


PAGE = "<!DOCTYPE html>\n<html><head>\n<script>fbq('init', '123456789012345');</script></head></html>"
PIXEL = "<script>fbq('init', '%s');</script>"


def exported(pixel: str) -> str:
    version = {
        "container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]},
        "tag": [{"tagId": "1", "name": "P", "type": "html", "firingTriggerId": ["2147479553"],
                 "parameter": [{"type": "TEMPLATE", "key": "html", "value": PIXEL % pixel}]}],
    }  # fmt: skip
    return json.dumps({"exportFormatVersion": 2, "containerVersion": version})


def test_a_saved_page_is_held_against_the_container_that_is_named_with_it(tmp_path: Path) -> None:
    page, export = tmp_path / "page.html", tmp_path / "export.json"
    page.write_text(PAGE, encoding="utf-8")
    for pixel, lines in (("123456789012345", [3]), ("543210987654321", [])):
        export.write_text(exported(pixel), encoding="utf-8")
        report = audit(None, (str(page), str(export)))
        found = [one.place.span for one in report.findings if one.rule == "containers/hard-coded-pixel"]
        assert [span.line for span in found if span is not None] == lines


def test_a_page_alone_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    with pytest.raises(GovernError, match="HTML"):
        audit(None, (str(tmp_path / "page.html"),))


DEFAULT = tag("D", "html", "Consent Initialization - All Pages", html="<script>gtag('consent', 'default', {ad_storage: 'denied'})</script>")  # fmt: skip
NEEDED = {"consentSettings": {"consentStatus": "NEEDED", "consentType": {"list": ["analytics_storage"]}}}


@pytest.mark.parametrize(
    ("default", "waits", "times"),
    [({}, {}, 1), ({"paused": True}, {}, 0), ({}, NEEDED, 0)],
    ids=["asked", "nobody is asked", "hits wait"],
)
def test_a_server_that_sends_always_is_told_where_hits_come_unasked(
    default: dict[str, Any], waits: dict[str, Any], times: int
) -> None:
    hits = [
        {**tag("G", "googtag", "All Pages", tagId="G-ABC1234567", configSettingsTable=HOME), **waits},
        {**tag("E", "gaawe", "Paid", eventName="purchase", measurementIdOverride="G-ABC1234567"), **waits},
    ]
    server = {"id": "GTM-SRV1234", "context": "server", "tags": [tag("S", "cvt_1", "All", adStorageConsent="optional")]}
    web = {"id": "GTM-ABC1234", "tags": [*hits, {**DEFAULT, **default}]}
    found = run(example(json.dumps({"containers": [web, server]})), "live")
    assert [one.rule for one in found].count("containers/server-sends-always") == times
