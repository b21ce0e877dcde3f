"""A shop on ten platforms: what is rendered for it, read back as an export, is what its specs declare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ten_platforms import SERVER, WEB, specs

from govern.commands.audit import audit
from govern.commands.render import render
from govern.gtm.tags import text_of
from govern.project.live import exports_of
from govern.project.load import load

pytestmark = [pytest.mark.usefixtures("day"), pytest.mark.slow]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's folder, with what was rendered as its exports."""
    root = tmp_path_factory.mktemp("shop")
    (root / "specs").mkdir()
    (root / "govern.yaml").write_text("version: 1\n", "utf-8")
    (root / "specs" / "all.yaml").write_text(specs(), "utf-8")
    render(str(root), ("gtm",))
    (root / "exports").mkdir()
    for path in (root / "build" / "gtm").glob("GTM-*.json"):
        (root / "exports" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    return root


def test_nothing_is_said_of_what_was_rendered(shop: Path) -> None:
    """Conversions known by numbers, other spellings on the server and an account in the settings are none of a stranger's."""
    said = [f"{one.rule}: {one.message}" for one in audit(str(shop), ()).findings if one.rule.startswith("containers/")]
    assert said == []


def entities(shop: Path, container: str, kind: str) -> dict[str, dict[str, Any]]:
    """What a rendered container has of a kind, by name."""
    (found,) = (one for one in load(str(shop), live=exports_of(str(shop), ())).live.containers if one.id == container)
    return dict(found.bodies(kind))


def test_what_visitors_tell_comes_to_google_s_server_tag_and_to_no_other(shop: Path) -> None:
    variable = entities(shop, WEB, "variable")["User data - purchase"]
    assert (text_of(variable, "email"), text_of(variable, "phone_number")) == ("{{DLV - email}}", "{{DLV - phone}}")
    assert "user_data" in str(entities(shop, WEB, "tag")["GA4 - purchase"])
    stripping = [str(body) for body in entities(shop, SERVER, "transformation").values() if "user_data" in str(body)]
    kept = [name for name in entities(shop, SERVER, "tag") if not any(name in text for text in stripping)]
    assert kept == ["Google Ads - conversion", "Google Ads - conversion linker"]
    assert "DLV - phone" not in str(entities(shop, WEB, "tag")["GA4 - purchase"]), "nobody else asks for it"
