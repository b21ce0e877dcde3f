"""The policy of a site: what it holds, that nothing takes anything away, and that nothing can leave its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from for_each import for_each
from helpers import findings, project
from hypothesis import given
from hypothesis import strategies as st
from live_helpers import export, served

from govern.commands.render import render
from govern.core.errors import GovernError
from govern.csp.build import needed
from govern.csp.needs import needs
from govern.csp.policy import Policy
from govern.csp.source import parse_source
from govern.platforms import platforms
from govern.project import Project
from govern.render.targets import csp

SHOP = """
sites:
  - name: shop
    domains: {production: [www.acme.example]}
    containers: {web: GTM-ABC1234}
    first_party: https://t.acme.example/path
destinations:
  - {name: meta, platform: meta, site: shop}
  - {name: ga4, platform: ga4}
  - {name: other, platform: tiktok, site: another}
  - {name: offline, platform: linkedin, site: shop, browser: false}
"""

EXPECTED = """\
Reporting-Endpoints: csp="https://csp.acme.example/report"
Content-Security-Policy: default-src 'self'; \
script-src 'self' 'nonce-{nonce}' https://connect.facebook.net https://*.googletagmanager.com https://t.acme.example; \
img-src 'self' https://*.google-analytics.com https://*.googletagmanager.com https://stats.g.doubleclick.net https://t.acme.example \
https://www.facebook.com; \
connect-src 'self' https://*.analytics.google.com https://analytics.google.com https://connect.facebook.net \
https://*.google-analytics.com https://*.googletagmanager.com https://reviews.example https://stats.g.doubleclick.net https://t.acme.example \
https://www.facebook.com https://www.google.com; \
object-src 'none'; frame-src 'self' https://t.acme.example https://www.facebook.com https://www.googletagmanager.com; \
upgrade-insecure-requests; report-uri https://csp.acme.example/report; report-to csp
"""


def with_policy(policy: str, base: str = SHOP) -> Project:
    return project(f"{base}\ncsp:\n  - {{site: shop, {policy}}}\n")


def rendered(subject: Project) -> dict[str, str]:
    return {artifact.path: artifact.text for artifact in csp.artifacts(subject)}


def policy_of(policy: str, base: str = SHOP) -> Policy:
    """The rendered header, read as a browser reads it."""
    (found,) = served(rendered(with_policy(policy, base))["build/csp/shop.txt"].replace("{nonce}", "abc"))
    return found.policy


def sources(policy: Policy, name: str) -> tuple[str, ...]:
    directive = policy.directive(name)
    return directive.values if directive is not None else ()


def test_a_policy_with_everything() -> None:
    text = rendered(
        with_policy(
            """mode: enforce, report_to: https://csp.acme.example/report,
            base: {upgrade-insecure-requests: [], object-src: ["'none'"], default-src: ["'self'"]},
            extra: [{directive: connect-src, source: https://reviews.example}]"""
        )
    )["build/csp/shop.txt"]
    assert text == EXPECTED


def test_nothing_depends_on_the_order_of_the_specs() -> None:
    policy = "base: {img-src: [https://b.example, https://a.example, \"'self'\"], default-src: [\"'self'\"]}"
    other = "base: {default-src: [\"'self'\"], img-src: [\"'self'\", https://a.example, https://b.example]}"
    head, _, tail = SHOP.partition("destinations:")
    entries = tail.strip("\n").split("\n")
    shuffled = f"{head}destinations:\n" + "\n".join(reversed(entries))
    assert rendered(with_policy(policy)) == rendered(with_policy(other, shuffled))


def test_a_directive_that_was_spoken_for_starts_as_a_copy() -> None:
    policy = policy_of("base: {default-src: [\"'self'\", https://cdn.example], child-src: [https://frames.example]}")
    assert {"'self'", "https://cdn.example"} <= set(sources(policy, "script-src"))
    assert set(sources(policy, "frame-src")) == {
        "https://frames.example",
        "https://t.acme.example",
        "https://www.facebook.com",
        "https://www.googletagmanager.com",
    }


def test_none_makes_way_for_a_source() -> None:
    policy = policy_of("base: {default-src: [\"'none'\"], media-src: [\"'none'\"]}")
    assert "'none'" not in sources(policy, "connect-src")
    assert sources(policy, "media-src") == sources(policy, "default-src") == ("'none'",)


def test_an_empty_directive_lets_nothing_through() -> None:
    assert sources(policy_of("base: {default-src: [\"'self'\"], object-src: []}"), "object-src") == ("'none'",)


def test_what_is_unrestricted_stays_so() -> None:
    policy = policy_of("base: {object-src: [\"'none'\"]}, extra: [{directive: form-action, source: https://a.example}]")
    assert [directive.name for directive in policy.directives] == ["object-src"]


def test_script_elements_with_a_directive_of_their_own_get_the_sources_too() -> None:
    policy = policy_of("base: {default-src: [\"'self'\"], script-src-elem: [\"'self'\"]}")
    for name in ("script-src", "script-src-elem"):
        assert "https://connect.facebook.net" in sources(policy, name)


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        ("nonce", "'nonce-abc'"),
        ("unsafe", "'unsafe-inline'"),
        ("hash, hashes: [sha256-abc=]", "'sha256-abc='"),
        ("none", None),
    ],
)
def test_inline_scripts(inline: str, expected: str | None) -> None:
    found = sources(policy_of(f"inline: {inline}"), "script-src")
    words = [source for source in found if source.startswith("'") and source != "'self'"]
    assert words == ([expected] if expected else [])
    if expected != "'nonce-abc'":
        assert "https://*.googletagmanager.com" in found


def test_a_source_that_differs_in_case_only_is_no_other() -> None:
    policy = policy_of("base: {default-src: [\"'self'\", \"'SELF'\", https://A.example, https://a.EXAMPLE]}")
    assert len(sources(policy, "default-src")) == 2


def test_our_own_audit_finds_nothing_missing() -> None:
    every = "\n".join(
        f"  - {{name: {key}, platform: {key}, site: shop}}"
        for key in ("google_ads", "tiktok", "linkedin", "pinterest", "snapchat", "reddit", "microsoft_ads", "x")
    )
    base = "base: {default-src: [\"'self'\"], form-action: [\"'self'\"], frame-ancestors: [\"'self'\"]}"
    subject = with_policy(f"{base}, mode: enforce, inline: none", SHOP + every)
    policies = served(rendered(subject)["build/csp/shop.txt"])
    live = project("", live=subject.live.replace(policies=policies))
    live.sections["destinations"] = subject.destinations
    assert findings(live, over="live") == ()


def test_nginx_repeats_the_header_and_knows_its_variable() -> None:
    subject = with_policy(
        "report_to: 'https://csp.acme.example/$r', extra: [{directive: img-src, source: 'https://a.example/$x'}]"
    )
    made = rendered(subject)
    plain, nginx = made["build/csp/shop.txt"], made["build/csp/shop.nginx.conf"]
    lines = [line for line in nginx.splitlines() if not line.startswith("#")]
    for line, header in zip(lines, plain.splitlines(), strict=True):
        name, value = header.split(": ", 1)
        assert line.startswith(f"add_header {name} ") and line.endswith(" always;")
        (quoted,) = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
        unescaped = re.sub(r"\\(.)", r"\1", quoted)
        assert unescaped == value.replace("$", "%24").replace("{nonce}", "$csp_nonce")
    assert re.findall(r"\$\w+", nginx.split("add_header", 2)[-1]) == ["$csp_nonce"]


HOSTILE = [
    "https://a.example; script-src *",
    "https://a.example, script-src *",
    "https://a.example\nX-Evil: 1",
    'https://a.example/"',
    "https://a.example/\\",
    "https://ä.example",
    "'self' *",
    "self'",
    "",
]


@for_each("source", HOSTILE)
def test_a_source_cannot_leave_its_place(source: str) -> None:
    quoted = json.dumps(source)
    for policy in (f"base: {{img-src: [{quoted}]}}", f"extra: [{{directive: img-src, source: {quoted}}}]"):
        subject = with_policy(policy)
        with pytest.raises(GovernError) as error:
            rendered(subject)
        assert error.value.place is not None and error.value.place.file
        assert findings(subject, "csp/invalid-source")


@pytest.mark.parametrize(
    "policy",
    [
        "base: {'img-src x; script-src': [\"'self'\"]}",
        "base: {img-src: [], IMG-SRC: []}",
        "base: {sandbox: ['a;b']}",
        "hashes: ['abc']",
        'report_to: "https://a.example/;script-src"',
        "report_to: 'https://a.example/\"'",
    ],
)
def test_what_is_no_policy_is_refused_with_its_place(policy: str) -> None:
    with pytest.raises(GovernError) as error:
        rendered(with_policy(policy))
    assert error.value.place is not None
    assert error.value.place.route[:2] == ("csp", 0)


@given(st.text(min_size=1, max_size=12), st.text(max_size=12))
def test_whatever_the_specs_say_a_header_is_one_line(site: str, source: str) -> None:
    spec = {"version": 1, "csp": [{"site": site, "extra": [{"directive": "img-src", "source": source}]}]}
    subject = project(files={"specs/spec.yaml": json.dumps(spec)})
    try:
        made = rendered(subject)
    except GovernError as error:
        assert error.place is not None
        return
    for path, text in made.items():
        assert re.fullmatch(r"build/csp/[A-Za-z0-9_-]+\.(txt|[a-z_]+(\.[a-z]+){0,2})", path)
        lines = [line for line in text.split("\n") if line and not line.startswith(("#", "//"))]
        assert all(line.replace("\t", "").isascii() and line.replace("\t", "").isprintable() for line in lines)
        assert len(lines) == 1 or not path.endswith((".txt", ".conf"))
        assert sum(" 'self'" in line and "img-src" in line for line in lines) == 1 or path.endswith("django.py")


@pytest.mark.parametrize(
    ("strict", "mark", "remark"),
    [
        ("", "# Seen once or not verified", "lets in what was seen once"),
        (", strict: true", "# Left out, since it was seen once or is not verified", "leaves out what was seen once"),
    ],
    ids=["written and marked", "left out"],
)
def test_what_rests_on_one_source_is_never_silent(strict: str, mark: str, remark: str) -> None:
    subject = with_policy(f"mode: enforce{strict}", SHOP.replace("platform: meta", "platform: x"))
    made = rendered(subject)
    for ending in ("nginx.conf", "apache.conf", "caddy"):
        assert f'{mark}: connect-src https://analytics.x.com (destination "meta")\n' in made[f"build/csp/shop.{ending}"]
    assert ("analytics.x.com" in made["build/csp/shop.txt"]) is not strict.startswith(",")
    (said,) = (line for line in csp.remarks(subject) if "seen once" in line)
    assert remark in said
    assert "connect-src https://ads-api.twitter.com https://analytics.x.com; img-src https://analytics.x.com" in said


def test_strict_on_the_command_line_is_strict_in_the_specs(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n", encoding="utf-8")
    base = "sites: [{name: shop}]\ndestinations: [{name: x, platform: x, site: shop, id: o1abc}]"
    (tmp_path / "specs/shop.yaml").write_text(f"version: 1\n{base}\ncsp: [{{site: shop}}]\n", encoding="utf-8")
    assert not render(str(tmp_path), ("csp",), strict=True, today="2026-11-30").findings
    written = (tmp_path / "build/csp/shop.txt").read_text(encoding="utf-8")
    assert written == rendered(with_policy("strict: true", base))["build/csp/shop.txt"]


TRIED = "mode: enforce, inline: none, base: {default-src: [\"'self'\"]}, trial: {base: {default-src: [\"'none'\"]}}"


def test_what_is_tried_out_is_reported_beside_what_is_enforced() -> None:
    made = rendered(with_policy(TRIED))
    for ending in ("txt", "nginx.conf", "apache.conf", "caddy", "next.config.mjs", "vercel.json", "django.py"):
        enforced, tried = export(made[f"build/csp/shop.{ending}"].replace("%%", "%")).policies
        assert (enforced.disposition, tried.disposition) == ("enforce", "report"), ending
        assert sources(enforced.policy, "default-src") == ("'self'",)
        assert sources(tried.policy, "default-src") == ("'none'",)
        assert "https://connect.facebook.net" in sources(tried.policy, "script-src")
    assert "'none'" not in made["build/csp/shop.meta.html"]


def test_a_line_that_cloudflare_would_pass_over_is_said() -> None:
    hosts = ", ".join(f"https://images-{number}.cdn.acme.example" for number in range(60))
    subject = with_policy(f"mode: enforce, inline: none, base: {{default-src: [{hosts}]}}")
    assert any("(Content-Security-Policy) in a _headers file" in line for line in csp.remarks(subject))
    by_nonce = with_policy(f"mode: enforce, base: {{default-src: [{hosts}]}}")
    assert not any("_headers" in line for line in csp.remarks(by_nonce))


def test_a_trial_beside_a_policy_that_only_reports_is_refused_with_its_place() -> None:
    with pytest.raises(GovernError) as error:
        rendered(with_policy(TRIED.replace("enforce", "report_only")))
    assert error.value.place is not None
    assert error.value.place.route == ("csp", 0, "trial")


def test_what_tags_do_besides_is_asked_for() -> None:
    plain, also = policy_of(""), policy_of("also: [preview, google_signals]")
    assert "https://tagmanager.google.com" in sources(also, "script-src")
    assert "https://*.g.doubleclick.net" in sources(also, "connect-src")
    assert "https://tagmanager.google.com" not in sources(plain, "script-src")


def test_hits_that_the_server_container_takes_are_not_let_through_to_the_vendor() -> None:
    both = SHOP.replace("containers: {", "containers: {server: GTM-SRV1234, ")
    assert "https://*.google-analytics.com" in sources(policy_of(""), "connect-src")
    assert "https://*.google-analytics.com" not in sources(policy_of("", both), "connect-src")
    assert "https://t.acme.example" in sources(policy_of("", both), "connect-src")


def test_the_rules_know_what_a_policy_gets() -> None:
    """Rules and renderer each read the facts: what the one says is added, the other adds, and nothing else."""
    destinations = "\n".join(f"  - {{name: {key}, platform: {key}, site: shop}}" for key in platforms() if key != "gtm")
    for inline in ("nonce", "none"):
        subject = project(
            f"sites: [{{name: shop, containers: {{web: GTM-ABC1234}}}}]\n"
            f"csp: [{{site: shop, inline: {inline}}}]\ndestinations:\n{destinations}\n"
        )
        (policy,) = subject.policies
        told = {(need.directive, need.source) for need in needs(subject, policy)}
        added = {(name, source) for name, source in needed(subject, policy) if parse_source(source).kind == "host"}
        assert told == added
