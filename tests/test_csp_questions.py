"""What `govern csp` answers: why a host is in a policy, what could go without a destination, who needs what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from govern.cli import run

pytestmark = pytest.mark.usefixtures("day")

SPECS = """
version: 1
sites: [{name: shop, containers: {web: GTM-ABC1234}}]
destinations:
  - {name: analytics, platform: ga4, site: shop, id: G-ABC1234567}
  - {name: ads, platform: google_ads, site: shop, id: AW-123456789}
  - {name: snap, platform: snapchat, site: shop}
csp:
  - site: shop
    inline: none
    base: {default-src: ["'self'"], font-src: [https://fonts.acme.example]}
    extra: [{directive: img-src, source: "https://*.reviews.example", reason: stars, owner: web, until: 2027-01-31}]
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "govern.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/shop.yaml").write_text(SPECS.lstrip(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(capsys: Any, *words: str, code: int = 0) -> str:
    assert run(["csp", *words]) == code
    text: str = capsys.readouterr().out
    return text


def test_why_names_the_destination_the_reason_the_place_and_the_source(shop: Path, capsys: Any) -> None:
    said = answer(capsys, "why", "https://tr.snapchat.com/config/de/1.js")
    assert 'script-src  https://tr.snapchat.com\n      destination "snap": without it hits are lost\n' in said
    assert "specs/shop.yaml:6:5" in said
    assert "https://github.com/nuxt/scripts/issues/822" in said


def test_why_knows_what_people_wrote_and_hosts_below_a_wildcard(shop: Path, capsys: Any) -> None:
    assert "an extra source: stars, until 2027-01-31" in answer(capsys, "why", "cdn.reviews.example")
    assert "base: written in the specs" in answer(capsys, "why", "fonts.acme.example")


def test_a_host_that_nothing_needs_is_1_and_what_lets_it_through_is_said(shop: Path, capsys: Any) -> None:
    assert answer(capsys, "why", "evil.example", code=1) == "nothing that is declared needs evil.example\n"
    specs = SPECS.lstrip().replace("base: {default-src", "base: {media-src: ['https:'], default-src")
    (shop / "specs/shop.yaml").write_text(specs, encoding="utf-8")
    said = answer(capsys, "why", "evil.example", code=1)
    assert 'the policy of site "shop" lets it through all the same: media-src has https:' in said


def test_without_a_destination_goes_what_nobody_else_needs(shop: Path, capsys: Any) -> None:
    found = json.loads(answer(capsys, "without", "analytics", "--format", "json"))["sites"][0]
    assert "https://*.google-analytics.com" in found["gone"]["connect-src"]
    assert "https://www.google.com" not in found["gone"].get("connect-src", [])
    # the wildcard of Analytics held the host that Ads asks, which takes its place
    assert "https://www.googletagmanager.com" in found["instead"]["img-src"]


def test_a_destination_that_is_not_declared_is_2_with_a_guess(shop: Path, capsys: Any) -> None:
    assert run(["csp", "without", "analytic"]) == 2
    assert 'did you mean "analytics"?' in capsys.readouterr().err


def test_needs_is_a_table_of_hosts_directives_and_who(shop: Path, capsys: Any) -> None:
    lines = answer(capsys, "needs").splitlines()
    assert lines[0] == 'site "shop"'
    (line,) = (line for line in lines if "https://www.google.com " in line)
    assert line.split() == ["https://www.google.com", "connect-src", "script-src", "img-src", "Tag", "Manager,",
                            "destination", '"ads"']  # fmt: skip


def test_a_project_without_a_policy_says_how_to_have_one(shop: Path, capsys: Any) -> None:
    (shop / "specs/shop.yaml").write_text("version: 1\n", encoding="utf-8")
    assert run(["csp", "needs"]) == 2
    assert "declares no policy" in capsys.readouterr().err
