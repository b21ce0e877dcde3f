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
from official import BROUGHT, COOKIES, EVENT, LAYER, PIXELS, REQUEST, TAGS, VALUES, WEB, brought, by_call, flat, shop
from sender_helpers import EVERYTHING, loaded, written
from vendor_values import TRICKY
from web_shop import visit

from govern.gtm.desired import desired
from govern.payloads.normalise import normalised, sha256
from govern.platforms import load

PAGE = Path(__file__).parent.parent / "docs" / "official_templates.md"
VALUES_PAGE = PAGE.with_name("personal_values.md")
HASH = re.compile(r"[0-9a-f]{64}")
RUNNER = Path(__file__).parent / "sandbox" / "official.js"
FOLDER = os.environ.get("GOVERN_OFFICIAL_TEMPLATES", "")
SECONDS = 1767225600


def listed() -> dict[str, set[str]]:
    """The fields of each platform that the page says are different; those of pixels under `<platform> pixel`."""
    parts = re.split(r"^## ([\w ]+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
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
    assert listed().keys() == TAGS.keys() | {f"{key} pixel" for key in PIXELS}
    assert ours.keys() == {key.split()[0] for key in TAGS}


def published(name: str) -> str:
    """A vendor's template, where somebody has fetched it."""
    file = Path(FOLDER, f"{name.replace(' ', '-')}.tpl")
    if not FOLDER or not file.is_file():
        pytest.skip(f"GOVERN_OFFICIAL_TEMPLATES names no folder with {file.name}, the vendor's template")
    return file.read_text("utf-8")


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("key", TAGS)
def test_bodies_differ_in_what_the_page_says_and_nowhere_else(key: str, ours: dict[str, Any]) -> None:
    template = published(key)
    job = {
        "template": template,
        "data": TAGS[key],
        "event": BROUGHT,
        "cookies": COOKIES,
        "time": SECONDS * 1000,
    }
    (*_, request) = json.loads(node(RUNNER, json.dumps(job)))
    theirs, mine = flat(request["body"]), flat(ours[key.split(maxsplit=1)[0]])
    apart = {way for way in {*theirs, *mine} if theirs.get(way) != mine.get(way)}
    assert {re.sub(r"\[\d+\]", "[*]", way) for way in apart} == listed()[key]


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("key", VALUES)
def test_values_of_people_are_hashed_otherwise_as_often_as_the_page_says(key: str) -> None:
    template, facts = published(key), load(key.split(maxsplit=1)[0]).match_keys
    tried = [(ours, name, value) for ours, name in VALUES[key].items() for value in TRICKY[ours]]
    jobs = [
        {"template": template, "data": TAGS[key], "event": brought(ours, value), "cookies": COOKIES, "time": SECONDS}
        for ours, _, value in tried
    ]
    apart: dict[str, int] = {}
    for (ours, name, value), (*_, request) in zip(tried, json.loads(node(RUNNER, json.dumps(jobs))), strict=True):
        found = flat(request["body"])
        theirs = {
            said for way, said in found.items() if re.search(rf"\b{name}(\[\d+\])?$", way) or name in found.values()
        }
        made = normalised(value, facts[name].normalise)
        mine = sha256(made) if made else None
        apart[ours] = apart.get(ours, 0) + (
            mine not in theirs if mine else any(HASH.fullmatch(str(one)) for one in theirs)
        )
    rows = re.findall(rf"^\| {key} \| `(\w+)` \| (\d+) \| (\d+) \|", VALUES_PAGE.read_text("utf-8"), re.MULTILINE)
    assert [(ours, len(TRICKY[ours]), apart[ours]) for ours in VALUES[key]] == [(a, int(b), int(c)) for a, b, c in rows]


@pytest.mark.parametrize("key", ["snapchat", "reddit"])
def test_names_of_the_facts_stand_in_the_templates(key: str) -> None:
    """The vendor's own for the page; on the server Snapchat's own, for Reddit a tag maker's."""
    text, platform = published(key) + published(f"{key}-web"), load(key)
    names = [name for name, one in (*platform.events.items(), *platform.parameters.items()) if one.verified]
    assert len(names) > 20
    missing = [name for name in (*names, *platform.match_keys) if name not in text]
    assert missing == {"snapchat": ["idfv"], "reddit": []}[key], "idfv is in the description of Snapchat's library"


@pytest.mark.slow
@needs_node
@pytest.mark.parametrize("key", PIXELS)
def test_pixels_are_called_as_vendors_templates_call_them_but_for_what_the_page_says(key: str) -> None:
    function, data = PIXELS[key]
    job = {
        "template": published(f"{key}-web"),
        "data": data,
        "functions": [function],
        "event": LAYER,
        "cookies": {},
        "time": 1,
    }
    theirs = [
        rest if word == function else [word.rpartition(".")[2], *rest]
        for word, *rest in json.loads(node(RUNNER, json.dumps(job)))
    ]
    (container,) = desired(project(WEB)).containers
    mine = visit(container, {"event": "purchase", **EVENT})[function]
    their, our = by_call(theirs), by_call(mine)
    apart = {re.sub(r"\[\d+\]", "[*]", way) for way in {*their, *our} if their.get(way) != our.get(way)}
    assert apart == listed()[f"{key} pixel"]
