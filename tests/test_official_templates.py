"""Vendors' own server templates beside our senders: the bodies agree but for what `docs/official_templates.md` lists."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers import project
from node import needs_node, node
from official import BROUGHT, COOKIES, EVENT, REQUEST, TAGS, flat, shop
from sender_helpers import EVERYTHING, loaded, written

PAGE = Path(__file__).parent.parent / "docs" / "official_templates.md"
RUNNER = Path(__file__).parent / "sandbox" / "official.js"
FOLDER = os.environ.get("GOVERN_OFFICIAL_TEMPLATES", "")
SECONDS = 1767225600


def listed() -> dict[str, set[str]]:
    """The fields of each platform that the page says are different."""
    parts = re.split(r"^## (\w+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        key: set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
        for key, text in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What our sender for Python makes of the purchase."""
    sender = loaded(written(project(shop()), tmp_path_factory.mktemp("shop")) / "sender.py")
    at = datetime.fromtimestamp(SECONDS, UTC)
    made: dict[str, Any] = sender.build_purchase(
        EVENT, environment="production", at=at, request=REQUEST, consent=EVERYTHING
    )
    return made


def test_the_page_has_every_platform_whose_template_is_published(ours: dict[str, Any]) -> None:
    assert listed().keys() == TAGS.keys() == ours.keys()


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("key", TAGS)
def test_bodies_differ_in_what_the_page_says_and_nowhere_else(key: str, ours: dict[str, Any]) -> None:
    template = Path(FOLDER, f"{key}.tpl")
    if not FOLDER or not template.is_file():
        pytest.skip(f"GOVERN_OFFICIAL_TEMPLATES names no folder with {key}.tpl, the vendor's server template")
    job = {
        "template": template.read_text("utf-8"),
        "data": TAGS[key],
        "event": BROUGHT,
        "cookies": COOKIES,
        "time": SECONDS * 1000,
    }
    (*_, request) = json.loads(node(RUNNER, json.dumps(job)))
    theirs, mine = flat(request["body"]), flat(ours[key])
    apart = {way for way in {*theirs, *mine} if theirs.get(way) != mine.get(way)}
    assert {re.sub(r"\[\d+\]", "[*]", way) for way in apart} == listed()[key]
