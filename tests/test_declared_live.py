"""Live containers held against the specs: what is rendered says what was declared, and a hijack stands on top."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govern.commands import demo as example
from govern.commands.audit import audit
from govern.commands.render import render
from govern.project import Project
from govern.project.live import exports_of
from govern.project.load import load
from govern.signals.containers.declared_live import accounts_of, held, names_of, silent

pytestmark = pytest.mark.usefixtures("day")

WEB = "GTM-HZL0AK1.json"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The example, with what is rendered from its specs live."""
    example.copy(str(tmp_path / "shop"))
    root = tmp_path / "shop"
    for path in (root / "exports").iterdir():
        path.unlink()
    assert not render(str(root), ("gtm",)).findings
    for path in (root / "build" / "gtm").glob("GTM-*.json"):
        (root / "exports" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    return root


def change(root: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change the live web container."""
    path = root / "exports" / WEB
    data = json.loads(path.read_text("utf-8"))
    edit(data["containerVersion"])
    path.write_text(json.dumps(data), "utf-8")


def live(root: Path) -> Project:
    """The project with its exports."""
    return load(str(root), live=exports_of(str(root), ()))


def told(root: Path) -> list[tuple[str, str]]:
    """What the audit says of containers: levels and rules, the worst first."""
    found = audit(str(root), ()).findings
    order = ("error", "warning", "note")
    rules = [(one.level, one.rule) for one in found if one.rule.startswith("containers/")]
    return sorted(rules, key=lambda one: order.index(one[0]))


def test_what_is_rendered_says_what_is_declared(shop: Path) -> None:
    """Each signal declared for the browser is found in the container, with its account."""
    (it,) = (one for one in held(live(shop)) if one.leg == "browser")
    events = [(one.platform, names_of(one.name.source), accounts_of(one)) for one in it.events()]
    for declared in it.declared:
        accounts = [
            ids
            for platform, names, ids in events
            if platform == declared.platform and names == frozenset((declared.called,))
        ]
        assert accounts, declared.called
        assert all(ids is not None and ids <= it.accounts(declared.platform) for ids in accounts)
    assert silent(live(shop)) == ()
    assert [level for level, _ in told(shop) if level != "note"] == []


def test_three_hijacks_are_the_three_errors(shop: Path) -> None:
    """Another pixel, a stranger's script, a paused purchase."""

    def hijack(version: dict[str, Any]) -> None:
        pixel = next(v for v in version["variable"] if "100000000000001" in json.dumps(v))
        pixel.update(json.loads(json.dumps(pixel).replace("100000000000001", "284617390552816")))
        script = {
            "type": "TEMPLATE",
            "key": "html",
            "value": "<script src='https://fonts.stranger.example/f.js'></script>",
        }
        version["tag"].append(
            {"name": "Fonts", "type": "html", "parameter": [script], "firingTriggerId": ["2147479553"]}
            | {key: version["tag"][0][key] for key in ("accountId", "containerId")}
            | {"tagId": "900"}
        )
        next(tag for tag in version["tag"] if tag["name"] == "GA4 - purchase")["paused"] = True

    change(shop, hijack)
    errors = {rule for level, rule in told(shop) if level == "error"}
    assert errors == {"containers/another-account", "containers/undeclared-code", "containers/declared-event-paused"}


def test_an_event_under_another_name_is_said_on_both_sides(shop: Path) -> None:
    def rename(version: dict[str, Any]) -> None:
        tag = next(tag for tag in version["tag"] if tag["name"] == "GA4 - sign_up")
        next(one for one in tag["parameter"] if one["key"] == "eventName")["value"] = "registration"

    change(shop, rename)
    assert [rule for level, rule in told(shop) if level == "warning"] == [
        "containers/undeclared-event",
        "containers/declared-event-not-sent",
    ]


def test_a_tag_that_nobody_can_read_may_be_the_one(shop: Path) -> None:
    """Where a template of the platform cannot be read, nothing is said to be missing."""

    def hide(version: dict[str, Any]) -> None:
        tag = next(tag for tag in version["tag"] if tag["name"] == "GA4 - sign_up")
        tag.update(type="cvt_1_77", parameter=[{"type": "TEMPLATE", "key": "secret", "value": "x"}])

    change(shop, hide)
    assert "containers/declared-event-not-sent" not in {rule for _, rule in told(shop)}
