"""Google's tables: what Tag Manager would not import is named, and pydantic agrees on every entity."""

from __future__ import annotations

import json
from typing import Any

import pytest
from for_each import for_each
from gtm_helpers import FIXTURES, WITHOUT_CORPUS, broken_copies, corpus, fixture, read_one, web
from gtm_models import accepts

from govern.core.errors import GovernError
from govern.gtm import read as gtm
from govern.gtm.check import FIELDS, check, validate
from govern.gtm.container import Container, canonical
from govern.gtm.schema import ENUMS, KINDS, OWN_ID, SCHEMAS
from tools import gtm_schema


def nested(levels: int) -> dict[str, Any]:
    """A parameter inside a parameter inside a parameter."""
    found: dict[str, Any] = {"type": "TEMPLATE", "value": "x"}
    for _ in range(levels):
        found = {"type": "LIST", "list": [found]}
    return {**found, "key": "a"}


TAG = {"name": "Pixel", "type": "html"}
COMPLAINTS = [
    ({**TAG, "parameter": 5}, 'tag "Pixel" has "parameter": 5, expected a list', ("parameter",), ""),
    ({**TAG, "parameter": ["x"]}, 'tag "Pixel" has "parameter[0]": "x", expected an object', ("parameter", 0), ""),
    (
        {**TAG, "parameter": [{"type": "TEMPLATE", "key": "a", "value": 5}]},
        'tag "Pixel" has "parameter[0].value": 5, expected text', ("parameter", 0, "value"), "",
    ),
    (
        {**TAG, "tagFiringOption": "ONCE_PER_LOADS"},
        'tag "Pixel" has "tagFiringOption": "ONCE_PER_LOADS", which Tag Manager does not know',
        ("tagFiringOption",), "did you mean ONCE_PER_LOAD?",
    ),
    ({**TAG, "paused": "yes"}, 'tag "Pixel" has "paused": "yes", expected true or false', ("paused",), ""),
    ({**TAG, "notes": None}, 'tag "Pixel" has "notes": null, expected text', ("notes",), ""),
    ({**TAG, "scheduleStartMs": "soon"}, 'tag "Pixel" has "scheduleStartMs": "soon", expected a whole number as text',
     ("scheduleStartMs",), ""),
    ({"name": "Pixel"}, 'tag "Pixel" has no type', (), ""),
    ({**TAG, "enablingTrigger": ["x"]}, 'tag "Pixel" has a field "enablingTrigger", which Tag Manager does not have',
     ("enablingTrigger",), ""),
]  # fmt: skip


@for_each(("tag", "message", "route", "help"), COMPLAINTS, ids=[row[1] for row in COMPLAINTS])
def test_what_tag_manager_would_not_import(tag: dict[str, Any], message: str, route: Any, help: str) -> None:
    problem = validate(read_one(web(tag=[tag])))[0]
    assert (problem.message, problem.route, problem.help, problem.entity) == (message, route, help, 'tag "Pixel"')


HARMLESS = [
    {**TAG, "parameter": [{"key": "a", "value": "without a type"}]},
    {**TAG, "sparkle": {"unknown": [1, 2]}},
    {**TAG, "tagFiringOption": "oncePerLoad"},
    {**TAG, "parameter": [{"type": "boolean", "key": "a", "value": "{{x}}"}]},
]


@pytest.mark.parametrize("tag", HARMLESS)
def test_what_does_no_harm(tag: dict[str, Any]) -> None:
    assert validate(read_one(web(tag=[tag]))) == ()


def test_a_long_text_is_not_shown_since_it_may_be_a_secret() -> None:
    (problem,) = validate(read_one(web(tag=[{**TAG, "paused": "EAAB" + "x1Y2" * 20}])))
    assert problem.message == 'tag "Pixel" has "paused": a long text, expected true or false'


def test_nesting_has_a_limit() -> None:
    assert validate(read_one(web(tag=[{**TAG, "parameter": [nested(20)]}]))) == ()
    (problem,) = validate(read_one(web(tag=[{**TAG, "parameter": [nested(100)]}])))
    assert problem.message == 'tag "Pixel" is nested more than 60 levels deep'
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    (problem,) = validate(read_one(web(tag=[{**TAG, "unknown": deep}])))
    assert problem.route == ("unknown",)


@pytest.mark.parametrize(
    "settings",
    [{"version": 5}, {"entities": []}, {"export": "x"}, {"version": {"tag": []}}, {"name": 5}, {"tagIds": "x"}],
    ids=json.dumps,
)
def test_settings_are_checked_too(settings: dict[str, Any]) -> None:
    (problem,) = validate(Container("GTM-ABC1234", "web", settings, {}))
    assert problem.message.startswith("the container has ")
    assert problem.route[0] == "settings"


def test_every_kind_has_a_schema_and_an_id_where_google_gives_one() -> None:
    assert OWN_ID["customTemplate"] == "templateId"
    assert [kind for kind in KINDS if not OWN_ID[kind]] == ["builtInVariable"]
    assert all(kind in FIELDS for kind in KINDS.values())
    assert ENUMS["Trigger.type"]["youTubeVideo"] == "YOU_TUBE_VIDEO"
    assert ENUMS["Container.usageContext"]["androidSdk5"] == "ANDROID_SDK_5"
    assert SCHEMAS["Tag"]["firingTriggerId"] == "[text]"


def test_the_tables_are_what_the_generator_makes_of_googles_document() -> None:
    document = gtm_schema.bundled_document()
    if document is None:
        pytest.skip("google-api-python-client, which carries the discovery document, is not installed")
    assert gtm_schema.module(json.loads(document.read_text("utf-8"))) == gtm_schema.TARGET.read_text("utf-8")


def test_the_generator_reads_a_discovery_document() -> None:
    field = {"type": "string"}
    schemas = {
        "ContainerVersion": {"properties": {"customTag": {"type": "array", "items": {"$ref": "Tag"}}, "name": field}},
        "Tag": {"properties": {"tagId": field, "kind": {"type": "string", "enum": ["youTube5", "none"]},
                               "when": {"type": "string", "format": "int64"}, "self": {"$ref": "Tag"}}},
        "Unused": {"properties": {"name": field}},
    }  # fmt: skip
    found = gtm_schema.tables({"revision": "20260101", "schemas": schemas})
    assert found == {
        "REVISION": "20260101",
        "KINDS": {"customTag": "Tag"},
        "OWN_ID": {"customTag": "tagId"},
        "SCHEMAS": {
            "ContainerVersion": {"customTag": "[Tag]", "name": "text"},
            "Tag": {"kind": "enum:Tag.kind", "self": "Tag", "tagId": "text", "when": "digits"},
        },
        "ENUMS": {"Tag.kind": {"youTube5": "YOU_TUBE_5", "none": "NONE"}},
    }
    scope: dict[str, Any] = {}
    exec(gtm_schema.module({"revision": "20260101", "schemas": schemas}), scope)
    assert {name: scope[name] for name in found} == found


def disagreements(container: Container) -> list[str]:
    """Entities on which the tables and pydantic's models differ."""
    return [
        f"{kind} {name}"
        for kind, bodies in container.entities.items()
        for name, body in bodies.items()
        if accepts(kind, canonical(kind, body)) == any(True for _ in check(kind, body))
    ]


@pytest.mark.parametrize("name", [path.name for path in sorted(FIXTURES.glob("*.json"))])
def test_pydantic_agrees_on_damaged_exports(name: str) -> None:
    judged = 0
    for data in broken_copies(fixture(name), 50, seed=7):
        try:
            found = gtm.read(json.dumps(data).encode(), "broken.json")
        except GovernError:
            continue
        for container in found:
            assert disagreements(container) == []
            judged += 1
    assert judged > 30


@pytest.mark.slow
@pytest.mark.skipif(not corpus("gtm-web"), reason=WITHOUT_CORPUS)
def test_pydantic_agrees_on_public_exports() -> None:
    for path in corpus("gtm-web", "gtm-server", "gtm-api"):
        try:
            found = gtm.read(path.read_bytes(), path.name)
        except GovernError:
            continue
        for container in found:
            assert disagreements(container) == []
