"""What vendors' scripts were recorded to ask, from HAR files, as a page for the browser with the policy that is derived."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp_random import Job
from csp_shop import RECORDED, shop

from govern.csp.build import build, value_of
from govern.csp.request import Element, Request

Asked = tuple[str, str]
"""The element that asks, and the address without its query."""

HOSTS = frozenset({
    "www.googletagmanager.com", "www.google-analytics.com", "stats.g.doubleclick.net", "googleads.g.doubleclick.net",
    "www.googleadservices.com", "ad.doubleclick.net", "connect.facebook.net", "www.facebook.com", "analytics.tiktok.com",
    "snap.licdn.com", "px.ads.linkedin.com", "www.linkedin.com", "s.pinimg.com", "ct.pinterest.com", "tr.snapchat.com",
    "sc-static.net", "www.redditstatic.com", "alb.reddit.com", "static.ads-twitter.com", "analytics.twitter.com", "t.co",
    "bat.bing.com", "www.google.bg", "www.google.se",
})  # fmt: skip
"""The hosts of measurement tags in the recordings; publishers' and sign-in hosts are none."""

OLD = ("/analytics.js", "/ga.js", "/gtm/js", "/fbds.js", "/sdk.js", "/connect/", "/csp/", "/impression.php", "/platform-telemetry/",
       "/plugins/", "/pagead/ads", "/pagead/html", "/pagead/adview", "/pagead/gcn", "/xbbe/", "/recommendations/")  # fmt: skip
"""Paths of products that nobody derives: Universal Analytics, the sign-in of Meta, advertisements themselves."""

DIRECTIVES: dict[Element, str] = {
    "script": "script-src-elem", "image": "img-src", "frame": "frame-src", "fetch": "connect-src",
}  # fmt: skip
BY_DESTINATION = {"script": "script", "image": "image", "iframe": "frame", "empty": "fetch"}
BY_TYPE = {"script": "script", "image": "image", "xhr": "fetch", "fetch": "fetch", "ping": "fetch"}

PLANTED: tuple[Asked, ...] = (
    ("script", "https://evil.example/x.js"),
    ("fetch", "https://collect.evil.example/steal"),
    ("image", "https://facebook.com.evil.example/tr/"),
    ("frame", "https://www.google.com.evil.example/"),
)


def captured() -> set[Asked]:
    """What public captures hold, in which every platform is."""
    elements = {directive: element for element, directive in DIRECTIVES.items()}
    listed = (line.split() for line in RECORDED.strip().split("\n"))
    return {(elements[directive], address) for directive, address in listed}


def recorded(file: Path) -> Iterator[Asked]:
    """What a recording asked of the vendors, where it says as what."""
    data = json.loads(file.read_text(encoding="utf-8-sig"))
    log = data.get("log", {}) if isinstance(data, dict) else {}
    for entry in log.get("entries") or ():
        parts = urlsplit(str(entry.get("request", {}).get("url", "")))
        element = element_of(entry)
        if element and parts.hostname in HOSTS and not parts.path.startswith(OLD):
            yield element, f"https://{parts.hostname}{parts.path}"


def element_of(entry: dict[str, Any]) -> str:
    """What asked: as the browser said, else by the method, else by the answer."""
    request, response = entry["request"], entry.get("response") or {}
    headers = {str(one.get("name")).lower(): str(one.get("value")) for one in request.get("headers") or ()}
    said = BY_DESTINATION.get(headers.get("sec-fetch-dest", "")) or BY_TYPE.get(str(entry.get("_resourceType")))
    if said:
        return said
    kind = str((response.get("content") or {}).get("mimeType", "")).lower()
    if request.get("method") == "POST":
        return "fetch"
    return "script" if "javascript" in kind else "image" if kind.startswith("image/") else ""


def page_of(asked: list[Asked]) -> Job:
    """A page with the derived policy that asks everything."""
    subject = shop()
    policy = value_of(build(subject, subject.policies[0]))
    requests, asks = [], []
    for position, (element, address) in enumerate(asked):
        url = f"{address}?k={element}&id=0.{position}"
        kind: Element = next(one for one in DIRECTIVES if one == element)
        requests.append(Request(DIRECTIVES[kind], (url,), element=kind))
        asks.append({"do": element, "url": url, "nonce": "", "id": f"0.{position}"})
    page = "<!DOCTYPE html><body><p id=here>"
    return Job("https://p.test", [("Content-Security-Policy", policy)], [], requests, asks, page)
