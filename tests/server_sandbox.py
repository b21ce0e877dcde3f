"""Server templates run in a model of Google's sandbox, where a test says what the world around a tag is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gtm_templates import built, names, sections, source
from node import node

from govern.gtm.templates.filling import filled

SANDBOX = Path(__file__).parent / "sandbox" / "server.js"
SECRET = "projects/shop/secrets/token"
EVENT = {
    "x-ga-gcd": "13t3t3t3t5l1",
    "page_location": "https://www.shop.example/thanks",
    "page_referrer": "https://www.shop.example/cart",
    "ip_override": "203.0.113.7",
    "user_agent": "Browser/1.0",
}
KEYS = names("server")
SOURCES = {key: source(key, "server") for key in KEYS}


def template(key: str) -> str:
    """A template with our own facts."""
    return built(key, "server")


def section(text: str, name: str) -> str:
    """One section of a template."""
    return sections(text)[name]


def tag(key: str, **changes: Any) -> dict[str, Any]:
    """The tag of the template's own tests, with changes."""
    return {**filled(SOURCES[key]["tag"], SOURCES[key]), **changes}


def run(key: str, *tags: dict[str, Any], text: str = "", **world: Any) -> dict[str, Any]:
    """What tags of a template do in the sandbox."""
    found: dict[str, Any] = json.loads(node(SANDBOX, json.dumps(job(key, *tags, text=text, **world))))
    return found


def job(key: str, *tags: dict[str, Any], text: str = "", **world: Any) -> dict[str, Any]:
    """What the sandbox is asked for to run tags of a template."""
    return {"do": "run", "template": text or template(key), "tags": list(tags) or [tag(key)], "time": 1767225600000,
            "secrets": {SECRET: "the-token\n"}, **world, "event": {**EVENT, **world.get("event", {})}}  # fmt: skip


def errors(*jobs: dict[str, Any]) -> list[str]:
    """What each job failed with, empty where it did not."""
    found = json.loads(node(SANDBOX, json.dumps({"do": "many", "jobs": jobs})))
    return [result.get("error", "") for result in found]
