"""Rendering containers: importable JSON with ids that stay, complete references, and the same container when read again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from for_each import for_each
from gtm_helpers import FIXTURES, broken_copies, fixture, live, read_one
from helpers import project

from govern.core.errors import GovernError
from govern.gtm import read as gtm
from govern.gtm.container import FIRST_BUILT_IN_ID, Container, canonical_container
from govern.gtm.references import references
from govern.gtm.specs import differences
from govern.render.targets.gtm import LARGEST_ID, artifacts, problems, render, stable_ids

NAMES = [path.name for path in sorted(FIXTURES.glob("*.json"))]


def rendered(container: Container) -> dict[str, Any]:
    """The container version of the rendered export."""
    version: dict[str, Any] = json.loads(render(container))["containerVersion"]
    return version


def container(**entities: dict[str, dict[str, Any]]) -> Container:
    return Container("GTM-ABC1234", "web", {}, entities, "specs/shop.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_rendered_reads_as_the_same_container(name: str) -> None:
    wished = live(name)
    text = render(wished)
    (back,) = gtm.read(text.encode(), "rendered.json")
    back = canonical_container(back)
    assert (back.id, back.context, back.problems) == (wished.id, wished.context, ())
    assert list(differences(wished, back)) == []
    assert render(back) == text


@pytest.mark.parametrize("name", NAMES)
def test_order_of_writing_makes_no_difference(name: str) -> None:
    wished = live(name)
    entities = {
        kind: {entity: dict(reversed(bodies[entity].items())) for entity in reversed(bodies)}
        for kind, bodies in reversed(wished.entities.items())
    }
    settings = dict(reversed(wished.settings.items()))
    assert render(wished.replace(entities=entities, settings=settings)) == render(wished)


def test_the_text_is_one_that_people_can_read() -> None:
    text = render(live("api-tags.json").replace(entities={"folder": {"Meta": {"notes": "Ads & such: 😀"}}}))
    assert text == (
        "{\n"
        '  "exportFormatVersion": 2,\n'
        '  "exportTime": "2000-01-01 00:00:00",\n'
        '  "containerVersion": {\n'
        '    "accountId": "6001234567",\n'
        '    "containerId": "190001234",\n'
        '    "containerVersionId": "0",\n'
        '    "container": {\n'
        '      "accountId": "6001234567",\n'
        '      "containerId": "190001234",\n'
        '      "usageContext": [\n'
        '        "WEB"\n'
        "      ]\n"
        "    },\n"
        '    "folder": [\n'
        "      {\n"
        '        "accountId": "6001234567",\n'
        '        "containerId": "190001234",\n'
        '        "folderId": "1109673152",\n'
        '        "name": "Meta",\n'
        '        "notes": "Ads & such: 😀"\n'
        "      }\n"
        "    ]\n"
        "  }\n"
        "}\n"
    )


def test_a_new_tag_changes_no_other_line() -> None:
    wished = live("web.json")
    tags = {**wished.bodies("tag"), "Brand new": {"type": "img", "parameter": []}}
    before = render(wished).splitlines()
    after = render(wished.replace(entities={**wished.entities, "tag": tags})).splitlines()
    remaining = iter(after)
    assert all(line in remaining for line in before), "the old lines stand in the new text, in order"


def test_ids_stay_small_differ_and_leave_dangling_ones_alone() -> None:
    web = live("web.json")
    found = stable_ids(web, tuple(references(web)))
    assert len(set(found.values())) == len(found)
    assert all(1 <= int(id) <= LARGEST_ID < FIRST_BUILT_IN_ID for id in found.values())
    taken = found["tag", "Reviews"]
    tag = {"type": "html", "firingTrigger": [f"#{taken}"]}
    one = container(tag={"Reviews": tag})
    assert stable_ids(one, tuple(references(one)))["tag", "Reviews"] != taken


def test_references_are_ids_again() -> None:
    version = rendered(live("web.json"))
    ids = {row["name"]: row["triggerId"] for row in version["trigger"]}
    folders = {row["name"]: row["folderId"] for row in version["folder"]}
    tags = {row["name"]: row for row in version["tag"]}
    assert tags["Meta - Purchase"]["firingTriggerId"] == [ids["Purchase confirmed"]]
    assert tags["Meta - Purchase"]["blockingTriggerId"] == [ids["#internal traffic"]]
    assert tags["Meta - Purchase"]["parentFolderId"] == folders["Meta"]
    assert tags["Reviews"]["firingTriggerId"] == ["99", "2147479553"], "the dangling id, and the built-in trigger"
    templates = {row["name"]: row["templateId"] for row in version["customTemplate"]}
    assert tags["Reviews"]["type"] == f"cvt_190001234_{templates['Reviews Widget']}"
    assert tags["Chat – über"]["type"] == "cvt_5TP8W"
    assert tags["chat - uber"]["type"] == f"cvt_190001234_{templates['Live Chat']}"
    (zone,) = version["zone"]
    assert zone["boundary"]["customEvaluationTriggerId"] == [ids["Purchase confirmed"]]
    group = next(row for row in version["trigger"] if row["name"] == "All of it")
    assert [item["value"] for item in group["parameter"][0]["list"]] == [
        ids["Purchase confirmed"],
        ids["Outbound click"],
        "2147479553",
    ]


def test_no_name_of_ours_is_left_in_an_export() -> None:
    text = render(live("web.json"))
    assert not re.search(r'"(firingTrigger|blockingTrigger|folder|enablingTrigger)": ["\[{]\s*"', text)
    assert '"template:' not in text


TAG = {"type": "html", "parameter": []}
REFUSED = [
    ({"tag": {"A": {**TAG, "firingTrigger": ["Payed"]}}, "trigger": {"Paid": {"type": "PAGEVIEW"}}},
     'tag "A" refers to the trigger "Payed", which the container does not have', ("firingTrigger", 0), 'did you mean "Paid"?'),
    ({"tag": {"A": {**TAG, "folder": "Ads"}}},
     'tag "A" refers to the folder "Ads", which the container does not have', ("folder",), ""),
    ({"tag": {"A": {"type": "template:Chat"}}},
     'tag "A" refers to the template "Chat", which the container does not have', ("type",), ""),
    ({"trigger": {"A": {"type": "TRIGGER_GROUP", "parameter": [{"type": "TRIGGER_REFERENCE", "key": "t", "value": "B"}]}}},
     'trigger "A" refers to the trigger "B", which the container does not have', ("parameter", 0, "value"), ""),
    ({"tag": {"A": {"type": "template-id:Chat"}}, "customTemplate": {"Chat": {"templateData": ""}}},
     'tag "A" has the type "template-id:Chat", but the template has no gallery id', ("type",), 'write "template:Chat"'),
    ({"tag": {"A": {"type": 5}}}, 'tag "A" has "type": 5, expected text', ("type",), ""),
    ({"tag": {"A": {**TAG, "firingTrigger": "Paid"}}}, 'tag "A" has "firingTrigger": "Paid", expected a list',
     ("firingTrigger",), ""),
    ({"variable": {"A": {"type": "c", "firingTrigger": []}}},
     'variable "A" has a field "firingTrigger", which Tag Manager does not have', ("firingTrigger",), ""),
]  # fmt: skip


@for_each(("entities", "message", "route", "help"), REFUSED, ids=[row[1] for row in REFUSED])
def test_nothing_is_rendered_that_tag_manager_would_refuse(entities: Any, message: str, route: Any, help: str) -> None:
    with pytest.raises(GovernError) as caught:
        render(container(**entities))
    assert (caught.value.message, caught.value.help) == (message, help)
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.route) == ("specs/shop.yaml", route)


def test_two_templates_with_one_gallery_id_cannot_be_told_apart_by_it() -> None:
    template = {"templateData": "", "galleryReference": {"galleryTemplateId": "7KQ2R"}}
    twice = {"One": template, "Two": template}
    assert rendered(container(tag={"A": {"type": "cvt_7KQ2R"}}, customTemplate=twice))["tag"][0]["type"] == "cvt_7KQ2R"
    (problem,) = problems(container(tag={"A": {"type": "template:One"}}, customTemplate=twice))
    assert problem.help == 'write "template-id:One" or "cvt_7KQ2R"'


@pytest.mark.parametrize("name", ["web.json", "server.json", "saved-lists.json"])
def test_damaged_exports_render_to_themselves_or_not_at_all(name: str) -> None:
    through = 0
    for data in broken_copies(fixture(name), 60, seed=3):
        try:
            wished = canonical_container(read_one(data))
            text = render(wished)
        except GovernError:
            continue
        (back,) = gtm.read(text.encode(), "rendered.json")
        assert list(differences(wished, canonical_container(back))) == []
        through += 1
    assert through > 10


def test_each_container_of_the_specs_is_an_artifact() -> None:
    specs = project("""
containers:
  - id: GTM-ABC1234
    folders: [{name: Ads}]
  - {id: ../escape, folders: [{name: Ads}]}
""")
    one, two = artifacts(specs)
    assert one.path == "build/gtm/GTM-ABC1234.json"
    assert re.fullmatch(r"build/gtm/container-[0-9a-f]{12}\.json", two.path), "an id is no way out of the folder"
    assert json.loads(one.text)["containerVersion"]["folder"][0]["name"] == "Ads"
