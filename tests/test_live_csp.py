"""Content security policies: what a text means, which addresses it lets through, and the ways in which files carry it.

The cases of matching agree with Chromium, which was asked all of them (a page with the policy, an image or a socket).
"""

from __future__ import annotations

import pytest
from for_each import for_each
from hypothesis import given
from hypothesis import strategies as st
from live_helpers import corpus, served

from govern.commands.refused import not_judged
from govern.core.errors import GovernError
from govern.core.report import Place
from govern.csp.match import allows
from govern.csp.policy import LONGEST, Policy, parse_policies, parse_policy
from govern.csp.readers import headers as csp
from govern.csp.source import parse_source
from govern.project.exports import read_export

PAGE = "https://www.acme.example"


def names(policy: Policy) -> list[str]:
    return [directive.name for directive in policy.directives]


def test_directives_are_read_as_browsers_read_them() -> None:
    policy = parse_policy(" Script-SRC  'self'\thttps://a.example ;; img-src *;\nupgrade-insecure-requests; ")
    assert [(d.name, d.values) for d in policy.directives] == [
        ("script-src", ("'self'", "https://a.example")),
        ("img-src", ("*",)),
        ("upgrade-insecure-requests", ()),
    ]


def test_of_two_directives_with_one_name_the_first_counts_and_the_second_is_remembered() -> None:
    policy = parse_policy("img-src a.example; IMG-SRC b.example; script-scr c.example; style-src ü.example")
    assert allows(policy, "img-src", "https://a.example/", PAGE)
    assert not allows(policy, "img-src", "https://b.example/", PAGE)
    assert [(ignored.reason, ignored.text.split()[0]) for ignored in policy.ignored] == [
        ("repeated", "IMG-SRC"),
        ("unknown", "script-scr"),
        ("not ASCII", "style-src"),
    ]


def test_a_comma_stands_between_policies() -> None:
    one, two = parse_policies("default-src 'self', script-src 'none',")
    assert (names(one), names(two)) == (["default-src"], ["script-src"])


@for_each(
    ("policy", "asked", "answers"),
    [
        ("default-src a; script-src b; script-src-elem c", "script-src-elem", "script-src-elem"),
        ("default-src a; script-src b", "script-src-elem", "script-src"),
        ("default-src a", "script-src-attr", "default-src"),
        ("default-src a; child-src b", "frame-src", "child-src"),
        ("default-src a; script-src b", "worker-src", "script-src"),
        ("script-src b", "connect-src", None),
        ("default-src a", "form-action", None),
        ("default-src a", "frame-ancestors", None),
    ],
)
def test_a_directive_that_is_absent_is_spoken_for_by_another(policy: str, asked: str, answers: str | None) -> None:
    effective = parse_policy(policy).effective(asked)
    assert (effective.name if effective else None) == answers


@for_each(
    ("source", "url", "page", "expected"),
    [
        ("*", "https://any.example/x", PAGE, True),
        ("*", "data:image/png,x", PAGE, False),
        ("'self'", "https://www.acme.example/x", PAGE, True),
        ("'SELF'", "https://www.acme.example/x", PAGE, True),
        ("'self'", "https://sub.www.acme.example/x", PAGE, False),
        ("'self'", "wss://www.acme.example/x", PAGE, True),
        ("'self'", "https://www.acme.example:8443/x", PAGE, False),
        ("'self'", "https://www.acme.example/x", "http://www.acme.example", True),
        ("'none'", "https://www.acme.example/x", PAGE, False),
        ("https:", "https://any.example/x", PAGE, True),
        ("http:", "https://any.example/x", PAGE, True),
        ("https:", "wss://any.example/x", PAGE, False),
        ("ws:", "wss://any.example/x", PAGE, True),
        ("data:", "data:image/png,x", PAGE, True),
        ("cdn.example", "https://cdn.example/x", PAGE, True),
        ("CDN.Example", "https://cdn.example/x", PAGE, True),
        ("cdn.example", "http://cdn.example/x", PAGE, False),
        ("cdn.example", "wss://cdn.example/x", PAGE, False),
        ("cdn.example", "http://cdn.example/x", "http://www.acme.example", True),
        ("http://cdn.example", "https://cdn.example/x", PAGE, True),
        ("http://cdn.example:80", "https://cdn.example/x", PAGE, True),
        ("https://cdn.example", "https://cdn.example:8443/x", PAGE, False),
        ("https://cdn.example:443", "https://cdn.example/x", PAGE, True),
        ("https://cdn.example:*", "https://cdn.example:8443/x", PAGE, True),
        ("*.cdn.example", "https://a.b.cdn.example/x", PAGE, True),
        ("*.cdn.example", "https://cdn.example/x", PAGE, False),
        ("*.cdn.example", "https://evilcdn.example/x", PAGE, False),
        ("https://cdn.example/a/", "https://cdn.example/a/b/c", PAGE, True),
        ("https://cdn.example/a/", "https://cdn.example/a", PAGE, False),
        ("https://cdn.example/a", "https://cdn.example/a/b", PAGE, False),
        ("https://cdn.example/a", "https://cdn.example/a?q=1", PAGE, True),
        ("https://cdn.example/A", "https://cdn.example/a", PAGE, False),
        ("https://cdn.example/%61", "https://cdn.example/a", PAGE, True),
        ("https://cdn.example/", "https://cdn.example/a/b", PAGE, True),
        ("https://10.0.0.1", "https://10.0.0.1/x", PAGE, True),
        ("self", "https://www.acme.example/x", PAGE, False),
        ("https://cdn.*", "https://cdn.example/x", PAGE, False),
        ("//cdn.example", "https://cdn.example/x", PAGE, False),
        ("'nonce-abc'", "https://cdn.example/x", PAGE, False),
    ],
)
def test_a_source_lets_an_address_through_or_not(source: str, url: str, page: str, expected: bool) -> None:
    assert allows(parse_policy(f"connect-src {source}"), "connect-src", url, page) is expected


@for_each(
    ("text", "kind"),
    [
        ("'unsafe-inline'", "keyword"),
        ("'Strict-Dynamic'", "keyword"),
        ("'none'", "none"),
        ("'nonce-r4nd0m+/=='", "nonce"),
        ("'sha256-abc='", "hash"),
        ("'sha256-...'", "invalid"),
        ("'sha1-abc'", "invalid"),
        ("blob:", "scheme"),
        ("https://*.acme.example:*/a", "host"),
        ("*", "host"),
        ("unsafe-inline", "host"),
        ("https://*.google.*", "invalid"),
        ("'self", "invalid"),
        ("https://", "invalid"),
        ("", "invalid"),
    ],
)
def test_every_word_is_a_kind_of_source(text: str, kind: str) -> None:
    assert parse_source(text).kind == kind


@given(st.text(), st.sampled_from(["https://a.example/x", "data:x", "wss://a.example:1/y"]))
def test_any_text_is_some_policy(text: str, url: str) -> None:
    for policy in parse_policies(text):
        assert allows(policy, "img-src", url, PAGE) in (True, False)


CURL = """\
HTTP/1.1 301 Moved Permanently
Location: https://www.acme.example/
Content-Security-Policy: default-src 'none'

HTTP/2 200
content-type: text/html
content-security-policy: default-src 'self'; img-src *, object-src 'none'
Content-Security-Policy-Report-Only: script-src 'self'
"""


def test_all_policies_of_the_last_answer_count() -> None:
    found = served(CURL)
    assert [(policy.disposition, names(policy.policy)) for policy in found] == [
        ("enforce", ["default-src", "img-src"]),
        ("enforce", ["object-src"]),
        ("report", ["script-src"]),
    ]
    place = found[2].place
    assert place.entity == 'policy "Content-Security-Policy-Report-Only" (3)'
    assert place.span is not None
    assert place.span.line == 8


@for_each(
    "text",
    [
        "default-src 'self'; img-src data: https:",
        "\ufeffdefault-src 'self';\n  img-src data:\n    https:;\n",
        "Content-Security-Policy: default-src 'self'; img-src data: https:\r\n",
        "Content-Security-Policy:\r\n default-src 'self';\r\n img-src\r\n data: https:\r\n",
        "< HTTP/2 200\n< Content-Security-Policy: default-src 'self'; img-src data: https:\n",
        "/*\n  Content-Security-Policy: default-src 'self'; img-src data: https:\n",
        '"Content-Security-Policy": "default-src \'self\'; img-src data: https:",',
        '<html><META HTTP-EQUIV=Content-Security-Policy\n CONTENT="default-src &#39;self\'; img-src data: https:">',
    ],
    ids=["value", "lines", "header", "folded", "curl -v", "_headers", "quoted", "meta"],
)
def test_a_policy_may_stand_in_many_forms(text: str) -> None:
    (found,) = served(text)
    assert [(d.name, d.values) for d in found.policy.directives] == [
        ("default-src", ("'self'",)),
        ("img-src", ("data:", "https:")),
    ]


def test_a_policy_in_a_page_has_no_framing_or_reporting() -> None:
    (found,) = served(
        '<meta http-equiv="Content-Security-Policy" content="img-src *; frame-ancestors \'none\'; report-uri /r">'
    )
    assert names(found.policy) == ["img-src"]


def test_a_policy_that_no_browser_would_read_is_refused_with_its_file() -> None:
    long = "HTTP/2 200\ncontent-security-policy: img-src " + "https://a.example " * (LONGEST // 18 + 1)
    with pytest.raises(GovernError, match="this policy has 256 KB, and browsers read 256 KB of headers") as told:
        read_export(long.encode(), "headers.txt")
    assert told.value.place == Place("headers.txt")


def test_an_answer_with_a_page_and_no_policy_is_known_as_one() -> None:
    (found,) = served("HTTP/2 200\ncontent-type: text/html\n")
    assert (found.disposition, found.policy.directives) == ("none", ())
    assert not csp.matches("HTTP/2 200\ncontent-type: application/json\n")
    assert not csp.matches("HTTP/2 301\ncontent-type: text/html\n")


def test_every_policy_of_the_corpus_is_read_completely() -> None:
    for file in corpus("csp"):
        (policy,) = read_export(file.read_bytes(), file.name).policies
        assert not policy.policy.ignored, file.name
        text = file.read_text(encoding="utf-8").strip().rstrip(";")
        assert len(policy.policy.directives) == text.count(";") + 1, file.name


def test_a_recording_without_a_page_is_not_taken_for_a_clean_one() -> None:
    empty = '{"log": {"version": "1.2", "entries": [ENTRY]}}'
    page = """{"request": {"url": "https://www.acme.example/"},
               "response": {"status": 200, "headers": [], "content": {"mimeType": "text/html"}}}"""
    (told,) = not_judged(read_export(empty.replace("ENTRY", "").encode(), "a.har"))
    assert told.startswith("a.har has no page that could have a policy")
    assert not list(not_judged(read_export(empty.replace("ENTRY", page).encode(), "a.har")))
