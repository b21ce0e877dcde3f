"""What a policy says to a request: the examples of https://www.w3.org/TR/CSP3/ and what follows from them."""

from __future__ import annotations

import pytest
from for_each import for_each
from hypothesis import given
from hypothesis import strategies as st

from govern.csp.policies import Policies
from govern.csp.policy import parse_policies, parse_policy, serialise
from govern.csp.request import Request

PAGE = "https://www.acme.example"
SCRIPT = Request("script-src-elem", ("https://cdn.example/a.js",), element="script")
INLINE = Request("script-src-elem", (), "inline", "script", text="doSomething();")
HANDLER = Request("script-src-attr", (), "inline", "handler", text="doSubmit()")
EVAL = Request("script-src", (), "eval")
WASM = Request("script-src", (), "wasm")


def page(*enforced: str, reporting: str = "") -> Policies:
    """A page with headers."""
    return Policies(PAGE, tuple(one for text in enforced for one in parse_policies(text)), parse_policies(reporting))


def image(*urls: str) -> Request:
    return Request("img-src", urls, element="image")


@for_each(
    ("policy", "request_", "expected"),
    [
        ("script-src 'nonce-abc'", SCRIPT.replace(nonce="abc"), True),
        ("script-src 'nonce-abc'", SCRIPT.replace(nonce="ABC"), False),
        ("script-src 'nonce-abc'", INLINE.replace(nonce="abc"), True),
        ("script-src 'nonce-abc' 'unsafe-inline'", INLINE, False),
        ("script-src 'unsafe-inline'", INLINE, True),
        ("script-src 'unsafe-inline' 'strict-dynamic'", INLINE.replace(parser_inserted=True), False),
        ("script-src 'strict-dynamic' 'nonce-abc'", INLINE, True),
        ("style-src 'unsafe-inline' 'strict-dynamic'", Request("style-src-elem", (), "inline", "style"), True),
        ("script-src 'strict-dynamic' 'nonce-abc' https:", SCRIPT, True),
        ("script-src 'strict-dynamic' 'nonce-abc' https:", SCRIPT.replace(parser_inserted=True), False),
        ("script-src 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='", INLINE, True),
        ("script-src 'sha256-RFWPLDbv2BY-rCkDzsE-0fr8ylGr2R2faWMhq4lfEQc='", INLINE, True),
        ("script-src 'sha256-jzgBGA4UWFFmpOBq0JpdsySukE1FrEN5bUpoK8Z29fY='", HANDLER, False),
        ("script-src 'unsafe-hashes' 'sha256-jzgBGA4UWFFmpOBq0JpdsySukE1FrEN5bUpoK8Z29fY='", HANDLER, True),
        ("script-src 'sha256-abc123' 'sha512-321cba'", SCRIPT.replace(integrity="sha256-abc123 sha512-321cba"), True),
        ("script-src 'sha256-abc123' 'sha512-321cba'", SCRIPT.replace(integrity="sha256-abc123 sha512-other"), False),
        ("script-src 'unsafe-eval'", EVAL, True),
        ("script-src 'self'", EVAL, False),
        ("script-src-elem 'self'", EVAL, True),
        ("script-src 'unsafe-eval'; require-trusted-types-for 'script'", EVAL, False),
        ("default-src 'wasm-unsafe-eval'", WASM, True),
        ("default-src 'wasm-unsafe-eval'", EVAL, False),
        ("img-src a.example/not-b/ b.example/ok/", image("https://a.example/not-b/x", "https://b.example/else"), True),
        ("img-src a.example/not-b/", image("https://a.example/not-b/x", "https://b.example/ok"), False),
        ("form-action 'none'", Request("form-action", ("https://a.example/",), element="form"), False),
        ("default-src 'none'", Request("form-action", ("https://a.example/",), element="form"), True),
        ("frame-ancestors 'self' a.example", Request("frame-ancestors", (PAGE, "https://a.example")), True),
        ("frame-ancestors 'self' a.example", Request("frame-ancestors", (PAGE, "https://b.example")), False),
        ("img-src 'self' caf\u00e9.example", image("https://any.example/"), True),
    ],
)
def test_a_request_passes_or_not(policy: str, request_: Request, expected: bool) -> None:
    assert page(policy).verdict(request_).allowed is expected


PAGES = {"http": "http://p.example", "https": "https://p.example", "port": "http://p.example:8080"}


@pytest.mark.parametrize(
    ("source", "origin", "url", "expected"),
    [
        ("'self'", "http", "ws://p.example/", True),
        ("'self'", "https", "ws://p.example/", False),
        ("'self'", "https", "http://p.example/", False),
        ("'self'", "http", "https://p.example/", True),
        ("'self'", "port", "https://p.example:8443/", False),
        ("'self'", "port", "https://p.example:8080/", True),
        ("*", "https", "http://a.example/", True),
        ("a.example/x", "https", "https://a.example/x", True),
        ("a.example/x", "https", "https://a.example/y", False),
        ("http://a.example:80", "http", "https://a.example/", True),
        ("http://a.example:81", "http", "https://a.example/", False),
        ("http://a.example:8080", "http", "https://a.example:8080/", False),
        ("http://a.example:80", "http", "http://a.example:443/", False),
        ("*.a.example", "https", "https://x.a.example/", True),
        ("*.a.example", "https", "https://xa.example/", False),
        ("*.a.example", "https", "https://a.example/", False),
    ],
)
def test_an_address_passes_by_its_scheme_host_port_and_path(source: str, origin: str, url: str, expected: bool) -> None:
    policies = Policies(PAGES[origin], parse_policies(f"connect-src {source}"), ())
    assert policies.verdict(Request("connect-src", (url,), element="fetch")).allowed is expected


def test_a_port_that_is_written_goes_with_a_safer_scheme_but_not_for_frames() -> None:
    policies = Policies(PAGES["port"], parse_policies("frame-src 'self'; connect-src 'self'"), ())
    frame = Request("frame-src", ("https://p.example:8080/",), element="frame")
    assert not policies.verdict(frame).allowed
    assert policies.verdict(Request("connect-src", frame.urls, element="fetch")).allowed


@pytest.mark.parametrize("name", ["script-src", "default-src"])
def test_a_worker_is_trusted_by_the_script_that_started_it(name: str) -> None:
    worker = Request("worker-src", ("https://a.example/w.js",), element="worker")
    assert page(f"{name} 'nonce-a' 'strict-dynamic'").verdict(worker).allowed
    assert not page("worker-src 'nonce-a' 'strict-dynamic'").verdict(worker).allowed


def test_every_policy_has_to_let_a_request_through() -> None:
    both = page("img-src *, img-src a.example", "default-src https:")
    assert both.verdict(image("https://a.example/")).allowed
    refused = both.verdict(image("https://b.example/")).blocked_by
    assert refused is not None
    assert (refused.directive, refused.why) == ("img-src", "no source lets https://b.example/ through")


def test_a_policy_that_only_reports_blocks_nothing() -> None:
    verdict = page("img-src *", reporting="img-src 'self'").verdict(image("https://a.example/"))
    assert verdict.allowed
    assert [said.allowed for said in verdict.reported] == [False]


def test_the_source_that_let_a_request_through_is_named() -> None:
    (said,) = page("default-src 'self' https://*.vendor.example").verdict(image("https://a.vendor.example/")).said
    assert (said.directive, said.source) == ("default-src", "https://*.vendor.example")


@pytest.mark.parametrize(
    ("policy", "request_", "text", "browser"),
    [
        ("img-src https:", image("http://a.example/"), False, True),
        ("connect-src https:; upgrade-insecure-requests", Request("connect-src", ("http://a.example/",), element="fetch"), False, False),
        ("connect-src https:; upgrade-insecure-requests", Request("connect-src", ("http://a.example/",), element="xhr"), False, True),
        ("object-src *; frame-src 'none'", Request("object-src", ("https://a.example/",), element="object"), True, False),
        ("connect-src wss:", Request("connect-src", ("https://a.example/",), element="socket"), False, True),
        ("default-src 'none'; img-src *", Request("prefetch-src", ("https://a.example/",), element="prefetch"), False, True),
    ],
    ids=["image upgraded", "fetch asked first", "xhr upgraded", "object framed", "socket by https", "prefetch"],
)  # fmt: skip
def test_chromium_has_ways_of_its_own(policy: str, request_: Request, text: bool, browser: bool) -> None:
    assert (page(policy).verdict(request_).allowed, page(policy).as_chromium(request_)) == (text, browser)


def test_chromium_asks_of_a_worker_once_and_of_a_fetch_to_its_own_host_again() -> None:
    """Upgraded, `https://p.example:8080/x` does not match `http://p.example:8080`; a worker is not asked about again."""
    policy = "worker-src http://p.example:8080; connect-src http://p.example:8080; upgrade-insecure-requests"
    policies = Policies("http://p.example:8080", tuple(parse_policies(policy)), ())
    url = ("http://p.example:8080/x",)
    assert policies.as_chromium(Request("worker-src", url, element="worker"))
    assert not policies.as_chromium(Request("connect-src", url, element="fetch"))


def test_a_directive_that_is_left_out_keeps_its_name() -> None:
    policy = parse_policy("img-src caf\u00e9.example; img-src 'none'")
    assert policy.directive("img-src") is None
    assert [ignored.reason for ignored in policy.ignored] == ["not ASCII", "repeated"]


@given(st.text(alphabet=" abc'*:/.;-=\t", max_size=60))
def test_what_was_written_is_read_again(text: str) -> None:
    policy = parse_policy(text)
    again = parse_policy(serialise(policy))
    assert serialise(again) == serialise(policy)
    assert [one.name for one in again.directives] == [one.name for one in policy.directives]
