"""What one policy lets in and another does not: rewritings are no difference, weakenings are named by what they let in."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import Captured, printed
from for_each import for_each
from live_helpers import export

from govern.csp.compare import WORDS, compare
from govern.csp.policies import Policies
from govern.csp.policy import parse_policies

pytestmark = pytest.mark.usefixtures("day")

BASE = (
    "default-src 'self'; script-src 'self' 'nonce-r4nd0m' https://*.googletagmanager.com; "
    "img-src 'self' https://pixel.example; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
)


def page(text: str) -> Policies:
    return Policies("https://www.acme.example", parse_policies(text))


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    """The differences as side, directive and source."""
    return [(one.side, one.directive, one.source) for one in compare(page(before), page(after))]


@pytest.mark.parametrize(
    ("this", "that"),
    [
        ("https://pixel.example", "pixel.example"),
        ("https://pixel.example", "https://PIXEL.example:443/"),
        ("nonce-r4nd0m", "nonce-0ther"),
        ("'nonce-r4nd0m'", "'nonce-r4nd0m' 'unsafe-inline'"),
        ("object-src 'none'", "object-src"),
        ("img-src 'self'", "font-src 'self'; img-src 'self' 'none' 'self'"),
        ("default-src 'self'", "default-src https://www.acme.example"),
    ],
)
def test_what_means_the_same_is_no_difference(this: str, that: str) -> None:
    assert told(BASE, BASE.replace(this, that)) == []


@for_each(
    ("this", "that", "source"),
    [
        ("https://*.g", "https://evil.example https://*.g", ("script-src", "https://evil.example")),
        ("object-src 'none'", "object-src *", ("object-src", "*")),
        ("base-uri 'self'; ", "", ("base-uri", "")),
        ("; frame-ancestors 'self'", "", ("frame-ancestors", "")),
        ("default-src 'self'", "default-src *", ("default-src", "*")),
        ("'nonce-r4nd0m'", "'unsafe-inline'", ("script-src", "'unsafe-inline'")),
        ("'nonce-r4nd0m'", "'nonce-r4nd0m' 'unsafe-eval'", ("script-src", "'unsafe-eval'")),
        ("https://pixel.example", "https://*.pixel.example https://pixel.example", ("img-src", "https://*.pixel.example")),
        ("'self' 'nonce", "'sha256-abc=' 'self' 'nonce", ("script-src-elem", "'sha256-abc='")),
    ],
)  # fmt: skip
def test_a_weakening_is_named_by_what_lets_in(this: str, that: str, source: tuple[str, str]) -> None:
    weaker = [(directive, name) for side, directive, name in told(BASE, BASE.replace(this, that)) if side == "right"]
    assert weaker == [source]


@for_each(
    ("this", "that", "told_as"),
    [
        ("sandbox allow-scripts", "sandbox allow-scripts allow-same-origin", [("right", "sandbox", "allow-same-origin")]),
        ("sandbox allow-scripts", "sandbox ALLOW-SCRIPTS", []),
        ("sandbox", "img-src *", [("right", "sandbox", "")]),
        ("trusted-types dompurify", "trusted-types dompurify other", [("right", "trusted-types", "other")]),
        ("trusted-types dompurify", "trusted-types *", [("right", "trusted-types", "*")]),
        ("trusted-types *", "trusted-types dompurify", [("left", "trusted-types", "*")]),
        ("require-trusted-types-for 'script'", "require-trusted-types-for script",
         [("right", "require-trusted-types-for", "")]),
    ],
)  # fmt: skip
def test_directives_without_sources_are_weakened_as_well(
    this: str, that: str, told_as: list[tuple[str, str, str]]
) -> None:
    assert [one for one in told(this, that) if one[1] in WORDS] == told_as


def test_a_directive_outside_ascii_opens_everything() -> None:
    open_ = "img-src 'self' caf\u00e9.example"
    assert told("img-src 'self'", open_) == [("right", "img-src", "")]


def test_a_very_long_list_is_compared_by_its_words() -> None:
    long = "img-src " + " ".join(f"https://host-{number}.example" for number in range(5000))
    assert told(long, f"{long} https://evil.example") == [("right", "img-src", "https://evil.example")]


def test_a_second_header_only_narrows() -> None:
    assert told(BASE, f"{BASE}, img-src 'self'") == [("left", "img-src", "https://pixel.example")]


def test_two_headers_are_compared_by_what_happened(tmp_path: Path, capsys: Captured) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(f"Content-Security-Policy: {BASE}\n", encoding="utf-8")
    new.write_text(
        f"Content-Security-Policy: {BASE.replace('img-src', 'img-src https://evil.example')}\n", encoding="utf-8"
    )
    said = printed(capsys, "diff", "--from", str(old), str(new), code=1)
    assert '+ img-src["https://evil.example"]: "weaker: lets in images"' in said
    assert "no difference" in printed(capsys, "diff", "--from", str(old), str(old))


NGINX = """
server {
    # add_header Content-Security-Policy "default-src *";
    location / {
        add_header Content-Security-Policy "default-src 'self';
            script-src 'nonce-$csp_nonce' https://a.example" always;
    }
}
"""
NEXT = """
const csp = `
  default-src 'self';
  script-src 'nonce-${nonce}' https://a.example ${isDev ? "'unsafe-eval'" : ""};
`
module.exports = {async headers() { return [{source: '/(.*)', headers: [
  {key: 'Content-Security-Policy', value: csp.replace(/\\s{2,}/g, ' ').trim()}]}]}}
"""
LIST = """
const rules = ["default-src 'self'", "script-src 'nonce-x' https://a.example"].join('; ')
response.setHeader('Content-Security-Policy', rules)
"""
VERCEL = """{"headers": [{"source": "/(.*)", "headers": [
  {"key": "X-Frame-Options", "value": "DENY"},
  {"key": "Content-Security-Policy", "value": "default-src 'self'; script-src 'nonce-x' https://a.example"}]}]}"""
POLICY = "default-src 'self'; script-src 'nonce-x' https://a.example"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (NGINX, 5),
        (f'Header always set Content-Security-Policy "{POLICY}"\n', 1),
        (f'shop.example {{\n\theader {{\n\t\tContent-Security-Policy "{POLICY}"\n\t}}\n}}\n', 3),
        (f"/*\n  Content-Security-Policy: {POLICY}\n", 2),
        (NEXT, 7),
        (LIST, 3),
        (VERCEL, 3),
    ],
    ids=["nginx", "Apache", "Caddy", "_headers", "Next.js", "list", "Vercel"],
)
def test_a_configuration_says_what_is_served_and_where(text: str, line: int) -> None:
    (found,) = export(text).policies
    assert [directive.name for directive in found.policy.directives] == ["default-src", "script-src"]
    sources = found.policy.directives[1].sources
    assert [source.kind for source in sources] == ["nonce", "host"]
    assert found.place.span is not None
    assert found.place.span.line == line


HAR = {
    "log": {
        "entries": [
            {
                "pageref": "page_1",
                "request": {"url": "https://www.acme.example/a?email=x"},
                "response": {
                    "status": 200,
                    "content": {"mimeType": "text/html; charset=utf-8"},
                    "headers": [{"name": "content-security-policy", "value": "default-src 'self'"}],
                },
            },
            {
                "pageref": "page_1",
                "request": {"url": "https://frame.example/"},
                "response": {"status": 200, "content": {"mimeType": "text/html"}, "headers": []},
            },
            {
                "pageref": "page_2",
                "request": {"url": "https://www.acme.example/b"},
                "response": {"status": 200, "content": {"mimeType": "text/html"}, "headers": []},
            },
        ]
    }
}


def test_of_a_recording_the_pages_count_and_not_their_frames() -> None:
    one, two = export(HAR).policies
    assert (one.disposition, one.place.entity) == (
        "enforce",
        'policy "Content-Security-Policy" of https://www.acme.example/a',
    )
    assert (two.disposition, two.page) == ("none", "https://www.acme.example/b")
