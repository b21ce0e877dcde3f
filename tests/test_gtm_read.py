"""Reading containers: every form they come in is the same container, by name, with nothing lost and nothing guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from for_each import for_each
from gtm_helpers import FIXTURES, WITHOUT_CORPUS, broken_copies, corpus, fixture, live, read_one, web

from govern.core.errors import GovernError
from govern.gtm import read as gtm
from govern.gtm.container import canonical, canonical_container, same
from govern.gtm.faults import lost

TAG = {"name": "Pixel", "type": "html", "parameter": []}
PAGE = {"triggerId": "7", "name": "Page", "type": "PAGEVIEW"}


def test_references_are_names_and_volatile_fields_are_gone() -> None:
    container = read_one(fixture("web.json"))
    assert (container.id, container.context) == ("GTM-ABC1234", "web")
    tag = container.bodies("tag")["Meta - Purchase"]
    assert tag["firingTrigger"] == ["Purchase confirmed"]
    assert tag["blockingTrigger"] == ["##internal traffic"], "a name that begins with # is told from an id"
    assert tag["folder"] == "Meta"
    assert not tag.keys() & {"accountId", "containerId", "tagId", "fingerprint", "firingTriggerId", "name"}
    zone = container.bodies("zone")["Partner zone"]
    assert zone["boundary"]["customEvaluationTrigger"] == ["Purchase confirmed"]
    group = canonical("trigger", container.bodies("trigger")["All of it"])["parameter"][0]["list"]
    assert [item["value"] for item in group] == ["Purchase confirmed", "Outbound click", "All Pages"]
    assert container.settings["name"] == "Acme shop"
    assert container.settings["version"] == {"name": "Autumn release", "description": "Lead form\nand reviews"}
    assert container.problems == ()


def test_types_of_custom_templates_name_the_template() -> None:
    tags = read_one(fixture("web.json")).bodies("tag")
    assert tags["Reviews"]["type"] == "template:Reviews Widget"
    assert tags["Chat – über"]["type"] == "template:Live Chat", "by its gallery id"
    assert tags["chat - uber"]["type"] == "template-id:Live Chat", "by number, although it has a gallery id"


def test_two_templates_with_one_gallery_id_leave_the_type_alone() -> None:
    container = read_one(fixture("server.json"))
    assert container.bodies("tag")["Meta CAPI"]["type"] == "cvt_7KQ2R"
    assert container.problems == lost(container) == ()


def test_an_id_that_leads_nowhere_stays_and_is_reported() -> None:
    container = read_one(fixture("web.json"))
    assert container.bodies("tag")["Reviews"]["firingTrigger"] == ["All Pages", "#99"]
    (problem,) = lost(container)
    assert problem.message == 'tag "Reviews" refers to the trigger 99, which the container does not have'
    assert (problem.entity, problem.route) == ('tag "Reviews"', ("firingTrigger", 1))


def test_a_trigger_of_the_user_takes_the_name_from_a_built_in_one() -> None:
    mine = {"triggerId": "7", "name": "All Pages", "type": "PAGEVIEW"}
    container = read_one(web(tag=[{**TAG, "firingTriggerId": ["7", "2147479553"]}], trigger=[mine]))
    assert container.bodies("tag")["Pixel"]["firingTrigger"] == ["All Pages", "#2147479553"]
    assert lost(container) == ()


def test_a_built_in_trigger_without_a_known_name_is_not_dangling() -> None:
    container = read_one(fixture("server.json"))
    assert container.bodies("tag")["Meta CAPI copy"]["firingTrigger"] == ["#2147479574"]
    assert lost(container) == ()


@pytest.mark.parametrize("name", ["api-version.json", "saved-lists.json"])
def test_the_api_says_the_same_as_an_export(name: str) -> None:
    """Lists that a script saved lack folders: ids of those stay as they are."""
    exported, answered = live("web.json"), live(name)
    assert answered.id == exported.id
    for kind, bodies in answered.entities.items():
        for entity, body in bodies.items():
            expected = exported.bodies(kind)[entity]
            if name == "saved-lists.json" and "folder" in body:
                assert body["folder"].startswith("#")
                body, expected = ({**found, "folder": None} for found in (body, expected))
            assert body == expected, entity


def test_a_list_of_tags_does_not_miss_what_other_lists_hold() -> None:
    container = read_one(fixture("api-tags.json"))
    assert container.bodies("tag").keys() == {"Meta - Purchase", "Meta - Base"}
    assert container.bodies("tag")["Meta - Purchase"]["firingTrigger"] == ["#12"]
    assert lost(container) == ()


def test_format_1_3_keeps_its_built_in_variables_elsewhere() -> None:
    container = read_one(fixture("format-1.3.json"))
    expected = {"Page URL": {"type": "PAGE_URL"}, "Click ID": {"type": "CLICK_ID"}, "Event": {"type": "EVENT"}}
    assert container.bodies("builtInVariable") == expected
    assert container.settings["timeZoneId"] == "Europe/Madrid"


def test_numbers_as_ids_and_absent_ids_do_no_harm() -> None:
    container = read_one(web(tag=[{**TAG, "tagId": 1, "firingTriggerId": [7]}], trigger=[{**PAGE, "triggerId": 7}]))
    assert container.bodies("tag")["Pixel"]["firingTrigger"] == ["Page"]
    assert read_one(web(tag=[TAG])).problems == ()


def test_unknown_fields_are_kept() -> None:
    data = web(tag=[{**TAG, "sparkle": {"a": [1]}}], glitter=[{"name": "x"}])
    data["containerVersion"]["container"]["colour"] = "red"
    data["stamp"] = "s"
    container = read_one(data)
    assert container.bodies("tag")["Pixel"]["sparkle"] == {"a": [1]}
    assert container.settings["colour"] == "red"
    assert container.settings["version"] == {"glitter": [{"name": "x"}]}
    assert container.settings["export"] == {"stamp": "s"}


@pytest.mark.parametrize(
    ("settings", "id"),
    [
        ({"publicId": "GTM-ABC1234"}, "GTM-ABC1234"),
        ({"publicId": "", "name": "Acme: Shop & More"}, "acme-shop-more"),
        ({"publicId": "%%ID%%", "name": "店"}, "web-container"),
        ({"name": 5}, "web-container"),
    ],
)
def test_a_container_without_a_public_id_gets_a_readable_one(settings: dict[str, Any], id: str) -> None:
    data = web(tag=[TAG])
    data["containerVersion"]["container"] = settings
    assert read_one(data).id == id


def test_several_containers_in_one_file_keep_apart() -> None:
    data = web(tag=[TAG])
    del data["containerVersion"]["container"]["publicId"]
    found = gtm.read(json.dumps([data, data, web(tag=[TAG])]).encode(), "all.json")
    assert [container.id for container in found] == ["test", "test-2", "GTM-TEST123"]


def test_contexts() -> None:
    for usage, context in (["SERVER"], "server"), (["amp"], "amp"), (["ANDROID_SDK_5"], "android"), (["IOS"], "ios"):
        data = web(tag=[TAG])
        data["containerVersion"]["container"]["usageContext"] = usage
        assert read_one(data).context == context
    assert read_one(fixture("server.json")).context == "server"


PROBLEMS = [
    (web(tag=[TAG, TAG]), 'there are two: tag "Pixel" stands in the container twice', 'tag "Pixel"'),
    (web(tag=[{"name": 5, "type": "html"}]), "tag 1 has a name that is not text", 'tag "#1"'),
    (web(tag=[{"type": "html"}]), "tag 1 has no name", 'tag "#1"'),
    (web(tag=["Pixel"]), "tag 1 is not an object", "tag"),  # type: ignore[list-item]
    (web(tag=[{**TAG, "firingTriggerId": "7"}]), 'tag "Pixel" has a "firingTriggerId" that is not a list of ids', 'tag "Pixel"'),
    (web(tag=[{**TAG, "firingTriggerId": ["%%"]}]), 'tag "Pixel" refers to the trigger id "%%", which is not a number', 'tag "Pixel"'),
    (web(tag=[{**TAG, "folder": "x"}]), 'tag "Pixel" has a field "folder", which Tag Manager does not have', 'tag "Pixel"'),
    (web(trigger=[PAGE, {**PAGE, "name": "Two"}]), 'trigger "Two" has the id 7, which trigger "Page" has too', 'trigger "Two"'),
    (web(tag={"name": "x"}), '"tag" is not a list', ""),  # type: ignore[arg-type]
]  # fmt: skip


@for_each(("data", "message", "entity"), PROBLEMS, ids=[row[1] for row in PROBLEMS])
def test_what_is_broken_is_reported_and_kept(data: Any, message: str, entity: str) -> None:
    (problem,) = read_one(data).problems
    assert (problem.message, problem.entity) == (message, entity)


NOT_CONTAINERS = [
    ({"workspaceChange": [{"tag": {}}]}, "it is the changes of a workspace"),
    ({"container": [{"publicId": "GTM-ABC1234"}]}, "it is a list of containers without their tags"),
    ({"containerVersionHeader": []}, "it is a list of version headers"),
    ({"tags": ["a", "b"], "x": 1}, 'it is an object with "tags", "x"'),
    ([], "it is an empty list"),
    ([1, {"tag": []}], "it is a list"),
    (5, "it is a number"),
    (None, "it is null"),
    ({"containerVersion": "x"}, 'it is an object with "containerVersion"'),
]


@for_each(("data", "what"), NOT_CONTAINERS, ids=[row[1] for row in NOT_CONTAINERS])
def test_what_is_no_container_is_called_what_it_is(data: Any, what: str) -> None:
    assert not gtm.matches(data)
    with pytest.raises(GovernError, match="this is not a Tag Manager container") as caught:
        read_one(data)
    assert what in caught.value.message


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(GovernError, match='"exportFormatVersion" is 3, expected 2'):
        read_one({**web(tag=[TAG]), "exportFormatVersion": 3})


def test_order_of_parameters_and_spelling_of_the_api_make_no_difference() -> None:
    one = {"type": "html", "parameter": [{"type": "TEMPLATE", "key": "a"}, {"type": "MAP", "key": "b", "map": []}]}
    two = {"type": "html", "parameter": [{"type": "map", "key": "b", "map": []}, {"type": "template", "key": "a"}]}
    assert same("tag", one, two)
    assert not same("tag", one, {**two, "paused": True})
    assert not same("tag", one, {"type": "html", "parameter": one["parameter"][:1]})
    assert same("tag", {"firingTrigger": ["a", "b"]}, {"firingTrigger": ["b", "a"]})


@pytest.mark.parametrize("name", [path.name for path in sorted(FIXTURES.glob("*.json"))])
def test_any_damage_is_read_or_refused(name: str) -> None:
    for number, data in enumerate(broken_copies(fixture(name), 60, seed=len(name))):
        try:
            found = gtm.read(json.dumps(data).encode(), "broken.json")
        except GovernError as refusal:
            assert refusal.place is not None, (number, refusal.message)
            continue
        for container in found:
            settled = canonical_container(container)
            assert canonical_container(settled) == settled
            for kind, bodies in container.entities.items():
                assert all(same(kind, body, settled.bodies(kind)[entity]) for entity, body in bodies.items())


@pytest.mark.skipif(not corpus("gtm-api"), reason=WITHOUT_CORPUS)
def test_answers_of_the_api_are_read_or_called_what_they_are() -> None:
    refused = {}
    for path in corpus("gtm-api"):
        try:
            assert gtm.read(path.read_bytes(), path.name)
        except GovernError as refusal:
            refused[path.name[:4]] = refusal.message.partition(": ")[2]
    assert refused == {
        "0016": "it is a list of containers without their tags",
        "0018": "it is the changes of a workspace",
        "0021": "it is a list of version headers",
        "0022": "it is a list of workspaces",
    }
