"""Whose policy a page should have, and what is said where the served one is another."""

from __future__ import annotations

import json

import pytest
from helpers import findings, project
from live_helpers import export

from govern.csp.build import build, value_of
from govern.csp.pages import declared_for, pages
from govern.project import Project

SITES = """
sites:
  - {name: shop, domains: {production: [www.acme.example], staging: [staging.acme.example]}}
  - {name: blog, domains: {production: [blog.acme.example]}}
csp:
  - {site: shop, mode: enforce, inline: none, base: {default-src: ["'self'"], object-src: ["'none'"]}}
  - {site: blog, mode: report_only, inline: none, report_to: https://csp.acme.example, base: {default-src: ["'self'"]}}
"""
HEADERS = "HTTP/2 200\ncontent-type: text/html\n"


def seen(text: str, file: str = "exports/headers.txt", specs: str = SITES) -> Project:
    return project(specs, live=export(text, file))


def recorded(url: str, policy: str) -> str:
    response = {
        "status": 200,
        "content": {"mimeType": "text/html"},
        "headers": [{"name": "content-security-policy", "value": policy}],
    }
    return json.dumps({"log": {"entries": [{"pageref": "p", "request": {"url": url}, "response": response}]}})


@pytest.mark.parametrize(
    ("text", "file", "site"),
    [
        (f"{HEADERS}content-security-policy: img-src *\n", "exports/headers.txt", None),
        (f"{HEADERS}content-security-policy: img-src *\n", "exports/shop-headers.txt", "shop"),
        (f"{HEADERS}content-security-policy: img-src *\n", "exports/blog.acme.example.txt", "blog"),
        (f"> Host: staging.acme.example\n{HEADERS}content-security-policy: img-src *\n", "exports/h.txt", "shop"),
        (recorded("https://www.acme.example/a", "img-src *"), "exports/blog.har", "shop"),
        (recorded("https://other.example/a", "img-src *"), "exports/shop.har", None),
    ],
    ids=["unknown", "by site", "by domain", "curl -v", "recorded", "a stranger's"],
)
def test_a_page_belongs_to_a_site_by_its_address_or_the_name_of_its_file(
    text: str, file: str, site: str | None
) -> None:
    subject = seen(text, file)
    (page,) = pages(subject)
    policy = declared_for(subject, page)
    assert (policy.site if policy is not None else None) == site


def said(text: str, file: str = "exports/shop.txt") -> dict[str, list[str]]:
    """What rules say of a page, by rule."""
    found: dict[str, list[str]] = {}
    for finding in findings(seen(text, file), over="live"):
        found.setdefault(finding.rule, []).append(finding.message)
    return found


def test_a_weakening_is_told_by_what_it_lets_in() -> None:
    weak = said(f"{HEADERS}content-security-policy: default-src 'self' https://evil.example; object-src *\n")
    assert weak["csp/allowed-undeclared"] == [
        (
            "default-src lets in scripts, workers, styles, images, fonts, connections, media, frames and manifests from "
            "https://evil.example, which nobody declared"
        ),
        "object-src lets in plugins from anywhere (*), which nobody declared",
    ]


def test_a_script_that_a_hash_lets_in_is_declared_and_a_style_is_not_asked_about() -> None:
    digest = "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
    policy = f"default-src 'self'; script-src 'self' {digest}; style-src 'self' {digest}; object-src 'none'"
    assert said(f"{HEADERS}content-security-policy: {policy}\n")["csp/allowed-undeclared"] == [
        f"the policy lets in the inline script with the hash {digest}, which nobody declared"
    ]


def test_what_is_enforced_counts_and_report_only_is_said_only_where_nothing_is_enforced() -> None:
    only = f"{HEADERS}content-security-policy-report-only: default-src 'self'; object-src 'none'\n"
    both = f"{only}content-security-policy: default-src 'self'; object-src 'none'\n"
    assert "csp/only-reported" in said(only)
    assert said(both).keys() <= {"csp/unrestricted-place"}


def test_an_answer_without_a_policy_is_told_once() -> None:
    assert said(HEADERS).keys() == {"csp/none-served"}
    assert said(HEADERS, "exports/unknown.txt") == {}


def test_a_policy_that_is_declared_report_only_may_be_served_so() -> None:
    served = f"{HEADERS}content-security-policy-report-only: default-src 'self'; report-uri https://csp.acme.example\n"
    assert said(served, "exports/blog.txt") == {}


def test_a_second_policy_only_narrows() -> None:
    closed = "content-security-policy: default-src 'self'; object-src 'none'\n"
    assert said(f"{HEADERS}{closed}content-security-policy: default-src * 'unsafe-inline' 'unsafe-eval'\n").keys() <= {
        "csp/unrestricted-place"
    }
    opened = said(f"{HEADERS}{closed.replace('none', 'self')}content-security-policy: upgrade-insecure-requests\n")
    assert opened["csp/allowed-undeclared"] == ["object-src lets in plugins from 'self', which nobody declared"]


def test_headers_and_the_page_behind_them_count_together() -> None:
    page = "<!doctype html><meta http-equiv=Content-Security-Policy content=\"object-src 'none'\">"
    both = f"{HEADERS}content-security-policy: default-src 'self'\n\n{page}"
    assert [one.carrier for one in export(both).policies] == ["header", "meta"]
    assert "csp/allowed-undeclared" not in said(both)


def test_a_policy_that_loads_whatever_there_is_is_told_once() -> None:
    (message,) = said(f"{HEADERS}content-security-policy: upgrade-insecure-requests\n")["csp/allowed-undeclared"]
    assert message == (
        "the policy restricts nothing that is loaded, scripts least of all, and the declared one has default-src, object-src"
    )


def test_in_a_page_a_policy_that_only_reports_is_none() -> None:
    page = '<html><meta http-equiv="Content-Security-Policy-Report-Only" content="default-src \'self\'">'
    (message,) = said(page)["csp/none-served"]
    assert message.startswith("browsers pass over a report-only policy in a meta element")


def test_what_cannot_stand_in_a_page_may_stand_in_a_header() -> None:
    specs = SITES.replace("object-src: [\"'none'\"]", "frame-ancestors: [\"'none'\"]")
    page = '<html><meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    messages = [one.message for one in findings(seen(page, "exports/shop.html", specs), over="live")]
    assert not any("frame-ancestors" in message for message in messages)


def test_a_directive_that_is_gone_is_named_though_another_speaks_for_it() -> None:
    (message,) = said(f"{HEADERS}content-security-policy: default-src 'self'\n")["csp/allowed-undeclared"]
    assert message == ("object-src is absent, so default-src lets in plugins from 'self', which nobody declared")


NEEDING = """
sites:
  - {name: shop, domains: {production: [www.acme.example]}, first_party: https://t.acme.example, countries: [SE]}
destinations: [{name: ads, platform: google_ads, site: shop}]
csp: [{site: shop, mode: enforce, inline: none, base: {default-src: ["'self'"]}}]
"""


def test_what_is_needed_beside_hits_is_missed_with_the_reason() -> None:
    declared = seen(HEADERS, specs=NEEDING)
    text = value_of(build(declared, declared.policies[0]))
    weaker = text.replace(" https://t.acme.example", "")
    (found,) = findings(
        seen(f"{HEADERS}content-security-policy: {weaker}\n", specs=NEEDING), "csp/declared-not-served", over="live"
    )
    assert "https://t.acme.example in script-src" in found.message
    assert found.message.endswith("which the first-party endpoint needs")
    whole = seen(f"{HEADERS}content-security-policy: {text}\n", specs=NEEDING)
    assert not findings(whole, "csp/declared-not-served", over="live")


def test_one_nonce_in_two_answers_can_be_known() -> None:
    policy = "default-src 'self'; script-src 'nonce-9zVPtNWlXaqhDkT7bFgRSw=='; base-uri 'none'"
    first, second = (export(f"{HEADERS}content-security-policy: {policy}\n", f"exports/{n}.txt") for n in "ab")
    live = first.replace(policies=(*first.policies, *second.policies))
    (found,) = findings(project("", live=live), "csp/guessable-nonce", over="live")
    assert found.message == "the nonce is the same in another answer, exports/a.txt"


CODE = """
sites: [{name: shop, domains: {production: [www.acme.example]}, containers: {web: GTM-ABC1234}}]
csp: [{site: shop, mode: enforce, inline: none, base: {default-src: ["'self'"]}}]
containers:
  - id: GTM-ABC1234
    tags:
      - name: Heat
        type: html
        parameter: {html: '<script src="https://cdn.heat.example/h.js"></script><script>new Image().src = "https://px.heat.example/p"</script>'}
        firingTrigger: [All Pages]
"""


def test_what_code_may_ask_in_one_way_or_another_is_not_missed_in_both() -> None:
    policy = "default-src 'self'; img-src 'self' https://px.heat.example; script-src 'self'"
    subject = seen(f"{HEADERS}content-security-policy: {policy}\n", specs=CODE)
    messages = [one.message for one in findings(subject, "csp/declared-not-served", over="live")]
    (message,) = messages
    assert "https://cdn.heat.example in script-src" in message
    assert "px.heat" not in message
