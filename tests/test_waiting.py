"""What differs from live is told apart: ours, which waits for deployment, or drift; and what a date brings stops nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govern.cli import run
from govern.render.rendered import FILE

pytestmark = pytest.mark.usefixtures("day")

SPECS = """\
version: 1
sites: [{name: shop, containers: {web: GTM-ABC1234}, domains: {production: [shop.example]}}]
containers:
  - id: GTM-ABC1234
    tags:
      - {name: Chat, type: html, firingTrigger: [All Pages], parameter: {html: <p>chat</p>}}
      - {name: Help, type: html, firingTrigger: [All Pages], parameter: {html: <p>help</p>}}
      - {name: Survey, type: html, firingTrigger: [All Pages], parameter: {html: <p>survey</p>}}
"""
EXPORT = "exports/GTM-ABC1234.json"


class Shop:
    """A project with a container, rendered and deployed."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys
        for folder in ("specs", "exports"):
            (root / folder).mkdir()
        (root / "govern.yaml").write_text("version: 1\ntargets: [gtm]\n")
        self.specs(SPECS)
        self("render")
        self.deploy()

    def __call__(self, *args: str) -> tuple[int, str]:
        code = run(list(args))
        printed = self.capsys.readouterr()
        return code, printed.out + printed.err

    def specs(self, text: str) -> None:
        (self.root / "specs" / "all.yaml").write_text(text)

    def deploy(self) -> None:
        (self.root / EXPORT).write_bytes((self.root / "build" / "gtm" / "GTM-ABC1234.json").read_bytes())

    def touch_live(self, change: Callable[[list[dict[str, Any]]], object]) -> None:
        data = json.loads((self.root / EXPORT).read_text())
        change(data["containerVersion"]["tag"])
        (self.root / EXPORT).write_text(json.dumps(data))

    def differences(self) -> tuple[int, list[str], list[str]]:
        """The exit code of a check, what has drifted, and what waits."""
        code, said = self("check", "--only", "diff", "--format", "json")
        found = json.loads(said)
        drift, waiting = ([f"{c['action']} {c['name']}" for c in found.get(key, ())] for key in ("changes", "waiting"))
        return code, drift, waiting


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shop:
    monkeypatch.chdir(tmp_path)
    return Shop(tmp_path, capsys)


def test_what_the_specs_changed_waits_for_deployment_and_fails_nobody(shop: Shop) -> None:
    assert shop.differences() == (0, [], [])
    shop.specs(SPECS.replace("<p>chat</p>", "<p>new</p>").replace("Survey", "Poll").replace(">survey<", ">poll<"))
    ours = ["change Chat", "add Poll", "remove Survey"]
    assert shop.differences() == (0, [], ours), "before it is rendered"
    assert shop("check", "--only", "render")[0] == 1, "which is told as what it is"
    shop("render")
    assert shop.differences() == (0, [], ours)
    code, said = shop("check", "--only", "diff")
    assert code == 0
    assert 'GTM-ABC1234 waits for deployment\n  ~ tag "Chat"  ! code added or changed\n' in said
    assert said.endswith("\n3 waiting for deployment\n")
    shop.deploy()
    assert shop.differences() == (0, [], [])


def test_what_somebody_changed_live_is_drift(shop: Shop) -> None:
    shop.touch_live(lambda tags: tags[0].update(paused=True))
    shop.touch_live(lambda tags: tags.pop(2))
    assert shop.differences() == (1, ["change Chat", "add Survey"], [])
    shop.specs(SPECS.replace(">survey<", ">poll<"))
    shop("render")
    assert shop.differences() == (1, ["change Chat", "add Survey"], [])


def test_what_was_before_is_forgotten_when_live_has_followed(shop: Shop) -> None:
    shop.specs(SPECS.replace("<p>chat</p>", "<p>new</p>"))
    shop("render")
    old = (shop.root / EXPORT).read_bytes()
    assert re.search(r'tag "Chat" [0-9a-f]{12}@2 [0-9a-f]{12}@1 -\n', (shop.root / FILE).read_text())
    shop.deploy()
    shop("render")
    assert re.search(r'tag "Chat" [0-9a-f]{12}@2\n', (shop.root / FILE).read_text())
    (shop.root / EXPORT).write_bytes(old)
    assert shop.differences() == (1, ["change Chat"], []), "somebody has taken the deployment back"


def test_a_new_project_knows_what_it_took_in(shop: Shop) -> None:
    shop("init", "copy", "--from", EXPORT)
    assert re.search(r'entity "GTM-ABC1234" tag "Chat" [0-9a-f]{12}\n', (shop.root / "copy" / FILE).read_text())


def test_audit_does_not_complain_of_what_waits(shop: Shop) -> None:
    """A tag that the specs no longer have is live until it is deployed."""
    live = SPECS.replace(
        "html, firingTrigger: [All Pages], parameter: {html: <p>chat</p>}", "html, parameter: {html: <p></p>}"
    )
    shop.specs(live)
    shop("render")
    shop.deploy()
    shop("render")
    asked = ("check", "--select", "containers/tag-without-trigger")
    assert shop(*asked)[0] == 1
    shop.specs(SPECS)
    shop("render")
    code, said = shop(*asked)
    assert code == 0
    assert 'tag "Chat" has no trigger' in said
    assert "= help: deploy what is rendered" in said


@pytest.mark.parametrize(
    ("specs", "rule"),
    [
        (
            "tokens: {items: [{name: capi, platform: meta, stored_in: vault:capi, owner: web, expires: 2026-01-31}]}",
            "tokens/expired",
        ),
        (
            "events:\n  # govern: ignore[events/name-style] until 2026-01-31 -- the app is old\n  - {name: AddToCart}",
            "ignores/expired",
        ),
    ],
)
def test_what_a_date_brings_stops_neither_render_nor_a_commit(shop: Shop, specs: str, rule: str) -> None:
    (shop.root / "specs" / "more.yaml").write_text(f"version: 1\n{specs}\n")
    code, said = shop("lint", "--format", "concise", "--select", rule)
    assert code == 1 and f"error {rule}" in said
    assert shop("render")[0] == 0
    assert shop("diff")[0] == 0
    code, said = shop("lint", "--staged", "--format", "concise")
    assert f"note {rule}" in said
    assert "error" not in said


def test_what_a_baseline_accepted_until_a_day_stops_nobody_afterwards(shop: Shop) -> None:
    (shop.root / "specs" / "more.yaml").write_text(
        "version: 1\nevents: [{name: purchase, kind: conversion, fires: {on: click}}]\n"
    )
    assert shop("render")[0] == 1
    shop("lint", "--write-baseline", "--reason", "the app is old", "--until", "2026-12-31")
    assert shop("render")[0] == 0
    assert shop("lint", "--today", "2027-01-01")[0] == 1
    assert shop("render", "--today", "2027-01-01")[0] == 0


def test_steps_of_check_can_be_chosen(shop: Shop) -> None:
    shop.specs(SPECS.replace("<p>chat</p>", "<p>new</p>"))
    code, said = shop("check", "--skip", "render")
    assert (code, "stale" in said) == (0, False)
    code, said = shop("check", "--only", "lint,audit", "--skip", "audit,lint")
    assert code == 2
    assert "leave nothing to do" in said
    assert shop("check", "-q")[1].count("\n") == 1, "what -q fails for is said in a line"


def test_files_of_an_earlier_output_folder_are_told(shop: Shop) -> None:
    (shop.root / "govern.yaml").write_text("version: 1\ntargets: [gtm]\noutput: dist\n")
    code, said = shop("render", "--check")
    assert code == 1
    assert "build/gtm/GTM-ABC1234.json was rendered into another folder than today's: remove it" in said
    shop("render")
    assert (shop.root / "build" / "gtm" / "GTM-ABC1234.json").exists()


POLICY = """
csp:
  - site: shop
    mode: enforce
    inline: nonce
    base: {default-src: ["'self'"], base-uri: ["'self'"], object-src: ["'none'"]}
"""
EXTRA = "    extra: [{directive: img-src, source: https://stars.example, owner: web, reason: stars}]\n"


def test_a_policy_that_is_served_as_it_was_rendered_before_waits_for_deployment(shop: Shop) -> None:
    """Whoever adds a source and renders has to wait for the site's release; a header that somebody changed is drift."""
    (shop.root / "govern.yaml").write_text("version: 1\ntargets: [gtm, csp]\n")
    rendered = shop.root / "build" / "csp" / "shop.txt"

    def serve(before: str = "", after: str = "") -> None:
        value = rendered.read_text().partition("Content-Security-Policy: ")[2].partition("\n")[0]
        served = value.replace("{nonce}", "cmFuZG9t").replace(before, after)
        (shop.root / "exports" / "shop.txt").write_text(f"HTTP/2 200\ncontent-security-policy: {served}\n")

    shop.specs(SPECS + POLICY)
    shop("render")
    serve()
    assert shop.differences() == (0, [], [])
    shop.specs(SPECS + POLICY + EXTRA)
    ours = ["change exports/shop.txt"]
    assert shop.differences() == (0, [], ours), "before it is rendered"
    shop("render")
    code, said = shop("check", "--skip", "lint", "--select", "csp/declared-not-served")
    assert (code, "deploy what is rendered" in said) == (0, True)
    assert shop.differences() == (0, [], ours)
    serve()
    shop("render")
    assert re.search(r'policy "shop" [0-9a-f]{12}@2\n', (shop.root / FILE).read_text())
    serve("https://stars.example", "https://else.example")
    assert shop.differences() == (1, ours, []), "nobody here has rendered that"
