"""The server templates of Tag Manager and the plans of back ends are written apart, and send the same bodies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import project
from node import needs_node
from payload_helpers import shop
from server_sandbox import EVENT, KEYS, run, tag

from govern.captures.bodies.check import check
from govern.payloads.layout import layout
from govern.payloads.plan import Happened, fill
from govern.payloads.sent import sent_by_servers
from govern.platforms import load
from govern.spec.sections.mappings import Constant

AT = 1_767_225_600_000
CONSENT = ("ad_storage", "ad_user_data", "ad_personalization", "analytics_storage")
pytestmark = [pytest.mark.slow, needs_node]


def tags(key: str) -> list[dict[str, Any]]:
    """The template's own tag, and one with all that the shop tells the platform of its first example."""
    (sent,) = (sent for sent in sent_by_servers(shop()) if sent.platform.key == key)
    example = sent.event.examples[0]
    told = [
        {"name": name, "value": given.value if isinstance(given, Constant) else example[given]}
        for name, given in sent.mapping.parameters.items()
    ]
    who = [{"name": name, "value": example[ours]} for name, ours in sent.mapping.match_keys.items()]
    return [tag(key), tag(key, parameters=told, matchKeys=who)]


def of_template(key: str, made: dict[str, Any]) -> Any:
    """The body that a tag sends."""
    (request,) = run(key, made)["requests"]
    body = json.loads(request["body"]) if isinstance(request["body"], str) else request["body"]
    body.pop("access_token", None)
    return body


def of_plan(key: str, made: dict[str, Any]) -> Any:
    """The body that a back end sends for the same mapping, event and request."""
    rows = [*((row, "parameters") for row in made["parameters"]), *((row, "match_keys") for row in made["matchKeys"])]
    values = {f"p{position}": row["value"] for position, (row, _) in enumerate(rows)}
    types = {name: "items" if isinstance(value, list) else "string" for name, value in values.items()}
    names: dict[str, dict[str, str]] = {"parameters": {}, "match_keys": {}}
    for position, (row, section) in enumerate(rows):
        names[section][row["name"]] = f"p{position}"
    mapping = {"event": "told", "destination": "there", "as": made["eventName"], "via": ["server"], **names}
    if "conversionAction" in made:
        mapping["conversion_action"] = made["conversionAction"]
    specs = {
        "version": 1,
        "destinations": [{"name": "there", "platform": key, "id": made["accountId"], "server": {}}],
        "events": [
            {
                "name": "told",
                "event_id": made["eventId"],
                "parameters": [{"name": name, "type": type} for name, type in types.items()],
            }
        ],
        "mappings": [mapping],
    }
    (sent,) = sent_by_servers(project(f"{json.dumps(specs)}\n# version: 1\n"))
    found = layout(key)
    assert found is not None
    context = {
        "url": EVENT["page_location"],
        "referrer": EVENT["page_referrer"],
        "ip": EVENT["ip_override"],
        "user_agent": EVENT["user_agent"],
    }
    return fill(found.body(sent), Happened(values, AT, "production", context, CONSENT))


@pytest.mark.parametrize("key", KEYS)
def test_a_container_and_a_back_end_send_one_body(key: str) -> None:
    for made in tags(key):
        assert of_template(key, made) == of_plan(key, made)


@pytest.mark.parametrize("key", KEYS)
def test_a_template_s_body_is_what_its_platform_takes(key: str) -> None:
    for made in tags(key):
        found = check(load(key), of_template(key, made), now=AT)
        assert [problem for problem in found if problem.level == "error"] == []
